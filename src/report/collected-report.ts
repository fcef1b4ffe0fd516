// What was found on PCs, disks and in files, as data.
import type { Snapshot } from '../record/schema.js';
import type { Warning } from '../record/warning.js';
import { type CollectOutput, shownSnapshot, shownWarning } from './json-output.js';
import { worthOf } from './worth.js';

/** What a collector found, of which only this is of use here. */
interface Collected {
  readonly findings: readonly { readonly snapshot: Snapshot; readonly source: string | null }[];
  readonly warnings: readonly Warning[];
}

/** A collection as data, each licence with what it is worth; product keys are whole only with `reveal`. */
export function collectedReport(
  { findings, warnings }: Collected,
  { reveal }: { readonly reveal: boolean },
): Omit<CollectOutput, 'schema'> {
  const snapshots = findings.map(({ snapshot, source }) => {
    const shown = shownSnapshot(snapshot, { reveal });
    const licences = shown.licences.map((licence, i) => {
      return { ...licence, worth: worthOf(snapshot.licences[i] ?? licence) };
    });
    return { ...shown, licences, source };
  });
  return { snapshots, warnings: warnings.map(shownWarning) };
}
