// The records of a text that is read by its lines: paragraphs of fields and words, tables, and what stands
// above them. Each line is looked at once.
import { linesOf } from '../../text/text-lines.js';
import { lineJoiner, type NumberedLine } from '../text/wrapped-lines.js';
import { wordsOf } from './field-values.js';
import { isKeyField, isPcField, recordsOfFields, type Surrounding } from './field-records.js';
import { type Field, type KeyRecord, mostRecords } from './key-record.js';
import { labelOf } from './label.js';
import { headingOf, recordsOfParagraph } from './paragraph-records.js';
import { channelInWords } from './channel-words.js';
import { productsIn } from './product-words.js';
import type { Heading } from './record-name.js';
import { type OpenTable, tableOf, underlinedTable } from './table-lines.js';
import { continues, itemOf, labelAlone, type TextItem } from './text-items.js';

const isRule = /^\s*[-=_*~#+]{3}[\s\-=_*~#+]*$/;
/** Of a paragraph that never ends. */
const mostItems = 2000;
const mostNames = 50;

/** What has been read so far. */
interface Reading {
  readonly records: KeyRecord[];
  items: TextItem[];
  table: OpenTable | null;
  tableHead: TextItem | null;
  /** What a heading says, for all below it; and what the words above say, for the next key. */
  section: Heading | null;
  above: Heading | null;
  /** The fields of a paragraph without a key. */
  lent: readonly Field[];
  pc: readonly Field[];
  /** Of the heading that names the PC; 0 where none does. */
  pcLevel: number;
  lead: string;
  subject: string;
  /** The lines that name products, some of them. */
  readonly named: Set<string>;
  /** Whether the words above a paragraph were used, and those below the last key name something. */
  hasLent: boolean;
  isNamedAfter: boolean;
}

/** The records of the lines. */
export function recordsOfLines(text: string): KeyRecord[] {
  const reading = readLines(text, { isLent: true });
  // Names that stand in paragraphs below their keys: what is above the next key is not its own.
  const follow = reading.isNamedAfter && reading.hasLent && reading.records[0]?.product === null;
  const { records, ...said } = follow ? readLines(text, { isLent: false }) : reading;
  return withSubject(records, said);
}

function readLines(text: string, { isLent }: { readonly isLent: boolean }): Reading {
  const reading: Reading = {
    ...{ records: [], items: [], table: null, tableHead: null, section: null, above: null },
    ...{ lent: [], pc: [], subject: '', lead: '', named: new Set<string>(), hasLent: false },
    ...{ isNamedAfter: false, pcLevel: 0 },
  };
  for (const { text: line, number } of wholeLines(text)) {
    if (reading.records.length > mostRecords) break;
    takeLine(line, number, reading, isLent);
  }
  endParagraph(reading, isLent);
  return reading;
}

/** The lines, those put together that a key goes over. */
function* wholeLines(text: string): Generator<NumberedLine> {
  const joiner = lineJoiner();
  for (const line of linesOf(text)) yield* joiner.push(line);
  yield* joiner.end();
}

function takeLine(raw: string, number: number, reading: Reading, isLent: boolean): void {
  if (takeRow(raw, number, reading)) return;
  const last = reading.items.at(-1);
  const underlined = last === undefined ? null : underlinedTable(last.text, raw);
  if (underlined !== null) {
    reading.items.pop();
    endParagraph(reading, isLent);
    reading.table = underlined;
    return;
  }
  if (raw.trim() === '' || isRule.test(raw)) {
    // A label may stand a line above its value.
    if (last !== undefined && !isRule.test(raw) && labelAlone(last.text) !== null) return;
    endParagraph(reading, isLent);
    return;
  }
  const table = tableOf(raw);
  if (table !== null) {
    endParagraph(reading, isLent);
    [reading.table, reading.tableHead] = [table, itemOf(raw, number)];
    return;
  }
  takeItem(raw, number, reading, isLent);
}

/** Whether the line belongs to the table that is open. */
function takeRow(raw: string, number: number, reading: Reading): boolean {
  const { table, tableHead, records } = reading;
  if (table === null) return false;
  const fields = table.take(raw, number);
  if (fields === null) {
    reading.table = null;
    // Words that looked like a row of names.
    if (tableHead !== null) reading.items.push(tableHead);
    reading.tableHead = null;
    return false;
  }
  if (fields.length === 0) return true;
  reading.tableHead = null;
  const heading = reading.above ?? reading.section;
  records.push(...recordsOfFields(fields, { outer: [reading.pc], heading }));
  return true;
}

function takeItem(raw: string, number: number, reading: Reading, isLent: boolean): void {
  const { items } = reading;
  const last = items.at(-1);
  const field = last?.fields.at(-1);
  if (last !== undefined && field !== undefined && continues(raw, last.text)) {
    const longer = { ...field, value: `${field.value} ${raw.trim()}`.slice(0, 4096) };
    items[items.length - 1] = { ...last, fields: [...last.fields.slice(0, -1), longer] };
    return;
  }
  const label = last === undefined || last.fields.length > 0 ? null : labelAlone(last.text);
  const item = itemOf(raw, number);
  if (label !== null && isValue(label, item)) {
    const value = { label, value: raw.trim(), line: number };
    items[items.length - 1] = { ...item, keys: [], fields: [value] };
    return;
  }
  if (item.isHeading) {
    endParagraph(reading, isLent);
    reading.section = headingOf([item]);
    reading.above = null;
    const pc = item.fields.filter(isPcField);
    const level = /#+/.exec(raw)?.[0].length ?? 0;
    // A heading speaks for all below it, until another of its level.
    if (pc.length > 0) [reading.pc, reading.pcLevel] = [pc, level];
    else if (level <= reading.pcLevel) [reading.pc, reading.pcLevel] = [[], 0];
  }
  if (items.length >= mostItems) endParagraph(reading, isLent);
  note(item, reading);
  reading.items.push(item);
}

/** Whether a line is the value of the label above it: of a key's label a key, of others words. */
function isValue(label: string, { fields, keys, text }: TextItem): boolean {
  const fact = labelOf(label)?.fact;
  if (fields.length > 0 || /:\s*$/.test(text)) return false;
  if (fact === 'computer' && /\s/.test(text.trim())) return false;
  if (fact === 'productKey') return keys.length === 1;
  return keys.length === 0 && wordsOf(text) !== null;
}

/** What the text as a whole names. */
function note({ fields, text }: TextItem, reading: Reading): void {
  const subject = fields.find(({ label }) => labelOf(label)?.fact === 'subject');
  if (subject !== undefined && reading.subject === '') reading.subject = subject.value;
  if (reading.named.size < mostNames && productsIn(text).length > 0) reading.named.add(text);
}

function endParagraph(reading: Reading, isLent: boolean): void {
  const { items, records } = reading;
  if (items.length === 0) return;
  reading.items = [];
  const heading = (isLent ? reading.above : null) ?? reading.section;
  const around: Surrounding = { outer: [reading.lent, reading.pc], heading, lead: reading.lead };
  const found = recordsOfParagraph(items, around);
  const fields = items.flatMap((item) => item.fields);
  reading.lead = found.length > 0 ? '' : (items.at(-1)?.text ?? '');
  const pc = fields.filter(isPcField);
  if (found.length > 0) {
    records.push(...found);
    reading.hasLent ||= reading.above !== null;
    [reading.above, reading.lent, reading.isNamedAfter] = [null, [], false];
  } else if (!fields.some(isKeyField)) {
    const named = headingOf(items.filter((item) => item.fields.length === 0));
    reading.above = named ?? (fields.length > 0 ? null : reading.above);
    reading.lent = fields.length > 0 ? fields.filter((field) => !isPcField(field)) : reading.lent;
    reading.isNamedAfter ||= named !== null;
  } else {
    [reading.above, reading.lent] = [null, []];
  }
  const isNamed = pc.some(({ label }) => labelOf(label)?.fact === 'computer');
  // What stands in the record of one key is said of that key's PC alone.
  if (found.length === 0 && pc.length > 0)
    reading.pc = isNamed ? pc : [...reading.pc, ...pc].slice(0, 5);
}

/** In a text about one key all that is named is named of it: the subject first, then any words. */
function withSubject(
  records: KeyRecord[],
  { subject, named }: Pick<Reading, 'subject' | 'named'>,
): KeyRecord[] {
  const keys = new Set(records.map(({ productKey, lastFive }) => productKey ?? lastFive));
  if (keys.size !== 1 || records.some(({ product }) => product !== null)) return records;
  const lines = subject === '' ? [...named] : [subject, ...named];
  const [product, ...others] =
    productsIn(subject).length === 1 ? productsIn(subject) : productsIn(lines.join('\n'));
  if (product === undefined || others.length > 0) return records;
  const channel = channelInWords(lines.join('\n'));
  return records.map((record) => ({ ...record, product, channel: record.channel ?? channel }));
}
