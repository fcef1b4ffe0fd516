// A sealed record as text that survives mail and copy-and-paste: the strict textual encoding of RFC 7468.
// It knows nothing of what the bytes say. docs/format.md, "Armor".
import { VaultError } from '../errors.js';
import { size } from './header.js';

const begin = '-----BEGIN VAULT SEALED RECORD-----';
const end = '-----END VAULT SEALED RECORD-----';
const lineSymbols = 64;

/** The text form, with a line end after every line. */
export function armor(record: Uint8Array): string {
  const base64 = toBase64(record);
  const lines = base64.match(new RegExp(`.{1,${lineSymbols}}`, 'g')) ?? [];
  return `${[begin, ...lines, end].join('\n')}\n`;
}

/**
 * The bytes of the text form. Strict: no text around it, every line but the last 64 symbols long, no
 * spaces, padding in place, unused bits zero. Line ends may be LF or CRLF; the last may be missing.
 * @throws VaultError `NOT_A_RECORD` when it does not begin as one, `DAMAGED` for all else
 */
export function parseArmor(text: string): Uint8Array {
  if (text.length > 2 * size.maximumRecord || !text.startsWith(begin)) {
    throw new VaultError('NOT_A_RECORD', 'this is not the text form of a backup');
  }
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
  if (lines[0] !== begin || lines.at(-1) !== end) throw damaged();
  const body = lines.slice(1, -1);
  const linesFit = body.every((line, i) => {
    return i === body.length - 1 ? isLastLine(line) : line.length === lineSymbols;
  });
  if (!linesFit || body.length === 0) throw damaged();
  return fromBase64(body.join(''));
}

/**
 * The text forms that stand in a text which may hold other lines, as a mail or a sheet that was typed off does:
 * each from its first line to its last, without blanks around the lines.
 */
export function armoredTexts(text: string): string[] {
  const found: string[] = [];
  let lines: string[] | null = null;
  for (const line of text.split(/\r\n|\r|\n/).map((one) => one.trim())) {
    if (line === begin) lines = [];
    if (line !== '') lines?.push(line);
    if (line !== end || lines === null) continue;
    found.push(`${lines.join('\n')}\n`);
    lines = null;
  }
  return found;
}

/**
 * The records of the text forms in a text that may hold other lines.
 * @throws VaultError `NOT_A_RECORD` where none begins, `DAMAGED` where one is cut off or was typed wrongly
 */
export function armoredRecords(text: string): Uint8Array[] {
  const found = armoredTexts(text);
  if (found.length > 0) return found.map(parseArmor);
  // One that begins and does not end is told from a text that is none.
  return [parseArmor(text.slice(Math.max(0, text.indexOf(begin))))];
}

function isLastLine(line: string): boolean {
  return line.length >= 1 && line.length <= lineSymbols;
}

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

function fromBase64(text: string): Uint8Array {
  // atob forgives spaces, missing padding and stray bits: the first by this check, the last below.
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw damaged();
  const bytes = Uint8Array.from(atob(text), (symbol) => symbol.charCodeAt(0));
  if (toBase64(bytes) !== text) throw damaged();
  return bytes;
}

function damaged(): VaultError {
  return new VaultError('DAMAGED', 'the text form of the backup is damaged', {
    hint: 'Copy all of it, from the BEGIN line to the END line.',
  });
}
