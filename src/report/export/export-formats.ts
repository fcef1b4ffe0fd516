// Every form of an export, one line each: its name on the command line, what it is, and what writes it.
import { bitwardenText } from './bitwarden.js';
import { csvText } from './csv.js';
import type { ExportInput } from './export-input.js';
import { htmlText } from './html.js';
import { iniText } from './ini.js';
import { jsonText } from './json.js';
import { onePasswordText } from './one-password.js';
import { produkeyText } from './tab.js';
import { readableText } from './text.js';

/** One form. */
interface ExportFormat {
  /** What it is, for the help. */
  readonly is: string;
  /** Writes it; null for a database, which is encrypted: household/keepass-database.ts. */
  readonly write: ((input: ExportInput) => string) | null;
}

/** The forms by their names. */
export const exportFormats = {
  json: { is: 'all that the backups hold, as pull --json', write: jsonText },
  csv: { is: 'a table for a spreadsheet', write: csvText },
  text: { is: 'a text to read or print', write: readableText },
  html: { is: 'a report for a browser or for paper', write: htmlText },
  ini: { is: 'sections, as Keyfinder saves them', write: iniText },
  tab: { is: 'a table with tabs, as ProduKey saves it', write: produkeyText },
  keepass: { is: 'an encrypted KeePass database', write: null },
  bitwarden: { is: 'CSV for the import of Bitwarden', write: bitwardenText },
  '1password': { is: 'CSV for the import of 1Password', write: onePasswordText },
} as const satisfies Readonly<Record<string, ExportFormat>>;

/** The name of a form. */
export type ExportFormatName = keyof typeof exportFormats;

/** All names, in the order of the help. */
export const exportFormatNames = Object.keys(exportFormats) as readonly ExportFormatName[];

/** Whether there is a form of this name. */
export function isExportFormat(name: string): name is ExportFormatName {
  return Object.hasOwn(exportFormats, name);
}
