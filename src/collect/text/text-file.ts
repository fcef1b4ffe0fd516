// Collector: any text or web page with product keys in it: what other programs saved, an e-mail, a
// note. The file is read once, from one end to the other, so its size does not matter. Programs'
// own formats (PDF, Word) are no text.
import { basename } from 'node:path';
import type { Licence } from '../../record/schema.js';
import { formatTime } from '../../record/time.js';
import { textCollector } from '../../record/licence.js';
import { warning } from '../../record/warning.js';
import type { CollectContext, Collection, Collector, Source } from '../collector.js';
import { licencesAlone } from '../../windows/unknown-pc.js';
import { importedLicence } from '../../windows/imported-licence.js';
import { type KeyInText, keyScanner } from './keys-in-text.js';
import { mailDecoder } from './mail-text.js';
import { pageReader } from './page-text.js';
import { textEncoding, type TextEncoding } from '../../text/text-encoding.js';

/** Nobody has more of them; a list of stolen ones has. */
const mostKeys = 500;

/** Reads the keys in a text; a text without one is not of this kind. */
export const textFile: Collector = {
  name: textCollector,
  collect: async (source, context) => {
    const encoding = textEncoding(source.head);
    if (encoding === null || source.head.length === 0) return null;
    const keys = await keysOf(source, encoding, context);
    return keys.length === 0 ? null : collectionOf(keys, source.path, context);
  },
};

/** Each key once, with the words that stand around it on the page rather than in its source. */
async function keysOf(
  file: Source,
  encoding: TextEncoding,
  context: CollectContext,
): Promise<KeyInFile[]> {
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
  const lineOf = (productKey: string): number | null =>
    mail.isMail() ? null : (source.keys.get(productKey)?.line ?? null);
  const found = new Map([...source.keys, ...page.keys]);
  return [...found.values()].map((key) => ({ ...key, line: lineOf(key.productKey) }));
}

/** A key, and its line where the file as it is has one. */
type KeyInFile = Omit<KeyInText, 'line'> & { readonly line: number | null };

async function* textParts(
  file: Source,
  encoding: TextEncoding,
  { signal }: CollectContext,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const bytes of file.parts(signal)) yield decoder.decode(bytes, { stream: true });
  yield decoder.decode();
}

function collectionOf(
  keys: readonly KeyInFile[],
  path: string,
  { now }: CollectContext,
): Collection {
  const licences = keys.slice(0, mostKeys).map((key) => licenceOf(key, { path, now }));
  const message = `the text holds more than ${mostKeys} product keys; the others are left out`;
  const isTooMany = keys.length > mostKeys;
  return {
    findings: [{ snapshot: licencesAlone(licences), origin: 'elsewhere', source: path }],
    warnings: isTooMany ? [warning('too-many-keys', message, path)] : [],
  };
}

function licenceOf(
  { productKey, note, line }: KeyInFile,
  { path, now }: { readonly path: string; readonly now: Date },
): Licence {
  const location = line === null ? basename(path) : `${basename(path)}, line ${line}`;
  const place = { collector: textFile.name, location, foundAt: formatTime(now) };
  return importedLicence({
    ...{ productKey, lastFive: null, product: null, productId: null },
    ...{ note, place, cautions: [] },
  });
}
