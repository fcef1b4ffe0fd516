// The records of a text, whatever shape it is of: JSON, XML, a web page, tables and lines. The shape is
// told by the text alone.
import { jsonTree } from './json-tree.js';
import { type KeyRecord, longestRecords } from './key-record.js';
import { recordsOfLines } from './line-records.js';
import { pageLines } from './page-lines.js';
import { recordsOfTree } from './record-tree.js';
import { xmlTree } from './xml-tree.js';
import { isXml, startOfPage } from '../../text/page-start.js';

/** The keys of a text with what stands beside each; none of a text that is too long for it. */
export async function recordsOfText(text: string): Promise<KeyRecord[]> {
  if (text.length > longestRecords) return [];
  const tree = jsonTree(text) ?? (isXml(text) ? xmlTree(text) : null);
  if (tree !== null) return recordsOfTree(tree);
  const page = text.search(startOfPage);
  if (page < 0) return recordsOfLines(text);
  // A mail may say the same in plain words before.
  const before = recordsOfLines(text.slice(0, page));
  const shown = recordsOfLines(await pageLines(text.slice(page)));
  return [...before, ...shown.map((record) => ({ ...record, line: null }))];
}
