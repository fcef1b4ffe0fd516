// Bitwarden's CSV for an individual vault: a login for each licence, its password the product key; one
// without a key is a note. Source: bitwarden.com/help/condition-bitwarden-import.
import { commaText } from './delimited-text.js';
import type { ExportInput } from './export-input.js';
import { type ExportedLicence, exportedLicences, factLines, factsOf } from './exported-licence.js';

const columns = [
  ...['folder', 'favorite', 'type', 'name', 'notes', 'fields', 'reprompt'],
  ...['login_uri', 'login_username', 'login_password', 'login_totp'],
];
const folder = 'Product keys';
/** They are fields of the entry, so that they can be copied one by one. */
const asFields: readonly string[] = ['PC', 'Sold as', 'Product ID', 'Order number'];

/** The file that is imported as "Bitwarden (csv)". */
export function bitwardenText(input: ExportInput): string {
  return commaText([columns, ...exportedLicences(input).map(rowOf)]);
}

function rowOf(exported: ExportedLicence): string[] {
  const { product, productKey } = exported.licence;
  const fields = factsOf(exported)
    .filter(([label]) => asFields.includes(label))
    .map(([label, value]) => `${label}: ${value}`);
  const start = [folder, '', productKey === null ? 'note' : 'login', product];
  return [...start, factLines(exported), fields.join('\n'), '', '', '', productKey ?? '', ''];
}
