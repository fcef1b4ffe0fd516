// From the fields of one record to its keys: which of the values are keys, and which of the others belong
// to which of them. A value that may be another key's is left out: no key takes its neighbour's name.
import { isKeyEnd } from '../../keys/product-key.js';
import { unknownWindows } from '../../keys/product-name.js';
import { familyOfName } from '../../record/product-family.js';
import { channelInWords, channelOfValue } from './channel-words.js';
import {
  buildOf,
  computerOf,
  dayOf,
  nameOf,
  noteOf,
  productIdOf,
  wordsOf,
} from './field-values.js';
import { type FoundKey, keysIn } from './key-finding.js';
import { emptyRecord, type Field, type KeyRecord } from './key-record.js';
import { type Label, labelOf } from './label.js';
import type { Fact } from './label-words.js';
import { productIn } from './product-words.js';
import type { Scope } from './qualifier-words.js';
import { type Heading, isNameOfPc, type Known, nameOfKey } from './record-name.js';

/** Where a record stands. */
export interface Surrounding {
  /** What the record is part of, from near to far: fields of XML elements around it, of the PC above. */
  readonly outer: readonly (readonly Field[])[];
  /** What a heading above says. */
  readonly heading: Heading | null;
  /** The last line above, where no other key stands between. */
  readonly lead?: string;
}

interface LabelledKey {
  readonly field: Field;
  readonly label: Label | null;
  readonly found: Pick<FoundKey, 'productKey' | 'lastFive'>;
  /** What stands beside the key in its value. */
  readonly beside: string;
}

/** The keys of a record, each with its facts; the ends that Setup or an account left are none. */
export function recordsOfFields(fields: readonly Field[], around: Surrounding): KeyRecord[] {
  const keys = fields.flatMap(keysOfField);
  if (keys.length === 0) return [];
  const levels = [fields, ...around.outer].map(knownFields);
  const context = { keys, levels, heading: around.heading };
  return keys.map((key) => factsOf(key, context)).filter((facts) => !facts.isPlaceholder);
}

/** The record of a key that was read already, or of none. */
export function recordOfKey(
  found: Pick<KeyRecord, 'productKey' | 'lastFive' | 'cautions'>,
  fields: readonly Field[],
): KeyRecord {
  const field = { label: 'Product Key', value: '', line: null };
  const key: LabelledKey = { field, label: labelOf(field.label), found, beside: '' };
  const levels = [knownFields(fields)];
  return { ...factsOf(key, { keys: [key], levels, heading: null }), cautions: found.cautions };
}

/** Whether a record has a key, or says that it has none: it is whole, and lends nothing to the next. */
export function isKeyField({ label }: Field): boolean {
  const fact = labelOf(label)?.fact;
  return fact === 'productKey' || fact === 'lastFive';
}

/** The facts of a PC, which all keys below share. */
export function isPcField({ label }: Field): boolean {
  const fact = labelOf(label)?.fact;
  return fact === 'computer' || fact === 'system' || fact === 'systemVersion';
}

function knownFields(fields: readonly Field[]): Known[] {
  return fields.flatMap((field) => {
    const label = labelOf(field.label);
    return label === null || wordsOf(field.value) === null ? [] : [{ field, label }];
  });
}

function keysOfField(field: Field): LabelledKey[] {
  const label = labelOf(field.label);
  const isOfKey = label === null || label.fact === 'productKey' || label.fact === 'lastFive';
  const value = field.value.trim();
  const isEnd = label?.fact === 'lastFive' && isKeyEnd(value.toUpperCase());
  if (isEnd) {
    const found = { productKey: null, lastFive: value.toUpperCase() };
    return [{ field, label, found, beside: '' }];
  }
  const all = keysIn(value);
  return all.flatMap((found) => {
    const isWhole = (found.end - found.start) * 2 > value.length;
    // A key in a name or a note may be of anything: the scan of the text finds it.
    if (!isOfKey && !isWhole) return [];
    if (found.productKey === null && found.lastFive === null) return [];
    // What stands between two keys may be of either.
    const beside = all.length > 1 ? '' : value.slice(0, found.start) + value.slice(found.end);
    return [{ field, label, found, beside }];
  });
}

interface RecordContext {
  readonly keys: readonly LabelledKey[];
  readonly levels: readonly (readonly Known[])[];
  readonly heading: Heading | null;
}

