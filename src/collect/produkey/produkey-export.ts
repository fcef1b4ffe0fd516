// Collector: a list of keys that ProduKey saved, as csv, tab, xml, json, html or text, in any encoding
// and with or without a line of column names.
import { VaultError } from '../../errors.js';
import type { CollectContext, Collection, Collector, Source } from '../collector.js';
import { wholeFile } from '../source.js';
import { blockRows, isBlocks } from './block-rows.js';
import { delimitedRows, isDelimited } from './delimited.js';
import { type ExportRow, ExportTooLargeError } from './export-row.js';
import { isKeyJson, jsonRows } from './json-rows.js';
import { isKeyMarkup, markupRows } from './markup-rows.js';
import { produkeySnapshots } from './produkey.js';
import { headText, textEncoding } from '../../text/text-encoding.js';

/** More than so many rows in the longest form. */
const mostBytes = 32 * 1024 * 1024;
/** No PC has more programs with a key; a record has to hold them all. */
const mostLicences = 1000;

type Parse = (text: string) => readonly ExportRow[] | Promise<readonly ExportRow[]>;

/** Reads what ProduKey found on one PC or many. */
export const produkeyExport: Collector = {
  name: 'produkey',
  collect: async (source, context) => {
    const parse = await formOf(headText(source.head) ?? '');
    if (parse === null) return null;
    return collectionOf(await rowsOf(parse, source, context), source.path, context);
  },
};

/** How a text of this start is parsed; null when it is no export. */
async function formOf(head: string): Promise<Parse | null> {
  if (isKeyJson(head)) return jsonRows;
  if (isKeyMarkup(head)) return markupRows;
  if (isBlocks(head)) return blockRows;
  return (await isDelimited(head)) ? delimitedRows : null;
}

function collectionOf(
  rows: readonly ExportRow[],
  path: string,
  { now }: CollectContext,
): Collection | null {
  // A page or a list of another program, which only mentions product keys.
  if (rows.length === 0) return null;
  const snapshots = produkeySnapshots(rows, { path, now, collector: produkeyExport.name });
  if (snapshots.some(({ licences }) => licences.length > mostLicences)) throw tooLarge(path);
  return {
    findings: snapshots.map((snapshot) => ({ snapshot, origin: 'elsewhere', source: path })),
    warnings: [],
  };
}

async function rowsOf(
  parse: Parse,
  source: Source,
  context: CollectContext,
): Promise<readonly ExportRow[]> {
  try {
    return await parse(await wholeText(source, context));
  } catch (error) {
    throw error instanceof ExportTooLargeError ? tooLarge(source.path) : error;
  }
}

async function wholeText(source: Source, { signal }: CollectContext): Promise<string> {
  if (source.sizeBytes > mostBytes) throw tooLarge(source.path);
  const bytes = await wholeFile(source, signal);
  return new TextDecoder(textEncoding(source.head) ?? 'utf-8').decode(bytes);
}

function tooLarge(path: string): VaultError {
  return new VaultError('FORMAT', `${path} holds more than any export of ProduKey`, {
    hint: 'Export the keys again, of fewer PCs at once.',
  });
}
