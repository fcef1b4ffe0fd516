// Likely readings of a mistyped key: symbols that look alike, and neighbours that changed places.
// Each candidate is put through the check inside the key; the check is 10 bits wide, so a wrong
// candidate passes once in a thousand, which is why only a few dozen are tried.
import { genericKey } from './generic-keys.js';
import { typoCheck } from './pkey2009.js';
import { normaliseProductKey } from './key-text.js';
import { hasNStyle } from './product-key.js';

/** One reading of a mistyped key. */
export interface KeyCorrection {
  readonly productKey: string;
  /** What differs from what was typed. Positions count symbols from 1 to 25. */
  readonly changes: readonly KeyChange[];
  /** Whether the check inside the key passes; false for an older key, which has none. */
  readonly isChecked: boolean;
}

/** One symbol that is read otherwise. */
interface KeyChange {
  readonly position: number;
  readonly from: string;
  readonly to: string;
}

/** What a symbol may have been, the likeliest first. */
const lookAlikes: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    '0': 'QD',
    O: 'QDC',
    '1': 'JT7',
    I: 'JT',
    L: 'JT',
    '5': '68',
    S: '68',
    Z: '27',
    A: '4',
    E: 'F3',
    U: 'VW',
    N: 'MHW',
    B: '8',
    '8': 'B36',
    G: '6C',
    '6': 'G8',
    D: 'Q',
    Q: 'D',
    C: 'G',
    V: 'YW',
    Y: 'V',
    W: 'VM',
    M: 'NWH',
    H: 'NM',
    P: 'RF',
    R: 'P',
    F: 'P',
    X: 'K',
    K: 'X',
    '2': '7',
    '7': '2T',
    T: '7J',
    J: 'T',
    '3': '8',
  }),
);

/** Symbols that look almost the same on a sticker: the likeliest of all readings. */
const twins: readonly string[] = ['8B', '0ODQ', 'G6', '2Z', '5S', '1IL', 'UV', 'VY'];

/** More symbols than these misread at once are not guessed at. */
const mostWrongSymbols = 3;
const mostCorrections = 8;

/**
 * Likely readings of a key, the likeliest first: one that is published, then twins, neighbours that changed
 * places, and other look-alikes.
 * @param symbols its 25 symbols as typed.
 * @param wrong positions, from 1, of symbols that cannot be right; none where only the check fails.
 */
export function correctionsOf(
  symbols: readonly string[],
  wrong: readonly number[],
): readonly KeyCorrection[] {
  if (wrong.length > mostWrongSymbols) return [];
  const candidates = wrong.length > 0 ? replacements(symbols, wrong) : slips(symbols);
  const readings = candidates.flatMap((changed) => reading(symbols, changed));
  const checked = readings.filter((correction) => correction.isChecked);
  // Without a check any look-alike is as good as any other: only worth saying for a wrong symbol.
  const rest = wrong.length > 0 ? readings : [];
  return likeliestFirst(checked.length > 0 ? checked : rest).slice(0, mostCorrections);
}

function likeliestFirst(corrections: readonly KeyCorrection[]): KeyCorrection[] {
  return corrections.toSorted((one, other) => unlikelihood(one) - unlikelihood(other));
}

/** The lower, the likelier. */
function unlikelihood({ productKey, changes }: KeyCorrection): number {
  if (genericKey(productKey) !== null) return 0;
  const others = changes.filter(({ from, to }) => !areTwins(from, to));
  if (others.length === 0) return 1;
  const [first, second] = changes;
  const isSwap = changes.length === 2 && first?.from === second?.to && first?.to === second?.from;
  if (isSwap) return 2;
  const ranks = others.map(({ from, to }) => (lookAlikes.get(from) ?? '').indexOf(to));
  return others.length * 10 + Math.max(...ranks);
}

function areTwins(one: string, other: string): boolean {
  return twins.some((group) => group.includes(one) && group.includes(other));
}

/** Every way to put a look-alike in each of the positions. */
function replacements(symbols: readonly string[], positions: readonly number[]): string[][] {
  let candidates = [[...symbols]];
  for (const position of positions) {
    const choices = Array.from(lookAlikes.get(symbols[position - 1] ?? '') ?? '');
    candidates = candidates.flatMap((candidate) =>
      choices.map((choice) => candidate.with(position - 1, choice)),
    );
  }
  return candidates;
}

/** One symbol misread, or two neighbours changed. */
function slips(symbols: readonly string[]): string[][] {
  const misread = symbols.flatMap((_, i) => replacements(symbols, [i + 1]));
  const swapped = symbols.flatMap((symbol, i) => {
    const next = symbols[i + 1];
    if (next === undefined || next === symbol) return [];
    return [symbols.with(i, next).with(i + 1, symbol)];
  });
  return [...misread, ...swapped];
}

function reading(symbols: readonly string[], changed: readonly string[]): KeyCorrection[] {
  const productKey = normaliseProductKey(changed.join(''));
  if (productKey === null) return [];
  const isChecked = typoCheck(productKey) === 'passed';
  if (hasNStyle(productKey) && !isChecked) return [];
  const changes = changed.flatMap((to, i) => {
    const from = symbols[i] ?? '';
    return from === to ? [] : [{ position: i + 1, from, to }];
  });
  return [{ productKey, changes, isChecked }];
}
