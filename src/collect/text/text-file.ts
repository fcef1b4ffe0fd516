// Collector: any text or web page with product keys in it: what other programs saved, an e-mail, a
// note. The file is scanned once, from one end to the other, so its size does not matter; what stands
// beside the keys is read from texts of a bounded size. Programs' own formats (PDF, Word) are no text.
import { basename } from 'node:path';
import { VaultError, hint } from '../../errors.js';
import type { Licence, Snapshot } from '../../record/schema.js';
import { textCollector } from '../../record/licence.js';
import { formatTime } from '../../record/time.js';
import { type Warning, warning } from '../../record/warning.js';
import type { CollectContext, Collection, Collector, Source } from '../collector.js';
import { emptyRecord, type KeyRecord } from '../records/key-record.js';
import { snapshotsOfRecords } from '../records/record-snapshots.js';
import { recordsOfText } from '../records/text-records.js';
import { type FoundNearKey, toldNearKeys } from './near-key-warnings.js';
import { mostKeys, scanText, type ScannedText } from './scanned-text.js';
import { textEncoding } from '../../text/text-encoding.js';

/** Reads the keys in a text; a text without one, the end of one, or a near-key, is not of this kind. */
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

/**
 * The keys of a text, each with what stands beside it; null where there is none.
 * @throws VaultError `NO_PRODUCT_KEY` where there may be one in a part that cannot be read.
 */
export async function readText(
  source: Source,
  context: CollectContext,
): Promise<TextReading | null> {
  const encoding = textEncoding(source.head);
  if (encoding === null || source.head.length === 0) return null;
  const scanned = await scanText(source, encoding, context);
  const listed = scanned.text === null ? [] : await recordsOfText(scanned.text);
  const records = [...listed, ...othersOf(scanned, listed)];
  if (records.length + scanned.nearKeys.length === 0) {
    if (scanned.unknownCharsets.length === 0) return null;
    throw new VaultError('NO_PRODUCT_KEY', `${source.path}: ${unreadWords(scanned)}`, {
      hint: unreadHint,
    });
  }
  return {
    collection: collectionOf(records, { path: source.path, scanned, now: context.now }),
    isListed: listed.some(({ isListed }) => isListed),
  };
}

/** What was found by its form alone, and stands in no record. */
function othersOf({ keys, ends }: ScannedText, listed: readonly KeyRecord[]): KeyRecord[] {
  const recorded = new Set(listed.flatMap(({ productKey }) => productKey ?? []));
  const recordedEnds = new Set(
    listed.flatMap(({ productKey, lastFive }) => productKey?.slice(-5) ?? lastFive ?? []),
  );
  const whole = keys.filter(({ productKey }) => !recorded.has(productKey));
  const partial = ends.filter(({ lastFive }) => !recordedEnds.has(lastFive));
  return [
    ...whole.map(({ productKey, note, line }) => ({ ...emptyRecord, productKey, note, line })),
    ...partial.map(({ lastFive, note, line }) => ({ ...emptyRecord, lastFive, note, line })),
  ];
}

interface CollectionSource {
  readonly path: string;
  readonly scanned: ScannedText;
  readonly now: Date;
}

function collectionOf(records: readonly KeyRecord[], source: CollectionSource): Collection {
  const { path, scanned, now } = source;
  const locationOf = locations(records, source);
  const snapshots = snapshotsOfRecords(records, { collector: textFile.name, now, locationOf });
  const told = toldNearKeys(
    scanned.nearKeys.map((near) => foundNearKey(near, source)),
    path,
  );
  return {
    findings: snapshots.map((snapshot) => ({
      ...{ snapshot: withFewer(snapshot), origin: 'elsewhere', source: path },
    })),
    warnings: [...tooMany(snapshots, path), ...unreadParts(scanned, path), ...told.warnings],
    nearKeys: told.nearKeys,
  };
}

function tooMany(snapshots: readonly Snapshot[], path: string): Warning[] {
  const message = `the text holds more than ${mostKeys} product keys; the others are left out`;
  const isTooMany = snapshots.some(({ licences }) => licences.length > mostKeys);
  return isTooMany ? [warning('too-many-keys', message, path)] : [];
}

const unreadHint = hint`Open the e-mail in your mail program and add the key by hand: ${{ do: 'add' }}`;

function unreadWords({ unknownCharsets }: ScannedText): string {
  return `a part of the e-mail is in a charset that cannot be read (${unknownCharsets.join(', ')})`;
}

function unreadParts(scanned: ScannedText, path: string): Warning[] {
  if (scanned.unknownCharsets.length === 0) return [];
  return [warning('mail-part-unread', unreadWords(scanned), path, { hint: unreadHint })];
}

function withFewer(snapshot: Snapshot): Snapshot {
  return { ...snapshot, licences: snapshot.licences.slice(0, mostKeys) };
}

function foundNearKey(
  { text, note, line }: ScannedText['nearKeys'][number],
  { path, now }: CollectionSource,
): FoundNearKey {
  const location = line === null ? basename(path) : `${basename(path)}, line ${line}`;
  const place: Licence['places'][number] = {
    ...{ collector: textFile.name, location, foundAt: formatTime(now) },
  };
  return { text, note, place, where: line === null ? basename(path) : `line ${line}` };
}

/** Where each record stands: by its line, or where there is none by its number. */
function locations(
  records: readonly KeyRecord[],
  { path, scanned }: CollectionSource,
): (record: KeyRecord) => string {
  const name = basename(path);
  const numbers = new Map(records.map((record, i) => [record, i + 1]));
  const lines = new Map(scanned.keys.map(({ productKey, line }) => [productKey, line]));
  const seen = new Set<string>();
  return (record) => {
    if (scanned.isMail) return name;
    const key = record.productKey ?? record.lastFive ?? '';
    const isFirst = !seen.has(key);
    seen.add(key);
    const line = record.line ?? (isFirst ? (lines.get(key) ?? null) : null);
    if (line !== null) return `${name}, line ${line}`;
    return isFirst ? name : `${name}, entry ${numbers.get(record) ?? 0}`;
  };
}
