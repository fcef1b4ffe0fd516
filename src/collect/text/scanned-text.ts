// What stands in a text by its form alone: whole keys, the ends that masks leave, and near-keys; and the
// text itself, decoded, where it is short enough for records to be read from it. The file is read once,
// from one end to the other.
import type { TextEncoding } from '../../text/text-encoding.js';
import type { CollectContext, Source } from '../collector.js';
import { boundedText } from './bounded-text.js';
import {
  type KeyEndInText,
  type KeyInText,
  type KeyScanner,
  type NearKeyInText,
  keyScanner,
} from './keys-in-text.js';
import { mailDecoder } from './mail-text.js';
import { besideKeys, failingKeys } from './near-keys.js';
import { pageReader } from './page-text.js';

/** Nobody has more of them; a list of stolen ones has. */
export const mostKeys = 500;

/** Something that was found, and its line where the file as it is has one. */
type InFile<T> = Omit<T, 'line'> & { readonly line: number | null };

/** What was found, each once, with the words that stand around it on the page rather than in its source. */
export interface ScannedText {
  readonly keys: readonly InFile<KeyInText>[];
  /** Of keys that stand nowhere as a whole. */
  readonly ends: readonly InFile<KeyEndInText>[];
  /** What looks like a key and is none, and the keys whose check fails. */
  readonly nearKeys: readonly InFile<NearKeyInText>[];
  readonly isMail: boolean;
  /** Of parts of a mail whose characters are not known. */
  readonly unknownCharsets: readonly string[];
  /** The text, decoded where it is a mail; null where it is too long, or has no key in it. */
  readonly text: string | null;
}

type Scanned = Pick<KeyScanner, 'keys' | 'ends' | 'nearKeys'>;

/** Scans a text. @throws VaultError `SOURCE_UNREADABLE`, or the signal's reason. */
export async function scanText(
  file: Source,
  encoding: TextEncoding,
  context: CollectContext,
): Promise<ScannedText> {
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
  const found = bothOf(source, page, { isMail });
  const hasKeys = found.keys.length + found.ends.length > 0;
  const unknownCharsets = mail.unknownCharsets();
  return { ...found, isMail, unknownCharsets, text: text.end({ hasKeys }) };
}

function bothOf(
  source: Scanned,
  page: Scanned,
  { isMail }: { readonly isMail: boolean },
): Pick<ScannedText, 'keys' | 'ends' | 'nearKeys'> {
  const ofBoth = <T extends object>(among: (scanner: Scanned) => ReadonlyMap<string, T>) => {
    const lines = among(source) as ReadonlyMap<string, { readonly line?: number }>;
    return [...new Map([...among(source), ...among(page)])].map(([id, one]) => ({
      ...one,
      line: isMail ? null : (lines.get(id)?.line ?? null),
    }));
  };
  const keys = ofBoth((scanner) => scanner.keys);
  const near = besideKeys(
    ofBoth((scanner) => scanner.nearKeys),
    keys,
  );
  const wholeEnds = new Set(keys.map(({ productKey }) => productKey.slice(-5)));
  return {
    keys,
    ends: ofBoth((scanner) => scanner.ends).filter(({ lastFive }) => !wholeEnds.has(lastFive)),
    nearKeys: [...failingKeys(keys.slice(0, mostKeys)), ...near],
  };
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
