// What `--verbose` tells: each step, and how long it took. A place tells its own steps through a wrapper.
import type { Target } from '../../targets/target.js';
import type { TargetAddress } from '../../vault/places/target-address.js';
import { isVerbose, printable, say } from './output.js';
import { hideTyped } from './typed-text.js';

/** Says a step where each is to be told. */
export function sayStep(what: string, ms: number): void {
  if (isVerbose()) say(`  ${printable(what)} (${ms} ms)`);
}

/** The place, which tells what it is asked for where each step is to be told. */
export function toldPlace(address: TargetAddress): TargetAddress {
  return isVerbose() ? { ...address, open: () => told(address.open(), address.name) } : address;
}

function told(target: Target, name: string): Target {
  const timed = async <Result>(what: string, work: () => Promise<Result>): Promise<Result> => {
    const started = performance.now();
    let end = 'done';
    try {
      return await work();
    } catch (error) {
      end = 'failed';
      throw error;
    } finally {
      sayStep(`${hideTyped(name)}: ${what}: ${end}`, Math.round(performance.now() - started));
    }
  };
  return {
    identify: (signal) => timed('asked what it is', () => target.identify(signal)),
    tryWriting: (signal) => timed('tried to write', () => target.tryWriting(signal)),
    clockAheadMs: (signal) => timed('asked its clock', () => target.clockAheadMs(signal)),
    list: (signal) => target.list(signal),
    get: (record, signal) => timed(`read ${record}`, () => target.get(record, signal)),
    put: (record, bytes, signal) =>
      timed(`stored ${record}`, () => target.put(record, bytes, signal)),
    remove: (record, signal) => timed(`removed ${record}`, () => target.remove(record, signal)),
    close: () => target.close(),
  };
}
