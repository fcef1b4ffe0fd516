// What a label says of the value beside it: `Produkt-ID`, `ProductID` and `product_id` are one, and
// `OEM key in BIOS` is the key of the firmware.
import type { Channel } from '../../record/vocabulary.js';
import { type Fact, labelWords } from './label-words.js';
import { fillWords, type Scope, scopeWords } from './qualifier-words.js';

/** A label that is known. */
export interface Label {
  readonly fact: Fact;
  /** Whose it is, where the label says so. */
  readonly scope: Scope | null;
  /** How the key was sold, where the label says so. */
  readonly channel: Channel | null;
  /** `2` of `Key 2`, which belongs to `Product 2`. */
  readonly number?: number;
}

/** No label that is known is longer, with all that may stand around it. */
const longestLabel = 100;
const mostWords = 12;

const facts: ReadonlyMap<string, Fact> = new Map(
  (Object.entries(labelWords) as [Fact, readonly string[]][]).flatMap(([fact, words]) =>
    words.map((word) => [normalForm(word), fact] as const),
  ),
);

const scopes: ReadonlyMap<string, Scope> = new Map(
  (Object.entries(scopeWords) as [Scope, readonly string[]][]).flatMap(([scope, words]) =>
    words.map((word) => [word, scope] as const),
  ),
);

/** Labels whose words say whose they are without a word of their own for it. */
const scopeOfLabel: ReadonlyMap<string, Scope> = new Map(
  Object.entries<Scope>({
    oa3xoriginalproductkey: 'firmware',
    oa3xoriginalproductkeydescription: 'firmware',
    backupproductkeydefault: 'backup',
    office: 'office',
  }),
);

const channelOfScope: Readonly<Partial<Record<Scope, Channel>>> = {
  firmware: 'OEM:DM',
  oem: 'OEM',
};

const channelOfWord: ReadonlyMap<string, Channel> = new Map(
  Object.entries<Channel>({
    retail: 'Retail',
    mak: 'Volume:MAK',
    volume: 'Volume',
    kms: 'Volume:GVLK',
    gvlk: 'Volume:GVLK',
  }),
);

/** Of a text of many lines the same labels are asked for again and again. */
const told = new Map<string, Label | null>();
const mostTold = 4096;

/** What the label tells; null for one that is not known. */
export function labelOf(text: string): Label | null {
  if (text.length > longestLabel || text.length < 2) return null;
  const known = told.get(text);
  if (known !== undefined) return known;
  const label = readLabel(text);
  if (told.size >= mostTold) told.clear();
  told.set(text, label);
  return label;
}

function readLabel(text: string): Label | null {
  const normal = normalForm(text);
  const exact = facts.get(normal);
  if (exact !== undefined) return { fact: exact, ...saidBy(scopeOfLabel.get(normal) ?? null, []) };
  return numberedLabel(text) ?? qualifiedLabel(wordsOf(text));
}

const numbered = /^(.*?[\p{L})])[\s_]*(?:#|no\.?|nr\.?|№)?[\s_]*(\d{1,2})$/iu;
/** Their numbers are versions. */
const versioned = /(?:windows|win|office|visio|project|server|version|last|exchange)$/i;

/** A label with a number behind it, by which several records in one paragraph are told apart. */
function numberedLabel(text: string): Label | null {
  const [, words = '', number] = numbered.exec(text.trim()) ?? [];
  const label = words === '' || versioned.test(words) ? null : labelOf(words);
  return label === null || label.number !== undefined ? null : { ...label, number: Number(number) };
}

/** The longest run of words that is a label, with nothing around it but words that qualify it. */
function qualifiedLabel(words: readonly string[]): Label | null {
  if (words.length < 2 || words.length > mostWords) return null;
  const lead = words.findIndex((word) => !isQualifier(word));
  const tail = words.findLastIndex((word) => !isQualifier(word));
  // Of words that all may be qualifiers one may be the label itself: `Windows`.
  const [latest, earliest] = lead < 0 ? [words.length - 1, 0] : [lead, tail];
  for (let length = words.length - 1; length > 0; length -= 1) {
    const least = Math.max(0, earliest - length + 1);
    for (let start = least; start <= latest && start + length <= words.length; start += 1) {
      const fact = facts.get(words.slice(start, start + length).join(''));
      const around = [...words.slice(0, start), ...words.slice(start + length)];
      if (fact !== undefined && around.every(isQualifier)) return { fact, ...saidBy(null, around) };
    }
  }
  return null;
}

function isQualifier(word: string): boolean {
  return scopes.has(word) || fillWords.has(word);
}

/** The firmware's key is an OEM key, too: the word that says more counts. */
const byWeight: readonly Scope[] = ['firmware', 'original', 'backup', 'oem', 'windows', 'office'];

function saidBy(own: Scope | null, around: readonly string[]): Omit<Label, 'fact' | 'number'> {
  const said = new Set(around.flatMap((word) => scopes.get(word) ?? []));
  const scope = own ?? byWeight.find((one) => said.has(one)) ?? null;
  const word = around.find((one) => channelOfWord.has(one));
  const ofWord = word === undefined ? null : (channelOfWord.get(word) ?? null);
  return { scope, channel: ofWord ?? (scope === null ? null : (channelOfScope[scope] ?? null)) };
}

/** A label as all its spellings share it. */
function normalForm(text: string): string {
  return plain(text).replaceAll(/[^\p{L}\p{N}]/gu, '');
}

function wordsOf(text: string): string[] {
  const divided = text.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
  return plain(divided)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Letters without their accents, in lower case. */
function plain(text: string): string {
  const lower = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return lower.replaceAll('ß', 'ss').replaceAll('ł', 'l').replaceAll('ø', 'o').replaceAll('ı', 'i');
}
