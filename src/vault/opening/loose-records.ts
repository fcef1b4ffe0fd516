// Records of a place that keeps no names of its own: what a name says is checked against nothing, and once
// a record is open it has the name that its content gives it.
import type { ParsedRecord } from '../../crypto/inspect.js';
import { renamed } from '../../record/name.js';
import { type Warning, warning } from '../../record/warning.js';
import { warnOfMoved } from '../places/moved.js';
import type { Holding, ReachedTarget } from '../places/reach.js';
import type { RecordContent } from '../../record/schema.js';

/** Whether the record's name may be made up: no target that lists it has names of its own. */
function isLoose({ holders }: Pick<Holding, 'holders'>): boolean {
  return holders.length > 0 && holders.every(({ status }) => status.loose !== undefined);
}

/** The record as it is to be opened: a name that may be made up is not held against what it says. */
export function asNamed(parsed: ParsedRecord, holding: Holding): ParsedRecord {
  return isLoose(holding) ? { ...parsed, name: null } : parsed;
}

/** The opened record under its own name. */
export function underOwnName<
  Record extends { readonly holding: Holding; readonly content: RecordContent },
>(record: Record): Record {
  const { holding, content } = record;
  if (!isLoose(holding)) return record;
  const { tag } = content.machine;
  return {
    ...record,
    holding: { ...holding, tag, name: renamed(holding.name, tag, content.takenAt) },
  };
}

/** Says of each place how the backups lie there, where that is not as the program does it. */
export function warnOfLoose(
  reached: readonly ReachedTarget[],
  warn: (warning: Warning) => void,
): void {
  for (const { named, status } of reached) {
    if (status.lostMark !== undefined)
      warn(warning('mark-lost', `${status.lostMark}; the next push puts it back`, named.name));
    warnOfMoved({ named, status }, warn);
    if (status.loose === undefined) continue;
    const message = `${status.loose}; what opens of it is shown all the same`;
    warn(warning('place-unusual', message, named.name));
  }
}
