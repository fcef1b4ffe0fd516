// The lines of a registry export: tells its encoding by its first bytes and cuts it into lines, a part
// of the file at a time. A line that never ends is dropped, not gathered.

/** One line, without its end. */
export interface TextLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** Whether it was longer than any value of interest, and its text was dropped. */
  readonly isTooLong: boolean;
}

/** The most characters of a line, or of a value over many lines, that are kept. */
export const longestText = 1024 * 1024;

/** Cuts a file into lines. */
export interface LineCutter {
  /** The lines that end in this part of the file. */
  push(part: Uint8Array): TextLine[];
  /** The last line, where the file does not end with a line end. */
  end(): TextLine[];
}

/** @param head the first bytes of the file, three at the least, which are pushed all the same. */
export function lineCutter(head: Uint8Array): LineCutter {
  const decode = decoderFor(head);
  let rest = '';
  let isTooLong = false;
  let number = 0;
  const line = (text: string): TextLine => {
    number += 1;
    const whole = isTooLong || text.length > longestText ? null : text.replace(/\r$/, '');
    isTooLong = false;
    return { number, text: whole === null ? '' : decode.line(whole), isTooLong: whole === null };
  };
  return {
    push: (part) => {
      const pieces = (rest + decode.part(part)).split('\n');
      rest = pieces.pop() ?? '';
      const lines = pieces.map(line);
      if (rest.length > longestText) {
        isTooLong = true;
        rest = '';
      }
      return lines;
    },
    end: () => (rest === '' && !isTooLong ? [] : [line(rest)]),
  };
}

interface Decoder {
  /** A part of the file as text, lines not yet divided. */
  part(bytes: Uint8Array): string;
  /** What is left to do for a single line. */
  line(text: string): string;
}

function decoderFor(head: Uint8Array): Decoder {
  const [first, second] = head;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first !== 0 && second === 0);
  if (isUtf16) return whole('utf-16le');
  if (first === 0xfe && second === 0xff) return whole('utf-16be');
  if (first === 0xef && second === 0xbb && head[2] === 0xbf) return whole('utf-8');
  return {
    part: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'),
    line: unmarkedLine,
  };
}

function whole(encoding: string): Decoder {
  const decoder = new TextDecoder(encoding);
  return { part: (bytes) => decoder.decode(bytes, { stream: true }), line: (text) => text };
}

/** Without a mark a file is UTF-8 from an editor, or in the code page of an old Windows. */
function unmarkedLine(text: string): string {
  if (!/[\x80-\xff]/.test(text)) return text;
  const bytes = Buffer.from(text, 'latin1');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
