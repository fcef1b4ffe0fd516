// A key that a person typed from a sticker, a box or an e-mail: where it cannot be right, and which
// look-alike or swap makes its check pass. Only what people misread is tried, so no missing part of
// a key is ever made up. Nothing here is shown: the caller chooses the words.
import type { CheckOutcome } from '../record/schema.js';
import { correctionsOf, type KeyCorrection } from './key-correction.js';
import { readKeyText } from './key-text.js';
import { typoCheck } from './pkey2009.js';
import { keyAlphabet, keySymbols, longestText, typedSymbols } from './product-key.js';

/** Why a typed text is no product key, or is mistyped. Positions count symbols from 1 to 25. */
type KeyFault =
  | { readonly kind: 'length'; readonly symbols: number }
  /** Signs that stand for a key, with its real end: only that is known. */
  | { readonly kind: 'mask'; readonly lastFive: string | null }
  /** A symbol that keys lack, a second N, or an N at the end. */
  | { readonly kind: 'symbol'; readonly position: number; readonly symbol: string }
  /** The check inside the key fails: one symbol or more is wrong. */
  | { readonly kind: 'checksum' };

/** What was typed, and what is wrong with it. */
export interface TypedKey {
  /** In its usual form; null when it has not the form of a key. */
  readonly productKey: string | null;
  /** `not-possible` for an older key, which has no check. */
  readonly typo: CheckOutcome;
  readonly fault: KeyFault | null;
  /** Likely readings, those whose check passes before those that have none; empty where none is likely. */
  readonly corrections: readonly KeyCorrection[];
}

/** Reads a typed key with any separators and any case. */
export function readTypedKey(text: string): TypedKey {
  const symbols = typedSymbols(text.slice(0, longestText));
  const read = readKeyText(text);
  if (read?.kind === 'key') return judged(read.productKey, symbols);
  if (read !== null) {
    return { productKey: null, typo: 'not-possible', fault: read, corrections: [] };
  }
  if (symbols.length !== keySymbols || text.length > longestText) {
    const fault = { kind: 'length', symbols: symbols.length } as const;
    return { productKey: null, typo: 'not-possible', fault, corrections: [] };
  }
  const wrong = wrongPositions(symbols);
  const position = wrong[0] ?? 1;
  const fault = { kind: 'symbol', position, symbol: symbols[position - 1] ?? '' } as const;
  const corrections = correctionsOf(symbols, wrong);
  return { productKey: null, typo: 'not-possible', fault, corrections };
}

/** Where a symbol of a key stands, for people: group and place in the group, both from 1. */
export function placeInKey(position: number): { readonly group: number; readonly place: number } {
  return { group: Math.ceil(position / 5), place: ((position - 1) % 5) + 1 };
}

function judged(productKey: string, symbols: readonly string[]): TypedKey {
  const typo = typoCheck(productKey);
  if (typo === 'passed') return { productKey, typo, fault: null, corrections: [] };
  const fault = typo === 'failed' ? ({ kind: 'checksum' } as const) : null;
  return { productKey, typo, fault, corrections: correctionsOf(symbols, []) };
}

/** Positions, from 1, of symbols that cannot stand there. */
function wrongPositions(symbols: readonly string[]): number[] {
  const firstN = symbols.indexOf('N');
  const isRight = (symbol: string, i: number): boolean =>
    keyAlphabet.includes(symbol) || (symbol === 'N' && i === firstN && i < keySymbols - 1);
  return symbols.flatMap((symbol, i) => (isRight(symbol, i) ? [] : [i + 1]));
}
