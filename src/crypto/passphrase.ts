// What a passphrase may be, and making one. It asks nobody and derives nothing: reading a prompt or a
// file is the command line's part. docs/format.md, "Passphrase".
import { VaultError } from '../errors.js';
import { loadSodium } from './sodium.js';

const maximumBytes = 1024;
/** How many words a generated passphrase has. */
export const generatedWords = 6;

/**
 * The bytes that a passphrase stands for: UTF-8 after NFC, nothing trimmed.
 * @throws VaultError `BAD_PASSPHRASE`
 */
export function passphraseBytes(text: string): Uint8Array {
  if (!text.isWellFormed()) throw bad('it is not valid Unicode');
  if (/\p{Cc}/u.test(text)) {
    throw bad(
      'it holds a control character, such as a tab or a line end',
      'Type it on one line. In a file it stands alone: of several lines save the first line only.',
    );
  }
  const bytes = new TextEncoder().encode(text.normalize('NFC'));
  if (bytes.length === 0) throw bad('it is empty', 'Six words that you can write down are good.');
  if (bytes.length > maximumBytes)
    throw bad(`it has ${bytes.length} bytes, more than 1,024`, 'Choose a shorter one.');
  return bytes;
}

/**
 * The same from a file or stdin: strict UTF-8; one byte order mark and one line end at the end do not
 * belong to it.
 * @throws VaultError `BAD_PASSPHRASE`
 */
export function parsePassphraseBytes(bytes: Uint8Array): Uint8Array {
  if (looksLikeUtf16(bytes)) {
    throw bad(
      'it is UTF-16, not UTF-8',
      'Save its file, or let the command print it, with the encoding UTF-8.',
    );
  }
  const text = decodeUtf8(bytes);
  return passphraseBytes(text.replace(/^\uFEFF/, '').replace(/\r?\n$/, ''));
}

/** Marks that belong to a picture of several signs: they are seen as a part of it. */
const ofPictures = /(?<=\p{Emoji}|\ufe0f)[\u200d\ufe0f]/gu;

/**
 * What of a passphrase nobody sees, in words that follow "the passphrase"; null where there is nothing. It may
 * be meant so, and is kept; but what was saved by `echo words > file` can hardly be typed again.
 */
export function unseenIn(passphrase: Uint8Array): string | null {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const text = decoder.decode(passphrase).replaceAll(ofPictures, '');
  if (/^\p{Zs}|\p{Zs}$/u.test(text)) return 'begins or ends with a blank';
  const isUnseen =
    /[\p{Cf}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}]|(?! )[\p{Zs}\u2028\u2029]/u;
  return isUnseen.test(text) ? 'holds a character that cannot be seen, or an unusual blank' : null;
}

/** Six words of the EFF's large list: 77.5 bits. */
export async function generatePassphrase(): Promise<string> {
  const [sodium, { loadWords }] = await Promise.all([loadSodium(), import('./wordlist.js')]);
  const words = loadWords();
  const chosen = Array.from({ length: generatedWords }, () => {
    return words[sodium.randomBelow(words.length)] ?? '';
  });
  return chosen.join(' ');
}

/** A UTF-16 byte order mark; or, without one, the zero bytes that Latin letters have in UTF-16. */
function looksLikeUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return marked || bytes.includes(0);
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw bad(
      'it is not UTF-8',
      'Save its file, or let the command print it, with the encoding UTF-8.',
    );
  }
}

function bad(why: string, hint?: string): VaultError {
  const options = hint === undefined ? {} : { hint };
  return new VaultError('BAD_PASSPHRASE', `the passphrase cannot be used: ${why}`, options);
}
