// What a key is of, by the fields of its record and the words around it: a name, an edition, a name of the
// licensing service. The surest word counts; one that may be of another key is not among them.
import { windowsNameOfEdition } from '../../keys/product-name.js';
import { familyOfName } from '../../record/product-family.js';
import { channelInWords } from './channel-words.js';
import { nameOf } from './field-values.js';
import type { Field, KeyRecord } from './key-record.js';
import type { Label } from './label.js';
import type { Fact } from './label-words.js';
import { type LicenceName, licenceName } from './licence-name.js';
import { productIn } from './product-words.js';
import type { Scope } from './qualifier-words.js';

/** A field under a label that is known. */
export interface Known {
  readonly field: Field;
  readonly label: Label;
}

/** What words say that stand above a key. */
export interface Heading {
  readonly product: string;
  readonly channel: string | null;
  /** The words themselves. */
  readonly text: string;
}

/** The words that are a key's own. */
export interface WordsOfKey {
  readonly label: Label | null;
  /** The label as it was written. */
  readonly words: string;
  /** What stands beside the key in its value. */
  readonly beside: string;
}

/** What else may name it. */
export interface NamingContext {
  /** The fields that are its own, from near to far. */
  readonly levels: readonly (readonly Known[])[];
  readonly heading: Heading | null;
  readonly build: string | null;
  readonly system: string | null;
}

/** What is said of the one key of a value, by what it shows. */
export type Named = Pick<KeyRecord, 'product' | 'productRef' | 'edition' | 'channel'> & {
  readonly isPlaceholder: boolean;
};

const unnamed: Named = {
  product: null,
  productRef: null,
  edition: null,
  channel: null,
  isPlaceholder: false,
};

/** What a key is of: its own words first, then those of the fields from near to far. */
export function nameOfKey(
  { label, words, beside }: WordsOfKey,
  { levels, heading, build, system }: NamingContext,
): Named {
  const scope = label?.scope ?? null;
  const fits = (named: Named | null): named is Named =>
    named !== null && isOf(scope, named.product);
  const byLabel = productIn(words) ?? productIn(beside);
  const candidates: (() => (Named | null)[])[] = [
    () => [byLabel === null ? null : { ...unnamed, product: byLabel }],
    () => [byEdition(beside)],
    ...levels.map((level) => () => namesIn(level, build, system)),
    () => [
      heading === null ? null : { ...unnamed, product: heading.product, channel: heading.channel },
    ],
    () => [
      isOfSystem(scope, levels.flat()) && system !== null ? { ...unnamed, product: system } : null,
    ],
  ];
  for (const candidate of candidates) {
    const named = candidate().find(fits);
    if (named !== undefined) return named;
  }
  return unnamed;
}

/** What the fields of one level name, the surest first. */
function namesIn(level: readonly Known[], build: string | null, system: string | null) {
  const values = (fact: Fact): string[] =>
    level.filter(({ label }) => label.fact === fact).map(({ field }) => field.value);
  const description = values('description').join(' ');
  // `name: PC1` beside `windows: Windows 10 Pro` is the name of the PC.
  const titles = values('title').filter((value) => !isNameOfPc(value, level));
  return [
    ...[...values('product'), ...titles].map((value) => {
      return byName(value, build, { system, description });
    }),
    ...values('edition').map((value) => byEdition(value) ?? byWords(value)),
    ...values('description').map((value) => byWords(value)),
  ];
}

/** Whether the name that a record begins with is that of the PC, whose Windows stands beside it. */
export function isNameOfPc(title: string, level: readonly Known[]): boolean {
  const isOfPc = level.some(({ label }) => label.fact === 'system');
  const context = { system: null, description: '' };
  return isOfPc && productIn(title) === null && licenceName(title, context) === null;
}

function byName(
  value: string,
  build: string | null,
  context: { readonly system: string | null; readonly description: string },
): Named | null {
  const told: LicenceName | null = licenceName(value, context);
  if (told !== null) return told;
  const product = nameOf(value, build);
  return product === null ? null : { ...unnamed, product, channel: channelInWords(value) };
}

function byWords(value: string): Named | null {
  const product = productIn(value);
  return product === null ? null : { ...unnamed, product, channel: channelInWords(value) };
}

/** `Professional`, or `[4.0] Professional OEM:DM` of a firmware's key. */
function byEdition(value: string): Named | null {
  const match = /^\W*\[\d+\.\d+\] ([A-Za-z]{2,64})\b|^([A-Z][A-Za-z]{3,63})$/.exec(value.trim());
  const edition = match?.[1] ?? match?.[2];
  if (edition === undefined || productIn(value) !== null) return null;
  const product = windowsNameOfEdition(edition, '');
  const isKnown = !product.includes('(edition ');
  return isKnown ? { ...unnamed, product, edition, channel: channelInWords(value) } : null;
}

/** What the PC runs is what a key is of where nothing else is said, and no program beside Windows. */
function isOfSystem(scope: Scope | null, own: readonly Known[]): boolean {
  const isOfWindows = scope === null || scope === 'windows' || scope === 'oem';
  return isOfWindows && !own.some(({ label }) => label.fact === 'product');
}

function isOf(scope: Scope | null, product: string | null): boolean {
  const family = product === null ? null : familyOfName(product);
  if (scope === 'office') return family !== 'windows';
  return scope !== 'windows' || family !== 'office';
}
