// 1Password's CSV of logins: the product key is the password. The columns after the notes become fields of
// the entry. Source: support.1password.com/cs/import-mac, "Login items".
import { commaText } from './delimited-text.js';
import type { ExportInput } from './export-input.js';
import { type ExportedLicence, exportedLicences, factLines, pcName } from './exported-licence.js';

const columns = [
  ...['Title', 'Website', 'Username', 'Password', 'Notes'],
  ...['PC', 'Sold as', 'Product ID', 'Order number'],
];

/** The file, with the names of its columns in the first row. */
export function onePasswordText(input: ExportInput): string {
  return commaText([columns, ...exportedLicences(input).map(rowOf)]);
}

function rowOf(exported: ExportedLicence): string[] {
  const { licence, pc } = exported;
  const { product, productKey, channel, productId, orderNumber } = licence;
  const more = [pcName(pc), channel ?? '', productId ?? '', orderNumber ?? ''];
  return [product, '', '', productKey ?? '', factLines(exported), ...more];
}
