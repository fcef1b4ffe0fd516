// Collector: any text or web page with product keys in it: what other programs saved, an e-mail, a
// note. The file is read once, from one end to the other, so its size does not matter. Programs'
// own formats (PDF, Word) are no text.
import { basename } from 'node:path';
import type { Licence } from '../../record/schema.js';
import { formatTime } from '../../record/time.js';
import { textCollector } from '../../record/licence.js';
import { warning } from '../../record/warning.js';
import type { CollectContext, Collection, Collector, Source } from '../collector.js';
import { typoCheck } from '../../keys/pkey2009.js';
import { licencesAlone } from '../../windows/unknown-pc.js';
import { importedLicence } from '../../windows/imported-licence.js';
import {
  type KeyEndInText,
  type KeyInText,
  type KeyScanner,
  type NearKeyInText,
  keyScanner,
} from './keys-in-text.js';
import { mailDecoder } from './mail-text.js';
import { toldNearKeys } from './near-key-warnings.js';
import { besideKeys } from './near-keys.js';
import { pageReader } from './page-text.js';
import { textEncoding, type TextEncoding } from '../../text/text-encoding.js';

/** Nobody has more of them; a list of stolen ones has. */
const mostKeys = 500;

/** Reads the keys in a text; a text without one, and without a near-key, is not of this kind. */
export const textFile: Collector = {
  name: textCollector,
  collect: async (source, context) => {
    const encoding = textEncoding(source.head);
    if (encoding === null || source.head.length === 0) return null;
    const found = await foundIn(source, encoding, context);
    const isEmpty = found.keys.length + found.ends.length + found.nearKeys.length === 0;
    return isEmpty ? null : collectionOf(found, source.path, context);
  },
};

/** Something that was found, and its line where the file as it is has one. */
type InFile<T> = Omit<T, 'line'> & { readonly line: number | null };

interface FoundInFile {
  readonly keys: readonly InFile<KeyInText>[];
  readonly ends: readonly InFile<KeyEndInText>[];
  readonly nearKeys: readonly InFile<NearKeyInText>[];
}

/** Each key once, with the words that stand around it on the page rather than in its source. */
async function foundIn(
  file: Source,
  encoding: TextEncoding,
  context: CollectContext,
): Promise<FoundInFile> {
  const source = keyScanner({ mostKeys });
  const page = pageReader({ mostKeys });
  const mail = mailDecoder();
  const take = async (text: string): Promise<void> => {
    source.push(text);
    await page.push(text);
  };
  for await (const part of textParts(file, encoding, context)) {
    await take(mail.push(part));
    if (source.keys.size > mostKeys) break;
  }
  await take(mail.end());
  source.end();
  page.end();
  const ofBoth = <T extends object>(among: (scanner: Scanned) => ReadonlyMap<string, T>) => {
    const lines = among(source) as ReadonlyMap<string, { readonly line?: number }>;
    return [...new Map([...among(source), ...among(page)])].map(([id, one]) => ({
      ...one,
      line: mail.isMail() ? null : (lines.get(id)?.line ?? null),
    }));
  };
  const keys = ofBoth((scanner) => scanner.keys);
  const isWhole = (end: string): boolean => keys.some((key) => key.productKey.endsWith(end));
  const ends = ofBoth((scanner) => scanner.ends).filter(({ lastFive }) => !isWhole(lastFive));
  return {
    keys,
    ends,
    nearKeys: besideKeys(
      ofBoth((scanner) => scanner.nearKeys),
      keys,
    ),
  };
}

type Scanned = Pick<KeyScanner, 'keys' | 'ends' | 'nearKeys'>;

async function* textParts(
  file: Source,
  encoding: TextEncoding,
  { signal }: CollectContext,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const bytes of file.parts(signal)) yield decoder.decode(bytes, { stream: true });
  yield decoder.decode();
}

function collectionOf(found: FoundInFile, path: string, { now }: CollectContext): Collection {
  const { keys } = found;
  const licences = [...keys.slice(0, mostKeys), ...found.ends.slice(0, mostKeys)].map((one) =>
    licenceOf({ productKey: null, lastFive: null, ...one }, { path, now }),
  );
  const message = `the text holds more than ${mostKeys} product keys; the others are left out`;
  const isTooMany = keys.length > mostKeys;
  const near = [...failing(keys), ...found.nearKeys].map(({ text, note, line }) => {
    const place = placeOf(line, { path, now });
    return { text, note, place, where: line === null ? basename(path) : `line ${line}` };
  });
  const told = toldNearKeys(near, path);
  const snapshot = licencesAlone(licences);
  return {
    findings: licences.length === 0 ? [] : [{ snapshot, origin: 'elsewhere', source: path }],
    warnings: [...(isTooMany ? [warning('too-many-keys', message, path)] : []), ...told.warnings],
    nearKeys: told.nearKeys,
  };
}

/** The keys whose check fails: mistyped or misread. */
function failing(keys: readonly InFile<KeyInText>[]): InFile<NearKeyInText>[] {
  return keys
    .slice(0, mostKeys)
    .filter(({ productKey }) => typoCheck(productKey) === 'failed')
    .map(({ productKey, ...rest }) => ({ ...rest, text: productKey }));
}

function licenceOf(
  {
    productKey,
    lastFive,
    note,
    line,
  }: InFile<KeyInText | KeyEndInText> & {
    readonly productKey: string | null;
    readonly lastFive: string | null;
  },
  file: { readonly path: string; readonly now: Date },
): Licence {
  return importedLicence({
    ...{ productKey, lastFive, product: null, productId: null },
    ...{ note, place: placeOf(line, file), cautions: [] },
  });
}

function placeOf(
  line: number | null,
  { path, now }: { readonly path: string; readonly now: Date },
): Licence['places'][number] {
  const location = line === null ? basename(path) : `${basename(path)}, line ${line}`;
  return { collector: textFile.name, location, foundAt: formatTime(now) };
}
