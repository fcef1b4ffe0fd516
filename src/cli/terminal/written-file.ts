// What is said of a file that whole product keys were written into.
import { exportCounts } from '../../report/export-report.js';
import type { PullResult } from '../../vault/pull.js';
import { printable, say, sayCaution } from './output.js';

/** Says what was written, and where others may read it. */
export function sayWritten(
  file: string,
  result: PullResult,
  { isPrivate }: { readonly isPrivate: boolean },
): void {
  const { pcs, licences } = exportCounts(result);
  const entries = `${licences} ${licences === 1 ? 'entry' : 'entries'}`;
  say(`${entries} of ${pcs.length} ${pcs.length === 1 ? 'PC' : 'PCs'}: ${printable(file)}`);
  if (!isPrivate)
    sayCaution('the place of this file keeps no permissions: others on this PC may read it.');
}

/** `this export is plain: ...` */
export function plainWords(what: string): string {
  return `this ${what} is plain: whoever can read it has the product keys.`;
}

/** The same of a file, with what to do about it. */
export function sayPlainFile(what: string): void {
  const rest =
    'Delete the file once it has served its purpose, and mind copies that a cloud folder makes.';
  sayCaution(`${plainWords(what)} ${rest}`);
}
