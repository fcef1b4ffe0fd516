// One record that a pull or a list opened, as plain data.
import type { RecordContent } from '../record/schema.js';
import type { SealedRecord } from '../record/sealed-record.js';
import type { OpenedRecord, Opener } from './opening/opener.js';
import { isCalled } from './planning/pc-names.js';

/** One opened record. */
export interface PulledRecord {
  readonly name: string;
  /** The PC's tag. */
  readonly tag: string;
  /** Every place that lists it, but those whose copy is known to be bad. */
  readonly targets: readonly string[];
  readonly content: RecordContent;
  /** Whether a recovery code opens it, too. */
  readonly hasRecovery: boolean;
  /** The bytes that opened. */
  readonly sealed: SealedRecord;
}

/** The records as data, newest first. One that was sealed again counts once. */
export function asPulled(
  opened: readonly OpenedRecord[],
  { holdersOf }: Pick<Opener, 'holdersOf'>,
): PulledRecord[] {
  return withoutTwins(opened)
    .sort((a, b) => Date.parse(b.content.takenAt) - Date.parse(a.content.takenAt))
    .map(({ holding, parsed, content }) => {
      const holders = holdersOf(holding);
      const copies = holders.filter(
        ({ twinOf }) => twinOf === undefined || !holders.includes(twinOf),
      );
      const targets = copies.map(({ named }) => named.name);
      const hasRecovery = parsed.card.recoverySlot !== null;
      const { name, tag } = holding;
      return { name, tag, targets, content, hasRecovery, sealed: parsed.record };
    });
}

/** Whether it is of the PC of this name, in any case, or tag; null is any PC. */
export function isOfMachine({ content }: PulledRecord, machine: string | null): boolean {
  return machine === null || isCalled(content.machine, machine);
}

/** Of one record the copy of the later passphrase counts, then the one that a recovery code opens. */
function isBetter(
  { parsed: { header: a } }: OpenedRecord,
  { parsed: { header: b } }: OpenedRecord,
): boolean {
  return a.generation === b.generation ? a.slots > b.slots : a.generation > b.generation;
}

function withoutTwins(opened: readonly OpenedRecord[]): OpenedRecord[] {
  const byId = new Map<string, OpenedRecord>();
  for (const record of opened) {
    const { recordId } = record.parsed.header;
    const twin = byId.get(recordId);
    if (twin === undefined || isBetter(record, twin)) byId.set(recordId, record);
  }
  return [...byId.values()];
}
