// The text of an e-mail as it was before it was encoded for its way: quoted-printable, where a line and
// with it a key may be cut in two, and base64, each part in its own charset; lines that flow into the next;
// encoded words in its header. Every other text stays as it is. RFC 2045, 2046, 2047 and 3676.
import { type PartDecoder, isKnownCharset, partDecoder } from './mail-charset.js';
import {
  decodedField,
  noHeader,
  type PartHeader,
  quotedPrintableBytes,
  saysOfPart,
  withField,
} from './mail-header.js';

/** A line is not longer in an e-mail: 76 characters, in quoted-printable and in base64. */
const longestRest = 4096;
/** A field of a header is put together from no more. */
const longestField = 64 * 1024;
/** Of parts in parts. */
const mostBoundaries = 100;
const isMailStart =
  /^(?:content-transfer-encoding:|mime-version:|.{0,200}\bformat="?flowed|subject:.{0,998}=\?)/im;
/** Of a mail with more of them the first few are named. */
const mostCharsets = 3;
const isCharset = /^[\w.:+-]{1,40}$/;
const isField = /^(?:[\w-]{1,80}:|>?From \S)/;

/** Decodes a text a part at a time. */
export interface MailDecoder {
  /** Whether anything was decoded, so that the lines are no longer those of the file. */
  isMail(): boolean;
  /** The charsets of its parts that nobody writes web pages in, so that their characters are not known. */
  unknownCharsets(): readonly string[];
  /** What is known of the text so far; a line that is not whole is held back. */
  push(part: string): string;
  /** The last line. */
  end(): string;
}

/** A decoder for one text. */
export function mailDecoder(): MailDecoder {
  let rest = '';
  let isMail = false;
  const reader = partReader();
  const end = (): string => {
    const last = isMail ? (rest === '' ? '' : reader.line(rest)) + reader.end() : '';
    rest = '';
    return last;
  };
  return {
    isMail: () => isMail,
    unknownCharsets: () => [...reader.unknownCharsets],
    push: (part) => {
      isMail ||= isMailStart.test(part);
      if (!isMail) return part;
      const lines = (rest + part).split(/\r?\n/);
      rest = lines.pop() ?? '';
      const decoded = lines.map((line) => reader.line(line)).join('');
      if (rest.length <= longestRest) return decoded;
      const long = reader.line(rest);
      rest = '';
      return decoded + long;
    },
    end,
  };
}

/** Reads a mail by its lines: headers, and bodies each as its header says. */
function partReader() {
  const [boundaries, unknownCharsets] = [new Set<string>(), new Set<string>()];
  let isHeader = true;
  let header: PartHeader = noHeader;
  let field = '';
  let body: PartBody | null = null;

  const endField = (): string => {
    const whole = field;
    field = '';
    if (whole === '') return '';
    header = withField(header, whole);
    return fieldText(whole);
  };
  const endPart = (): string => {
    const told = endField() + (body?.end() ?? '');
    [body, header, isHeader] = [null, noHeader, true];
    return told;
  };
  const beginBody = (): PartBody => {
    noteCharset(unknownCharsets, header);
    isHeader = false;
    body = partBody(header);
    return body;
  };
  const headerLine = (text: string): string => {
    if (/^[ \t]+\S/.test(text) && field !== '' && field.length < longestField) {
      field += ` ${text.trim()}`;
      return '';
    }
    const told = endField();
    if (text !== '' && !isField.test(text)) {
      // No header at all: a text that is not the beginning of a mail, or what stands between parts.
      return told + beginBody().line(text);
    }
    if (text !== '') {
      field = text;
      return told;
    }
    if (header.boundary !== null && boundaries.size < mostBoundaries) {
      boundaries.add(header.boundary);
    }
    // A message in a message begins with a header of its own.
    if (header.isMessage) header = noHeader;
    else beginBody();
    return `${told}\n`;
  };
  return {
    unknownCharsets,
    line: (text: string): string => {
      if (isBoundary(text, boundaries)) return `${endPart()}\n`;
      // A mail in a mailbox, or one that was pasted below a text.
      const isNext =
        !isHeader && /^(?:content-(?:transfer-encoding|type):|From \S+@\S)/i.test(text);
      const before = isNext ? endPart() : '';
      return before + (isHeader ? headerLine(text) : (body?.line(text) ?? `${text}\n`));
    },
    end: (): string => endPart(),
  };
}

// What divides parts is left out of the text: it is no word of anybody's.
function isBoundary(text: string, boundaries: ReadonlySet<string>): boolean {
  if (!text.startsWith('--')) return false;
  // Of a text that begins in the middle of a mail none is known.
  if (boundaries.size === 0) return /^--\S/.test(text);
  const name = text.slice(2).trimEnd();
  return boundaries.has(name) || (name.endsWith('--') && boundaries.has(name.slice(0, -2)));
}

/** How a part is encoded is no word about a key that stands in it. */
function fieldText(field: string): string {
  return saysOfPart(field) ? '' : `${decodedField(field)}\n`;
}

function noteCharset(unknown: Set<string>, { charset }: PartHeader): void {
  if (charset === null || unknown.size >= mostCharsets || !isCharset.test(charset)) return;
  if (!isKnownCharset(charset)) unknown.add(charset.toLowerCase());
}

interface PartBody {
  line(text: string): string;
  end(): string;
}

/** A body: its lines as bytes, these as characters, those as lines that may flow. */
function partBody(header: PartHeader): PartBody {
  const flow = header.isFlowed
    ? flowedLines(header)
    : { push: (text: string) => text, end: () => '' };
  if (header.encoding === 'none') {
    return { line: (text) => flow.push(`${text}\n`), end: () => flow.end() };
  }
  const decoder: PartDecoder = partDecoder(header.charset);
  let kept = '';
  const line = (text: string): string => {
    if (header.encoding === 'quoted-printable') {
      const soft = /=[ \t]*$/.exec(text);
      const whole = soft === null ? `${text}\n` : text.slice(0, soft.index);
      return flow.push(decoder.push(quotedPrintableBytes(whole)));
    }
    // Four characters are three bytes, wherever the line ends.
    const all = kept + text.replaceAll(/[^A-Za-z0-9+/]/g, '');
    const whole = all.length - (all.length % 4);
    kept = all.slice(whole);
    return flow.push(decoder.push(Buffer.from(all.slice(0, whole), 'base64')));
  };
  return {
    line,
    end: () => {
      const last = header.encoding === 'base64' ? decoder.push(Buffer.from(kept, 'base64')) : '';
      const told = flow.push(last + decoder.end()) + flow.end();
      return told === '' || told.endsWith('\n') || header.encoding !== 'base64'
        ? told
        : `${told}\n`;
    },
  };
}

/** Joins lines that flow into the next. RFC 3676, section 4. */
function flowedLines({ hasDelSp }: Pick<PartHeader, 'hasDelSp'>) {
  let rest = '';
  let isOpen = false;
  const line = (text: string): string => {
    const quoted = isOpen ? text.replace(/^>+ ?/, '') : text;
    const unstuffed = quoted.startsWith(' ') ? quoted.slice(1) : quoted;
    isOpen = unstuffed.endsWith(' ') && unstuffed !== '-- ';
    if (!isOpen) return `${unstuffed}\n`;
    return hasDelSp ? unstuffed.slice(0, -1) : unstuffed;
  };
  return {
    push: (text: string): string => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      const told = lines.map((one) => line(one.replace(/\r$/, ''))).join('');
      if (rest.length <= longestRest) return told;
      const long = rest;
      rest = '';
      return told + long;
    },
    end: (): string => {
      const last = rest;
      rest = '';
      return last;
    },
  };
}
