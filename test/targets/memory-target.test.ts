// The stand-in for targets is held to the contract too, so that tests on it mean something.
import { memoryTarget } from '../support/memory-target.js';
import { describeTargetContract } from './contract.js';

describeTargetContract('a target in memory', {
  create: () => {
    const place = new Map<string, Uint8Array>();
    return Promise.resolve({
      target: memoryTarget(place),
      reopen: () => memoryTarget(place),
      strays: () => Promise.resolve(void place.set('stray.txt', new Uint8Array(3))),
      contents: () => Promise.resolve([...place.keys()]),
      dispose: () => Promise.resolve(),
    });
  },
});
