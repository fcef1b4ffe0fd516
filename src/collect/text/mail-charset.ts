// The characters of a part of an e-mail: its bytes are told apart by the mark that they begin with, the
// zeros of UTF-16, or the charset that its header names, in this order, since programs name a charset
// without looking.
import { textEncoding } from '../../text/text-encoding.js';

/** By so many bytes an encoding is told. */
const headBytes = 512;

type Decoder = InstanceType<typeof TextDecoder>;

/** Decodes the bytes of one part. */
export interface PartDecoder {
  push(bytes: Uint8Array): string;
  /** The last characters. */
  end(): string;
}

/** @param charset as the header names it; null where it names none. */
export function partDecoder(charset: string | null): PartDecoder {
  let head: Uint8Array[] | null = [];
  let decoder: Decoder | null = null;
  const begin = (): string => {
    const bytes = Buffer.concat(head ?? []);
    head = null;
    decoder = decoderOf(bytes, charset);
    return decoder.decode(bytes, { stream: true });
  };
  return {
    push: (bytes) => {
      if (decoder !== null) return decoder.decode(bytes, { stream: true });
      head?.push(bytes);
      const known = (head ?? []).reduce((sum, { length }) => sum + length, 0);
      return known < headBytes ? '' : begin();
    },
    end: () => (decoder === null ? begin() : '') + (decoder?.decode() ?? ''),
  };
}

/** Whether the characters of a charset are known; those of none, and of UTF-8, are. */
export function isKnownCharset(charset: string): boolean {
  return named(charset) !== null;
}

/** The text of bytes that are all there. */
export function decodedText(bytes: Uint8Array, charset: string): string {
  return decoderOf(bytes, charset).decode(bytes);
}

function decoderOf(bytes: Uint8Array, charset: string | null): Decoder {
  const told = bytes.length === 0 ? null : textEncoding(bytes);
  if (told === 'utf-16le' || told === 'utf-16be') return new TextDecoder(told);
  return named(charset) ?? new TextDecoder('utf-8');
}

/** Null for what no web page has ever been written in. */
function named(charset: string | null): Decoder | null {
  if (charset === null) return null;
  try {
    return new TextDecoder(charset);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return null;
  }
}
