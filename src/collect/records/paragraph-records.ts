// The records of a paragraph: fields that stand together, keys among words, and the words above that say
// what they are of. Names that stand below their keys are told by the first key, which has none above.
import { channelInWords } from './channel-words.js';
import { productIdOf } from './field-values.js';
import { isKeyField, isPcField, recordsOfFields, type Surrounding } from './field-records.js';
import type { FoundKey } from './key-finding.js';
import { type Field, type KeyRecord, mostFields } from './key-record.js';
import { labelOf } from './label.js';
import { noteAround } from './key-note.js';
import { productIn } from './product-words.js';
import type { Heading } from './record-name.js';
import type { TextItem } from './text-items.js';

/** What stands before a key in brackets, as a label. */
const longestLabel = 45;

/** What has been read since the last key. */
interface Group {
  fields: Field[];
  words: TextItem[];
  hasKey: boolean;
  /** What the key before was called, for keys that follow with no word of their own. */
  earlier: Heading | null;
}

/** The records of the lines; `around` is what stands above the paragraph. */
export function recordsOfParagraph(items: readonly TextItem[], around: Surrounding): KeyRecord[] {
  const isBelow = namesFollow(items);
  const isOfFields = items.some(({ fields }) => fields.length > 0);
  const isRow = areRows(items);
  const records: KeyRecord[] = [];
  let pc: readonly Field[] = [];
  let group: Group = emptyGroup(null);
  const end = (): void => {
    if (group.hasKey) {
      records.push(...recordsOfGroup(group, { ...around, outer: [pc, ...around.outer] }));
      pc = pcOf(group).length > 0 ? pcOf(group) : pc;
    }
    group = emptyGroup(headingOf(group.words));
  };
  for (const item of isBelow ? [...items].reverse() : items) {
    if (item.keys.length > 0) {
      if (group.hasKey) end();
      const heading = headingOf(group.words) ?? (isBare(item) ? group.earlier : null);
      pc = pcOf(group).length > 0 ? pcOf(group) : pc;
      const ofPc = { ...around, outer: [pc, ...around.outer] };
      records.push(...recordsOfWords(item, { ...group, heading }, ofPc));
      group = emptyGroup(isBare(item) ? heading : null);
    } else if (item.fields.length > 0) {
      if (startsAnother(item, group, isRow)) end();
      group.fields.push(...item.fields);
      group.hasKey ||= item.fields.some(isKeyField);
    } else if (!isOfFields || !isOtherField(item)) {
      if (group.hasKey) end();
      group.words.push(item);
    }
  }
  end();
  return records;
}

/** What words say of the keys below them; null where they name no product, or several. */
export function headingOf(words: readonly TextItem[]): Heading | null {
  const named = words.map(({ text }) => ({ text, product: productIn(text) }));
  const last = named.findLast(({ product }) => product !== null);
  if (last?.product === undefined || last.product === null) return null;
  return { product: last.product, channel: channelInWords(last.text), text: last.text };
}

function emptyGroup(earlier: Heading | null): Group {
  return { fields: [], words: [], hasKey: false, earlier };
}

/**
 * A label that was there before begins another record. But where it is a key's alone, one record has
 * several keys.
 */
function startsAnother({ fields }: TextItem, group: Group, isRow: boolean): boolean {
  if (group.fields.length >= mostFields) return true;
  if (!group.hasKey) return false;
  const here = new Set(group.fields.map(labelName));
  const isRepeated = fields.some((field) => here.has(labelName(field)));
  return isRepeated && (isRow || !fields.every(isKeyField));
}

/** Whether labels other than a key's stand there more than once: then they are of several records. */
function areRows(items: readonly TextItem[]): boolean {
  const labels = items.flatMap(({ fields }) => fields.filter((field) => !isKeyField(field)));
  return new Set(labels.map(labelName)).size < labels.length;
}

function labelName({ label }: Field): string {
  return label.toLowerCase();
}

/** The PC that a group begins with is that of the groups below it, too. */
function pcOf({ fields }: Group): readonly Field[] {
  const [first] = fields;
  return first !== undefined && isPcField(first) ? [first] : [];
}

/** A line among fields whose label nobody knows: `Service Pack   :`. It names nothing and ends nothing. */
function isOtherField({ text }: TextItem): boolean {
  return /^\s*[^:=]{1,60}(?:\s{2,}[:=]|[:=\t]\s*\S)/.test(text) && productIn(text) === null;
}

