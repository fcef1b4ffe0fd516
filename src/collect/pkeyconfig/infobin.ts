// The envelope of a pkeyconfig.xrm-ms: a signed XML licence whose infoBin holds, in base64, the XML
// that says which keys are of which edition. The signature is not checked: the file belongs to the
// Windows that is read. UTF-16 files and payloads compressed behind a `pkc:` mark, as other tools tell
// of, are read too.
import { gunzipSync } from 'node:zlib';
import { systemCode } from '../../errors.js';
import { markupReader } from '../import/markup.js';
import { textEncoding } from '../import/text-encoding.js';

/** Ten times what the largest has. */
const mostInflatedBytes = 16 * 1024 * 1024;
const compressedMark = 'pkc:';

/** The texts of every infoBin that can be decoded; none of a file that is something else. */
export async function infoBinTexts(bytes: Uint8Array): Promise<string[]> {
  const text = textOf(bytes);
  if (text === null) return [];
  const encoded: string[] = [];
  let inside: string[] | null = null;
  const reader = await markupReader(
    {
      text: (part) => {
        inside?.push(part);
      },
      open: (name) => {
        inside = localName(name) === 'infobin' ? [] : null;
      },
      close: () => {
        if (inside !== null) encoded.push(inside.join(''));
        inside = null;
      },
    },
    { isXml: true },
  );
  reader.push(text);
  reader.end();
  return encoded.flatMap((each) => decoded(each) ?? []);
}

/** The name of an element without the prefix of its namespace. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function textOf(bytes: Uint8Array): string | null {
  const encoding = textEncoding(bytes);
  return encoding === null ? null : new TextDecoder(encoding).decode(bytes);
}

function decoded(encoded: string): string | null {
  const trimmed = encoded.trim();
  const isMarked = trimmed.startsWith(compressedMark);
  const outer = fromBase64(isMarked ? trimmed.slice(compressedMark.length) : trimmed);
  const payload = withoutMark(outer);
  const plain = isGzip(payload) ? inflated(payload) : payload;
  return plain === null ? null : textOf(plain);
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

/** Null where it is damaged, or grows beyond what such a file can be. */
function inflated(bytes: Uint8Array): Uint8Array | null {
  try {
    return gunzipSync(bytes, { maxOutputLength: mostInflatedBytes });
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return null;
  }
}
