// Backups that a page was given, as a place that the tool's own pull reads: it can be listed and read, and
// nothing is ever stored in it.
import { maximumRecordBytes, type Target, TargetError } from '../targets/target.js';
import type { TargetAddress } from '../vault/places/target-address.js';
import type { GivenBackup } from './given-backups.js';

/** The place, by a name for a person. */
export function givenPlace(name: string, backups: readonly GivenBackup[]): TargetAddress {
  return { name, folder: null, initialise: null, open: () => targetOf(name, backups) };
}

function targetOf(place: string, backups: readonly GivenBackup[]): Target {
  const byName = new Map(backups.map((backup) => [backup.name, backup]));
  const isLoose = backups.some((backup) => backup.isLoose);
  const refuse = (): Promise<never> =>
    Promise.reject(new TargetError('READ_ONLY', `nothing is stored in ${place}`));
  return {
    identify: (signal) => {
      signal.throwIfAborted();
      const traits = {
        durability: 'detachable',
        maxRecordBytes: maximumRecordBytes,
        space: 'ample',
      } as const;
      const loose = isLoose ? { loose: 'their names may not be their own' } : {};
      return Promise.resolve({ placeId: isLoose ? null : place, traits, ...loose });
    },
    list: async function* (signal) {
      await Promise.resolve();
      signal.throwIfAborted();
      yield* byName.keys();
    },
    get: (name, signal) => {
      signal.throwIfAborted();
      const found = byName.get(name);
      if (found === undefined)
        return Promise.reject(new TargetError('NOT_FOUND', `there is no ${name} in ${place}`));
      return Promise.resolve(found.bytes.slice(0, maximumRecordBytes + 1));
    },
    tryWriting: refuse,
    clockAheadMs: () => Promise.resolve(null),
    put: refuse,
    remove: refuse,
    close: () => Promise.resolve(),
  };
}