function factsOf(
  key: LabelledKey,
  context: RecordContext,
): KeyRecord & { readonly isPlaceholder: boolean } {
  const { found, label, field, beside } = key;
  const scope = label?.scope ?? null;
  const numbered = context.levels.map((level) => ofNumber(level, label?.number ?? null));
  const levels = lentTo(key, { ...context, levels: numbered });
  const own = levels.flat();
  const build = valueOf(own, 'build', buildOf) ?? valueOf(own, 'systemVersion', buildOf);
  const system = systemOf(context.levels.flat(), build);
  const words = { label, words: field.label, beside };
  const named = nameOfKey(words, { levels, heading: context.heading, build, system });
  return {
    ...emptyRecord,
    productKey: found.productKey,
    lastFive: found.lastFive,
    isPlaceholder: named.isPlaceholder && found.productKey === null,
    ...{ product: named.product, productRef: named.productRef, edition: named.edition },
    supposed: scope === null ? null : supposedOf[scope],
    channel:
      label?.channel ??
      channelInWords(beside) ??
      valueOf(own, 'channel', channelOfValue) ??
      named.channel ??
      valueOf(own, 'description', channelInDescription),
    productId: valueOf(own, 'productId', productIdOf),
    computer: valueOf(numbered.flat(), 'computer', computerOf) ?? nameOfPc(numbered),
    ...{ system, build },
    purchasedOn: valueOf(own, 'purchasedOn', dayOf),
    orderNumber: valueOf(own, 'orderNumber', wordsOf),
    seller: valueOf(own, 'seller', wordsOf),
    note: valueOf(own, 'note', noteOf),
    where: valueOf(own, 'folder', wordsOf),
    line: field.line,
    isListed: true,
  };
}

const supposedOf: Readonly<Record<Scope, string | null>> = {
  firmware: unknownWindows,
  oem: null,
  original: null,
  backup: unknownWindows,
  windows: unknownWindows,
  office: 'Microsoft Office (version unknown)',
};

/** Which facts each key gets where several stand together. */
function lentTo({ label }: LabelledKey, { keys, levels }: RecordContext): Known[][] {
  const scope = label?.scope ?? null;
  const scopes = new Set(keys.map((key) => key.label?.scope ?? null));
  const isAlone = scopes.size === 1;
  const isLent = ({ field, label: { fact, scope: of } }: Known): boolean => {
    if (of === scope) return true;
    // An office is a place of work, too.
    if (of === 'office' && fact === 'product' && productIn(field.value) === null) return false;
    // What is said of the firmware is not said of the key that is installed.
    if (of !== null) return isAlone && (of === 'windows' || of === 'office') && scope === null;
    if (scope === 'original' || scope === 'backup') return false;
    return isAlone && (scope !== 'firmware' || ofFirmware.has(fact));
  };
  return levels.map((level) => level.filter(isLent));
}

function nameOfPc(levels: readonly (readonly Known[])[]): string | null {
  const level = levels.find((one) => one.some(({ label }) => label.fact === 'system')) ?? [];
  return valueOf(level, 'title', (value) => (isNameOfPc(value, level) ? computerOf(value) : null));
}

/** `Key 2` has what stands under `Product 2`; what has no number may be of any. */
function ofNumber(level: readonly Known[], number: number | null): Known[] {
  if (number === null) return [...level];
  const hasOwn = new Set(level.flatMap(({ label }) => (label.number === number ? label.fact : [])));
  return level.filter(({ label: { fact, number: of } }) => {
    return of === number || (!hasOwn.has(fact) && (of === undefined || fact === 'computer'));
  });
}

/** The key of a firmware need not be of the Windows that runs. */
const ofFirmware: ReadonlySet<Fact> = new Set<Fact>([
  ...(['product', 'channel', 'note', 'seller', 'orderNumber', 'purchasedOn'] as const),
]);

function systemOf(known: readonly Known[], build: string | null): string | null {
  const told = valueOf(known, 'system', (value) => productIn(value) ?? nameOf(value, null));
  const isWindows = told !== null && familyOfName(told) === 'windows';
  if (isWindows) return nameOf(told, build);
  const version = valueOf(known, 'systemVersion', wordsOf) ?? '';
  return /^10\.0\.\d/.test(version) && build !== null ? nameOf('Windows 10', build) : null;
}

function valueOf(
  known: readonly Known[],
  fact: Fact,
  read: (value: string) => string | null,
): string | null {
  for (const { field, label } of known) {
    const value = label.fact === fact ? read(field.value) : null;
    if (value !== null) return value;
  }
  return null;
}

/** `Windows(R) Operating System, RETAIL channel`, in whatever language. */
function channelInDescription(value: string): string | null {
  const [, word = ''] = /,\s*([A-Z][A-Z_]{2,30})\b/.exec(value) ?? [];
  return word === '' ? channelInWords(value) : channelOfValue(word);
}
