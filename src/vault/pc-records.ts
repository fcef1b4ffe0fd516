// All opened records of one PC with what they hold, out of places that were looked at: a PC at a time, so
// that no more is in memory than one PC's.
import { openEach } from './opening/looked-at.js';
import { type OpenedRecord, createOpener, isOpened } from './opening/opener.js';
import { newestFirst } from './opening/rank.js';
import type { Swept } from './opening/sweep.js';
import type { VaultSession } from './session.js';
import type { VaultRun } from './run.js';
import { isSameLicence } from '../record/licence.js';
import { isRemoved } from '../record/removed.js';
import type { Licence } from '../record/schema.js';

/** Opens the records of the PC again that opened when the places were looked at; newest first. */
export async function recordsOfPc(
  tag: string,
  swept: readonly Swept[],
  { vault, run }: { readonly vault: VaultSession['vault']; readonly run: VaultRun },
): Promise<OpenedRecord[]> {
  const { keys } = vault.opening;
  // What is bad was told of when the places were looked at.
  const unusable = { add: () => undefined };
  const opener = createOpener({ keys, signal: run.signal, unusable });
  const opened = swept.flatMap(({ search }) => search.opened());
  const ofPc = new Map(
    opened
      .filter(({ holding }) => holding.tag === tag)
      .map(({ holding }) => [holding.name, holding]),
  );
  for (const { target } of swept) target.named.budget.renew();
  const records = await openEach([...ofPc.values()], { keys, opener });
  return records.filter(isOpened).sort(newestFirst);
}

/** Every licence that these records of a PC hold and the owner did not remove, the newest word of each. */
export function licencesOf(records: readonly OpenedRecord[]): Licence[] {
  const removed = records.flatMap(({ content }) => content.removed ?? []);
  const licences: Licence[] = [];
  for (const { content } of records) {
    for (const licence of content.licences) {
      const isKnown = licences.some((other) => isSameLicence(other, licence));
      if (!isKnown && !isRemoved(licence, content.takenAt, removed)) licences.push(licence);
    }
  }
  return licences;
}
