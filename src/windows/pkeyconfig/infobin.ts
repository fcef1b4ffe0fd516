// The envelope of a pkeyconfig.xrm-ms: a signed XML licence whose infoBin holds, in base64, the XML
// that says which keys are of which edition. The signature is not checked: the file belongs to the
// Windows that is read. UTF-16 files and payloads compressed behind a `pkc:` mark, as other tools tell
// of, are read too; none of 131 real files was either.
import { gunzipSync } from 'node:zlib';
import { systemCode } from '../../errors.js';
import { textEncoding } from '../../text/text-encoding.js';
import { readXml } from '../../text/xml-events.js';
import { type KeyConfigurations, configurationsIn } from './key-configurations.js';

/** Ten times what the largest has, in all that a file holds. */
const mostInflatedBytes = 16 * 1024 * 1024;
/** A file has one. */
const mostInfoBins = 10;
const compressedMark = 'pkc:';

/** The configurations in the bytes of a pkeyconfig.xrm-ms; null where they hold none. */
export function parseConfigurations(bytes: Uint8Array): KeyConfigurations | null {
  return configurationsIn(infoBinTexts(bytes));
}

/** The texts of the infoBins that can be decoded; none of a file that is something else. */
export function infoBinTexts(bytes: Uint8Array): string[] {
  const text = textOf(bytes);
  return text === null ? [] : allDecoded(encodedParts(text));
}

function encodedParts(text: string): string[] {
  const encoded: string[] = [];
  let inside: string[] | null = null;
  readXml(text, {
    text: (part) => {
      inside?.push(part);
    },
    open: (name) => {
      inside = name === 'infobin' && encoded.length < mostInfoBins ? [] : null;
    },
    close: () => {
      if (inside !== null) encoded.push(inside.join(''));
      inside = null;
    },
  });
  return encoded;
}

function allDecoded(encoded: readonly string[]): string[] {
  const texts: string[] = [];
  let left = mostInflatedBytes;
  for (const each of encoded) {
    const plain = decoded(each, left);
    left -= plain?.length ?? 0;
    const text = plain === null ? null : textOf(plain);
    if (text !== null) texts.push(text);
  }
  return texts;
}

function textOf(bytes: Uint8Array): string | null {
  const encoding = textEncoding(bytes);
  return encoding === null ? null : new TextDecoder(encoding).decode(bytes);
}

/** Null where it is damaged, or more than `mostBytes`. */
function decoded(encoded: string, mostBytes: number): Uint8Array | null {
  const trimmed = encoded.trim();
  const isMarked = trimmed.startsWith(compressedMark);
  const outer = fromBase64(isMarked ? trimmed.slice(compressedMark.length) : trimmed);
  const payload = withoutMark(outer);
  const plain = isGzip(payload) ? inflated(payload, mostBytes) : payload;
  return plain !== null && plain.length <= mostBytes ? plain : null;
}

/** What follows the mark is compressed bytes, or their base64. */
function withoutMark(bytes: Uint8Array): Uint8Array {
  const mark = Buffer.from(bytes.subarray(0, compressedMark.length)).toString('latin1');
  if (mark !== compressedMark) return bytes;
  const rest = bytes.subarray(compressedMark.length);
  return isGzip(rest) ? rest : fromBase64(Buffer.from(rest).toString('latin1'));
}

function fromBase64(text: string): Uint8Array {
  return Buffer.from(text, 'base64');
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function inflated(bytes: Uint8Array, mostBytes: number): Uint8Array | null {
  try {
    return gunzipSync(bytes, { maxOutputLength: Math.max(1, mostBytes) });
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return null;
  }
}
