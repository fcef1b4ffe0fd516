// Places whose n-th operation goes wrong, one of each kind: a folder by its file system, a credential store by
// its calls, a bucket by its requests, and any place by the calls of the contract. Behind each the program's
// own wrappers, with a short deadline and without a second try.
import { openTarget } from '../../../src/targets/kinds.js';
import type { Target } from '../../../src/targets/target.js';
import type { TargetKind } from '../../../src/targets/target-kind.js';
import type { TargetAddress } from '../../../src/vault/places/target-address.js';

/** One operation that goes wrong. */
export interface Fault {
  /** Counted from 1. */
  readonly at: number;
  /** One of the bed's ways. */
  readonly way: string;
  /** Only this operation, or all from it on. */
  readonly lasts: 'once' | 'for-good';
}

/** A place that can be reached well, or with a fault. */
export interface Bed {
  /** The place as it is. */
  readonly healthy: TargetAddress;
  /** The same place with a fault, and how many operations there were. */
  readonly faulty: (fault: Fault) => {
    readonly address: TargetAddress;
    readonly count: () => number;
  };
  /** What lies there now is what {@link Bed.reset} puts back. */
  readonly keep: () => void | Promise<void>;
  readonly reset: () => void | Promise<void>;
  /** Flips a bit of a stored record. */
  readonly damage: (name: string) => void | Promise<void>;
  readonly dispose: () => Promise<void>;
}

/** A kind of place, with the ways in which its operations go wrong. */
export interface BedKind {
  readonly kind: string;
  readonly ways: readonly string[];
  readonly make: () => Promise<Bed>;
}

/** How long an operation that never answers is waited for. */
export const shortMs = 150;
const longMs = 20_000;

/** Whether the operation is the one, or one of those, that go wrong. */
export function counterOf({ at, lasts }: Fault): {
  readonly goesWrong: () => boolean;
  readonly count: () => number;
} {
  let count = 0;
  return {
    goesWrong: () => {
      count += 1;
      return lasts === 'once' ? count === at : count >= at;
    },
    count: () => count,
  };
}

/** The place as the program opens it, but for the deadline and the second try. */
export function addressOf<Options extends object>(
  name: string,
  kind: TargetKind<Options>,
  {
    options,
    folder = null,
    limitMs = longMs,
  }: { readonly options: Options; readonly folder?: string | null; readonly limitMs?: number },
): TargetAddress {
  const place = { kind: kind as unknown as TargetKind, options };
  return {
    ...{ name, folder },
    initialise: async (signal) => {
      await kind.initialise(options, signal);
    },
    open: () => openTarget(place, { limitMs, attempts: 1 }),
  };
}

/** The bytes with a bit in their middle flipped. */
export function flipped(bytes: Uint8Array): Uint8Array {
  const changed = bytes.slice();
  const middle = Math.floor(changed.length / 2);
  changed[middle] = (changed[middle] ?? 0) ^ 1;
  return changed;
}

/** What a call of a target goes through. */
export type Step = <T>(work: () => Promise<T>) => Promise<T>;

/** Each call of the target goes through the step. */
export function stepped(inner: Target, step: Step): Target {
  return {
    identify: (signal) => step(() => inner.identify(signal)),
    tryWriting: (signal) => step(() => inner.tryWriting(signal)),
    clockAheadMs: (signal) => step(() => inner.clockAheadMs(signal)),
    put: (name, record, signal) => step(() => inner.put(name, record, signal)),
    get: (name, signal) => step(() => inner.get(name, signal)),
    list: async function* (signal) {
      const names = await step(async () => {
        const all = [];
        for await (const name of inner.list(signal)) all.push(name);
        return all;
      });
      yield* names;
    },
    remove: (name, signal) => step(() => inner.remove(name, signal)),
    close: () => inner.close(),
  };
}
