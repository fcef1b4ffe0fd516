// The lines of the header of an e-mail, or of one of its parts: what they say of the body that follows,
// and encoded words (RFC 2047) decoded, for a key may stand in the subject.
import { decodedText } from './mail-charset.js';

/** What a header says of the body below it. RFC 2045 and RFC 3676. */
export interface PartHeader {
  readonly encoding: 'none' | 'quoted-printable' | 'base64';
  readonly charset: string | null;
  /** Whether a line that ends with a blank goes on in the next, and whether the blank is none then. */
  readonly isFlowed: boolean;
  readonly hasDelSp: boolean;
  /** What divides the parts below it. */
  readonly boundary: string | null;
  /** Whether the body is a message with a header of its own. */
  readonly isMessage: boolean;
}

export const noHeader: PartHeader = {
  encoding: 'none',
  charset: null,
  isFlowed: false,
  hasDelSp: false,
  boundary: null,
  isMessage: false,
};

const encodedWord = /=\?([\w-]{1,40})(?:\*[\w-]{0,20})?\?([bq])\?([^?\s]*)\?=/gi;
/** Blanks between two encoded words are none. */
const betweenWords = /(=\?[\w*-]{1,61}\?[bq]\?[^?\s]*\?=)[ \t]+(?==\?)/gi;

const ofPart = /^content-(transfer-encoding|type):\s*(.*)$/is;
/** How a part is written, shown and named: `Content-Disposition` and all others of that kind. */
const aboutPart = /^(?:content-[a-z-]{1,40}|mime-version):/i;

/** Whether a line of a header is about the body below it as such. */
export function saysOfPart(line: string): boolean {
  return aboutPart.test(line);
}

/** The header with what one of its lines, put together again, says. */
export function withField(header: PartHeader, line: string): PartHeader {
  const field = ofPart.exec(line);
  const value = field?.[2] ?? '';
  if (field === null) return header;
  if (field[1]?.toLowerCase() === 'type') return { ...header, ...contentType(value) };
  const name = value.trim().toLowerCase();
  const isKnown = name === 'base64' || name === 'quoted-printable';
  return { ...header, encoding: isKnown ? name : 'none' };
}

/** The line with its encoded words decoded. */
export function decodedField(line: string): string {
  if (!line.includes('=?')) return line;
  return line
    .replaceAll(betweenWords, '$1')
    .replaceAll(encodedWord, (_, charset: string, form: string, text: string) => {
      const bytes = form.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : quotedBytes(text);
      return decodedText(bytes, charset);
    });
}

/** The bytes of a quoted-printable text. RFC 2045, section 6.7. */
export function quotedPrintableBytes(text: string): Uint8Array {
  const parts = text.split(/((?:=[0-9A-F]{2})+)/i);
  const isEncoded = (i: number): boolean => i % 2 === 1;
  return Buffer.concat(
    parts.map((part, i) =>
      isEncoded(i) ? Buffer.from(part.replaceAll('=', ''), 'hex') : Buffer.from(part),
    ),
  );
}

function quotedBytes(text: string): Uint8Array {
  return quotedPrintableBytes(text.replaceAll('_', ' '));
}

function contentType(value: string): Partial<PartHeader> {
  const parameter = (name: string): string | null => {
    const found = new RegExp(`;\\s*${name}\\*?=\\s*(?:"([^"]*)"|([^\\s;]+))`, 'i').exec(value);
    return found?.[1] ?? found?.[2] ?? null;
  };
  return {
    charset: parameter('charset'),
    boundary: parameter('boundary'),
    isFlowed: parameter('format')?.toLowerCase() === 'flowed',
    hasDelSp: parameter('delsp')?.toLowerCase() === 'yes',
    isMessage: /^\s*message\/rfc822\b/i.test(value),
  };
}
