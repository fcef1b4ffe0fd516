// A target in memory, for tests of what lies around targets. It passes the contract suite, and any of
// its calls can be made to fail, hang or lie.
import type { RecordName } from '../../src/record/name.js';
import type { SealedRecord } from '../../src/record/sealed-record.js';
import { givesWay } from '../../src/targets/fits-name.js';
import { maximumRecordBytes, type Target, TargetError } from '../../src/targets/target.js';

/** What a place in memory holds, shared by the targets opened on it. */
export type MemoryPlace = Map<string, Uint8Array>;

/** A target on the place; `replaced` stands in for some of its calls. */
export function memoryTarget(place: MemoryPlace, replaced: Partial<Target> = {}): Target {
  return {
    identify: async (signal) => {
      await answer(signal);
      const traits = {
        durability: 'offsite',
        maxRecordBytes: maximumRecordBytes,
        space: 'ample',
      } as const;
      return { placeId: 'memory', traits };
    },
    tryWriting: answer,
    clockAheadMs: async (signal) => {
      await answer(signal);
      return null;
    },
    put: async (name, record, signal) => {
      await answer(signal);
      store(place, name, record);
    },
    get: async (name, signal) => {
      await answer(signal);
      const bytes = place.get(name);
      if (bytes === undefined) throw new TargetError('NOT_FOUND', `there is no ${name} in memory`);
      return bytes.slice();
    },
    list: async function* (signal) {
      await answer(signal);
      for (const name of [...place.keys()]) {
        signal.throwIfAborted();
        if (name.endsWith('.vault')) yield name as RecordName;
      }
    },
    remove: async (name, signal) => {
      await answer(signal);
      place.delete(name);
    },
    close: () => Promise.resolve(),
    ...replaced,
  };
}

function store(place: MemoryPlace, name: RecordName, record: SealedRecord): void {
  if (record.length > maximumRecordBytes)
    throw new TargetError('TOO_LARGE', 'too large for memory');
  const held = place.get(name);
  const isOther = held !== undefined && Buffer.compare(held, record) !== 0;
  if (isOther && !givesWay(name, { held, incoming: record })) {
    throw new TargetError('CONFLICT', `memory holds other bytes as ${name}`);
  }
  place.set(name, record.slice());
}

async function answer(signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await new Promise((resolve) => setImmediate(resolve));
  signal.throwIfAborted();
}
