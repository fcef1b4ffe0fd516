// What is kept of an opened record where every record of every place is looked at.
import { withoutBytes } from '../../crypto/inspect.js';
import type { OpenedRecord } from './opener.js';

/** That it opened, and what tells it from others: what it holds is forgotten. */
export function lightened({ holding, parsed, content }: OpenedRecord): OpenedRecord {
  const { schema, tool, machine, os, activation, sequence, previous, takenAt } = content;
  const facts = { schema, tool, machine, os, activation, sequence, previous, takenAt };
  return { holding, parsed: withoutBytes(parsed), content: { ...facts, licences: [] } };
}
