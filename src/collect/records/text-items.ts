// The lines of a text as what they are to a reader of records: fields, words, keys among words. Marks of
// lists, quotations and Markdown are taken away.
import { type Field } from './key-record.js';
import { type FoundKey, keysIn } from './key-finding.js';
import { labelOf } from './label.js';
import { productsIn } from './product-words.js';

/** A line. */
export interface TextItem {
  /** Without what marks it as an item of a list. */
  readonly text: string;
  readonly line: number;
  /** What it says under labels that are known; empty for a line of words. */
  readonly fields: readonly Field[];
  /** The keys of a line of words. */
  readonly keys: readonly FoundKey[];
  /** Of a Markdown heading or one of a web page. */
  readonly isHeading: boolean;
}

const longestLine = 16 * 1024;
const listMark = /^\s*(?:(?:[>•·▪*+-]|\d{1,3}[.)])\s+)+/;
/** Two asterisks make words bold; more of them are a mask of a key. */
const bold = /(?<![*])\*\*(?![*])|`/g;
const longestLabel = 100;
const longestPcName = 40;
const divider = /\s*[,;|]\s+|\t+/;

/** What the line is. */
export function itemOf(raw: string, line: number): TextItem {
  const isHeading = /^\s*#{1,6}\s/.test(raw);
  const text = raw
    .slice(0, longestLine)
    .replace(/^\s*#{1,6}\s+/, '')
    .replaceAll(bold, '')
    .replace(listMark, '');
  const fields = isHeading ? namedPc(text, line) : fieldsIn(text, line);
  return { text, line, isHeading, fields, keys: fields.length > 0 ? [] : keysIn(text) };
}

const pcWord =
  /(?<!\p{L})(?:PC|laptop|notebook|desktop|computer|rechner|workstation|tower)(?!\p{L})/iu;

/** What a heading says: `# Anna-PC` is a PC, and no product. */
function namedPc(text: string, line: number): Field[] {
  const said = fieldsIn(text, line);
  const isPc = text.trim().length <= longestPcName && pcWord.test(text);
  if (said.length > 0 || !isPc || productsIn(text).length > 0 || keysIn(text).length > 0)
    return said;
  return [{ label: 'Computer', value: text.trim(), line }];
}

/** Whether it is a line of words that continues the value above, as PowerShell breaks long ones. */
export function continues(raw: string, before: string): boolean {
  const [indent = ''] = /^\s*/.exec(raw) ?? [];
  const column = /^[^:]{1,60}:\s/.exec(before)?.[0].length ?? 0;
  return column > 4 && indent.length >= column && raw.trim() !== '';
}

/** What a command asks the licensing service for is the label of its answer. */
const asked = /^.{0,200}\bsoftwarelicensingservice\b.{0,40}?\b(OA3xOriginalProductKey)\b.{0,60}$/i;

/** A line that is a label and nothing else: its value stands on the next. */
export function labelAlone(text: string): string | null {
  // Where colons stand below each other it is a field that says nothing.
  const bare = text.trim().replace(asked, '$1');
  if (bare.length > longestLabel || /\s\s:$/.test(bare)) return null;
  const label = bare.replace(/:$/, '').trimEnd();
  const fact = labelOf(label)?.fact;
  if (fact === undefined) return null;
  const isSure = bare.endsWith(':') || fact === 'productKey' || fact === 'lastFive';
  return isSure ? label : null;
}

function fieldsIn(text: string, line: number): Field[] {
  const parts = text.split(divider, 20);
  const each = parts.map((part) => fieldIn(part, line));
  const isList = each.length > 1 && each.every((field) => field !== null && field.value !== '');
  if (isList) return each.filter((field) => field !== null);
  const whole = fieldIn(text, line);
  return whole === null || whole.value === '' ? [] : [whole];
}

/** A key under a label of something else is among words: `Laptop: KEY`; so are several under one. */
function fieldIn(text: string, line: number): Field | null {
  const bare = text.trim();
  const at = bare.slice(0, longestLabel + 1).search(/[:=\t]/);
  if (at < 1) return null;
  const label = bare.slice(0, at).trimEnd();
  const value = bare.slice(at + 1).trimStart();
  // With a second tab it is a row of a table.
  if (bare.charAt(at) === '\t' && value.includes('\t')) return null;
  const fact = labelOf(label)?.fact;
  if (fact === undefined) return null;
  const isOfKey = fact === 'productKey' || fact === 'lastFive' || fact === 'note';
  const keys = keysIn(value).length;
  return keys === 0 || (isOfKey && keys === 1) ? { label, value, line } : null;
}
