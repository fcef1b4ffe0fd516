// Any place whose n-th call of the contract fails with each of its errors, never answers, or does what it was
// asked to and never answers.
import { memoryTarget } from '../../support/memory-target.js';
import { openTarget } from '../../../src/targets/kinds.js';
import {
  type Target,
  TargetError,
  type TargetErrorCode,
  targetErrors,
} from '../../../src/targets/target.js';
import type { TargetKind } from '../../../src/targets/target-kind.js';
import { noAnswer } from '../../support/failing-file-system.js';
import { type BedKind, type Fault, counterOf, flipped, shortMs, stepped } from './faulty-place.js';

/** A place in memory. */
export const callBeds: BedKind = {
  kind: 'any place',
  ways: [...Object.keys(targetErrors), 'a mistake', 'done, then no answer', 'no answer'],
  make: () => {
    const held = new Map<string, Uint8Array>();
    let kept = new Map<string, Uint8Array>();
    const traits = {
      durability: 'detachable',
      maxRecordBytes: 1024 * 1024,
      space: 'ample',
    } as const;
    const target = memoryTarget(held, {
      identify: () => Promise.resolve({ placeId: 'bed', traits }),
    });
    const address = (through: Target, limitMs: number) => {
      const kind = { callLimitMs: 60_000, open: () => through } as unknown as TargetKind;
      const open = () => openTarget({ kind, options: {} }, { limitMs, attempts: 1 });
      return { name: 'bed', folder: null, initialise: () => Promise.resolve(), open };
    };
    return Promise.resolve({
      healthy: address(target, 20_000),
      faulty: (fault) => {
        const failing = failingCalls(target, fault);
        return { address: address(failing.target, shortMs), count: failing.count };
      },
      keep: () => {
        kept = new Map(held);
      },
      reset: () => {
        held.clear();
        for (const [name, bytes] of kept) held.set(name, bytes);
      },
      damage: (name) => {
        held.set(name, flipped(held.get(name) ?? new Uint8Array()));
      },
      dispose: () => Promise.resolve(),
    });
  },
};

function failingCalls(inner: Target, fault: Fault): { target: Target; count: () => number } {
  const { goesWrong, count } = counterOf(fault);
  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    if (!goesWrong()) return work();
    if (fault.way === 'done, then no answer') await work();
    if (fault.way.endsWith('no answer')) return noAnswer();
    if (fault.way === 'a mistake') throw new TypeError('a mistake in the target');
    throw new TargetError(fault.way as TargetErrorCode, `made by a test: ${fault.way}`);
  };
  return { target: stepped(inner, step), count };
}
