// A table with tabs, in the columns of NirSoft's ProduKey: what reads its exports reads this.
import { tabText } from './delimited-text.js';
import type { ExportInput } from './export-input.js';
import { type ExportedLicence, exportedLicences, unknownKey } from './exported-licence.js';

const columns = [
  ...['Product Name', 'Product ID', 'Product Key', 'Installation Folder'],
  ...['Service Pack', 'Build Number', 'Computer Name', 'Modified Time'],
];

/** The table. */
export function produkeyText(input: ExportInput): string {
  return tabText([columns, ...exportedLicences(input).map(rowOf)]);
}

/** What a record does not hold stays empty: no folder, no service pack, no time of the registry's key. */
function rowOf({ licence, pc }: ExportedLicence): string[] {
  const key = licence.productKey ?? unknownKey(licence);
  // A key of another Windows on this PC is of no build that is known.
  const build = licence.product === pc.os.productName ? (pc.os.build ?? '') : '';
  return [licence.product, licence.productId ?? '', key, '', '', build, pc.machine.name ?? '', ''];
}
