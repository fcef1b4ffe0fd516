// What was found on PCs, disks and in files, as data.
import type { Snapshot } from '../record/schema.js';
import type { Warning } from '../record/warning.js';
import { type Shown, shownWarnings } from './failure.js';
import { type CollectOutput, shownSnapshot } from './json-output.js';
import { verdictOf } from './verdict.js';
import { worthOf } from './worth.js';

/** What a collector found, of which only this is of use here. */
interface Collected {
  readonly findings: readonly { readonly snapshot: Snapshot; readonly source: string | null }[];
  readonly warnings: readonly Warning[];
}

/** A collection as data, each licence with what it is worth, each PC with its verdict; product keys are whole only with `reveal`. */
export function collectedReport(
  { findings, warnings }: Collected,
  { reveal, words }: Shown,
): Omit<CollectOutput, 'schema'> {
  const snapshots = findings.map(({ snapshot, source }) => {
    const shown = shownSnapshot(snapshot, { reveal });
    const licences = shown.licences.map((licence, i) => {
      return { ...licence, worth: worthOf(snapshot.licences[i] ?? licence, snapshot.os) };
    });
    return { ...shown, licences, source, verdict: verdictOf(snapshot) };
  });
  return { snapshots, warnings: shownWarnings(warnings, words) };
}