/** The words of a line that are no label of a key. */
function isBare({ text, keys }: TextItem): boolean {
  const words = keys.reduceRight(
    (rest, { start, end }) => rest.slice(0, start) + rest.slice(end),
    text,
  );
  const label = words.replaceAll(/[^\p{L}\p{N} ]/gu, ' ').trim();
  return label === '' || labelOf(label)?.fact === 'productKey';
}

function namesFollow(items: readonly TextItem[]): boolean {
  const first = items.findIndex(({ keys }) => keys.length > 0);
  if (first < 0 || items.some(({ fields }) => fields.length > 0)) return false;
  const isNamed = (item: TextItem): boolean => productIn(item.text) !== null;
  const keyLines = items.filter(({ keys }) => keys.length > 0);
  if (keyLines.some(isNamed) || items.slice(0, first).some(isNamed)) return false;
  return items.slice(first + 1).some(isNamed);
}

function recordsOfGroup({ fields, words }: Group, around: Surrounding): KeyRecord[] {
  const heading = headingOf(words) ?? around.heading;
  const lead = words.at(-1)?.text ?? heading?.text ?? around.lead ?? '';
  const isListed = fields.length > 1;
  return recordsOfFields(fields, { ...around, heading }).map((record) => ({
    ...record,
    isListed,
    // Of the end of a key the label says no more than is known.
    note: record.note ?? (record.productKey === null ? null : noteOfField(fields, record, lead)),
  }));
}

function noteOfField(fields: readonly Field[], record: KeyRecord, lead: string): string | null {
  const field = fields.find((one) => one.line === record.line && isKeyField(one));
  return field === undefined ? null : noteAround(`${field.label}: ${field.value}`, lead);
}

/** Each key of a line of words, with the words that are its own. */
function recordsOfWords(
  { text, keys, line }: TextItem,
  { fields, words, heading }: Group & { readonly heading: Heading | null },
  around: Surrounding,
): KeyRecord[] {
  const isAfter = areNamesAfter(text, keys);
  return keys.flatMap((key, i) => {
    const from = isAfter ? key.start : (keys[i - 1]?.end ?? 0);
    const isLast = i === keys.length - 1;
    const to = isAfter || isLast ? (keys[i + 1]?.start ?? text.length) : key.end;
    const [before, after] = [text.slice(from, key.start), text.slice(key.end, to)];
    const own = { label: before, value: text.slice(key.start, to), line };
    const named = bracketed(before);
    const all = [...(named === null ? [] : [{ label: 'Product', value: named, line }]), own];
    const outer = [fields.filter((field) => !isKeyField(field)), ...around.outer];
    const above = heading ?? around.heading;
    const lead = words.at(-1)?.text ?? above?.text ?? around.lead ?? '';
    return recordsOfFields(all, { outer, heading: above })
      .slice(0, 1)
      .map((record) => ({
        ...record,
        isListed: false,
        channel: record.channel ?? channelInWords(`${before} ${after}`) ?? null,
        productId: record.productId ?? productIdOf(`${before} ${after}`),
        note: noteAround(text.slice(from, to).replace(/^[\s,;|.]+/, ''), lead),
      }));
  });
}

/** `KEY (Windows), KEY (Office)`: the names stand behind where the first key has none before it. */
function areNamesAfter(text: string, keys: readonly FoundKey[]): boolean {
  const [first, second] = keys;
  if (first === undefined || second === undefined) return false;
  if (/\p{L}{2}/u.test(text.slice(0, first.start))) return false;
  return productIn(text.slice(first.end, second.start)) !== null;
}

/** `Vendor - Product <id> (Key: `: what stands before the bracket is the product, as Belarc lists it. */
function bracketed(before: string): string | null {
  const at = Math.max(before.lastIndexOf('('), before.lastIndexOf('['));
  const label = before
    .slice(at + 1)
    .trim()
    .replace(/:$/, '');
  if (at < 0 || label.length > longestLabel || labelOf(label)?.fact !== 'productKey') return null;
  const words = before.slice(0, at).trimEnd();
  const product = productIn(words);
  if (product !== null) return product;
  const [, name = ''] = /^(?:.{1,60}? - )?(.+?)(?:\s+<?[\w-]{6,60}>?)?$/s.exec(words.trim()) ?? [];
  return name === '' ? null : name;
}
