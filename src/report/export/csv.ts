// A table for spreadsheets: a row for each licence, with all that is known of it.
import { certainty, remarks } from '../licence-words.js';
import { knownWindows } from '../windows-version.js';
import { commaText } from './delimited-text.js';
import type { ExportInput } from './export-input.js';
import { type ExportedLicence, exportedLicences, keyEnd } from './exported-licence.js';

type Cell = (exported: ExportedLicence) => string | null;

/** The columns, named so that `vault import` knows them again. */
const columns: readonly (readonly [name: string, cell: Cell])[] = [
  ['Computer Name', ({ pc }) => pc.machine.name],
  ['Windows', ({ pc }) => knownWindows(pc.os)],
  ['Product Name', ({ licence }) => licence.product],
  ['Edition', ({ licence }) => licence.edition],
  ['Channel', ({ licence }) => licence.channel],
  ['Product Key', ({ licence }) => licence.productKey ?? keyEnd(licence)],
  ['Last Five', ({ licence }) => licence.lastFive],
  ['Product ID', ({ licence }) => licence.productId],
  ['Part Number', ({ licence }) => licence.partNumber],
  ['Beware', ({ licence }) => remarks(licence)],
  ['Seller', ({ licence }) => licence.seller],
  ['Order Number', ({ licence }) => licence.orderNumber],
  ['Purchased On', ({ licence }) => licence.purchasedOn],
  ['Note', ({ licence }) => licence.note],
  ['Worth', ({ worth }) => worth],
  ['Certainty', ({ licence }) => certainty(licence)],
  ['Found In', ({ licence }) => licence.places.map(({ location }) => location).join('; ')],
];

/** The table. */
export function csvText(input: ExportInput): string {
  const rows = exportedLicences(input).map((exported) =>
    columns.map(([, cell]) => cell(exported) ?? ''),
  );
  return commaText([columns.map(([name]) => name), ...rows]);
}
