// What is kept of an opened record where every record of every place is looked at.
import { type ParsedRecord, withoutBytes } from '../../crypto/inspect.js';
import type { RecordContent } from '../../record/schema.js';

/** That it opened, and what tells it from others: what it holds is forgotten. */
export function lightened<Opened extends { parsed: ParsedRecord; content: RecordContent }>(
  record: Opened,
): Opened {
  const { schema, tool, machine, os, activation, sequence, previous, takenAt } = record.content;
  const facts = { schema, tool, machine, os, activation, sequence, previous, takenAt };
  return { ...record, parsed: withoutBytes(record.parsed), content: { ...facts, licences: [] } };
}
