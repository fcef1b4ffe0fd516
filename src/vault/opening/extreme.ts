// What of a record's own values no record that follows could go on from, or is no date at all. The format
// allows it; a vault refuses such a record alone, by name, for else it would stop every later one of its PC.
// Only somebody who knows the passphrase can make one.
import type { ParsedRecord } from '../../crypto/inspect.js';
import { VaultError } from '../../errors.js';
import type { RecordContent } from '../../record/schema.js';
import { isTime, lastTime } from '../../record/time.js';

/** The highest that are taken: whoever comes after still has a number that can be written and read. */
export const lastGeneration = 2 ** 32 - 2 ** 16;
export const lastSequence = 2 ** 52;

/** Refuses a record with such a value. @throws VaultError `MALFORMED`, naming the member, not its value. */
export function refuseExtreme({ header }: ParsedRecord, content: RecordContent): void {
  if (header.generation > lastGeneration) throw extreme('generation');
  if (content.sequence > lastSequence) throw extreme('sequence');
  if (content.takenAt > lastTime) throw extreme('takenAt');
  for (const [member, time] of timesOf(content)) if (!isTime(time)) throw extreme(member);
}

function* timesOf(content: RecordContent): Generator<readonly [string, string]> {
  yield ['takenAt', content.takenAt];
  if (content.clock !== undefined) yield ['clock', content.clock];
  if (content.os.installedAt !== null) yield ['os.installedAt', content.os.installedAt];
  for (const { lastSeen, places } of content.licences) {
    if (lastSeen !== null) yield ['licences.lastSeen', lastSeen];
    for (const { foundAt } of places) yield ['licences.places.foundAt', foundAt];
  }
  for (const { removedAt } of content.removed ?? []) yield ['removed.removedAt', removedAt];
}

function extreme(member: string): VaultError {
  return new VaultError(
    'MALFORMED',
    `the backup has a value that makes no sense, or that none could follow, at ${member}`,
  );
}
