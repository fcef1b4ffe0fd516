// Collector: any text or web page with product keys in it: what other programs saved, an e-mail, a
// note. The file is scanned once, from one end to the other, so its size does not matter; what stands
// beside the keys is read from texts of a bounded size. Programs' own formats (PDF, Word) are no text.
import { basename } from 'node:path';
import type { Snapshot } from '../../record/schema.js';
import { textCollector } from '../../record/licence.js';
import { warning } from '../../record/warning.js';
import type { CollectContext, Collection, Collector, Source } from '../collector.js';
import { emptyRecord, type KeyRecord } from '../records/key-record.js';
import { snapshotsOfRecords } from '../records/record-snapshots.js';
import { recordsOfText } from '../records/text-records.js';
import { boundedText } from './bounded-text.js';
import { type KeyInText, keyScanner } from './keys-in-text.js';
import { mailDecoder } from './mail-text.js';
import { pageReader } from './page-text.js';
import { textEncoding, type TextEncoding } from '../../text/text-encoding.js';

/** Nobody has more of them; a list of stolen ones has. */
const mostKeys = 500;

/** Reads the keys in a text; a text without one, or the end of one, is not of this kind. */
export const textFile: Collector = {
  name: textCollector,
  collect: async (source, context) => (await readText(source, context))?.collection ?? null,
};

/** What a text holds. */
export interface TextReading {
  readonly collection: Collection;
  /** Whether keys stand in it as programs list them, and not only among words. */
  readonly isListed: boolean;
}

/** The keys of a text, each with what stands beside it; null where there is none. */
export async function readText(
  source: Source,
  context: CollectContext,
): Promise<TextReading | null> {
  const encoding = textEncoding(source.head);
  if (encoding === null || source.head.length === 0) return null;
  const { keys, isMail, text } = await scan(source, encoding, context);
  const records = text === null ? [] : await recordsOfText(text);
  const recorded = new Set(records.map(({ productKey }) => productKey));
  const others = [...keys.values()].filter(({ productKey }) => !recorded.has(productKey));
  const all = [...records, ...others.map(recordOfScan)];
  if (all.length === 0) return null;
  const lines = isMail ? new Map<string, number>() : linesOfKeys(keys);
  return {
    collection: collectionOf(all, { path: source.path, lines, isMail, context }),
    isListed: records.some(({ isListed }) => isListed),
  };
}

/** A key, and its line where the file as it is has one. */
type KeyInFile = Omit<KeyInText, 'line'> & { readonly line: number | null };

interface Scanned {
  /** Each once, with the words that stand around it on the page rather than in its source. */
  readonly keys: ReadonlyMap<string, KeyInFile>;
  readonly isMail: boolean;
  /** The text, decoded where it is a mail; null where it is too long, or has no key in it. */
  readonly text: string | null;
}

async function scan(
  file: Source,
  encoding: TextEncoding,
  context: CollectContext,
): Promise<Scanned> {
  const source = keyScanner({ mostKeys });
  const page = pageReader({ mostKeys });
  const mail = mailDecoder();
  const text = boundedText();
  const take = async (part: string): Promise<void> => {
    text.push(part);
    if (source.keys.size > mostKeys) return;
    source.push(part);
    await page.push(part);
  };
  for await (const part of textParts(file, encoding, context)) {
    await take(mail.push(part));
    if (source.keys.size > mostKeys && text.isTooLong()) break;
  }
  await take(mail.end());
  source.end();
  page.end();
  const isMail = mail.isMail();
  const lineOf = (key: string): number | null => source.keys.get(key)?.line ?? null;
  const found = [...source.keys, ...page.keys].map(
    ([key, found]) => [key, { ...found, line: isMail ? null : lineOf(key) }] as const,
  );
  return { keys: new Map(found), isMail, text: text.end({ hasKeys: found.length > 0 }) };
}

async function* textParts(
  file: Source,
  encoding: TextEncoding,
  { signal }: CollectContext,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const bytes of file.parts(signal)) yield decoder.decode(bytes, { stream: true });
  yield decoder.decode();
}

function linesOfKeys(keys: ReadonlyMap<string, KeyInFile>): Map<string, number> {
  return new Map([...keys].flatMap(([key, { line }]) => (line === null ? [] : [[key, line]])));
}

function recordOfScan({ productKey, note, line }: KeyInFile): KeyRecord {
  return { ...emptyRecord, productKey, note, line };
}

interface CollectionSource {
  readonly path: string;
  /** The line in which each key stands first. */
  readonly lines: ReadonlyMap<string, number>;
  readonly isMail: boolean;
  readonly context: CollectContext;
}

function collectionOf(
  records: readonly KeyRecord[],
  { path, lines, isMail, context }: CollectionSource,
): Collection {
  const locationOf = locations(records, { name: basename(path), lines, isMail });
  const { now } = context;
  const snapshots = snapshotsOfRecords(records, { collector: textFile.name, now, locationOf });
  const message = `the text holds more than ${mostKeys} product keys; the others are left out`;
  const isTooMany = snapshots.some(({ licences }) => licences.length > mostKeys);
  return {
    findings: snapshots.map((snapshot) => ({
      ...{ snapshot: withFewer(snapshot), origin: 'elsewhere', source: path },
    })),
    warnings: isTooMany ? [warning('too-many-keys', message, path)] : [],
  };
}

function withFewer(snapshot: Snapshot): Snapshot {
  return { ...snapshot, licences: snapshot.licences.slice(0, mostKeys) };
}

/** Where each record stands: by its line, or where there is none by its number. */
function locations(
  records: readonly KeyRecord[],
  { name, lines, isMail }: Pick<CollectionSource, 'lines' | 'isMail'> & { readonly name: string },
): (record: KeyRecord) => string {
  const numbers = new Map(records.map((record, i) => [record, i + 1]));
  const seen = new Set<string>();
  return (record) => {
    if (isMail) return name;
    const key = record.productKey ?? record.lastFive ?? '';
    const isFirst = !seen.has(key);
    seen.add(key);
    const line = record.line ?? (isFirst ? (lines.get(key) ?? null) : null);
    if (line !== null) return `${name}, line ${line}`;
    return isFirst ? name : `${name}, entry ${numbers.get(record) ?? 0}`;
  };
}
