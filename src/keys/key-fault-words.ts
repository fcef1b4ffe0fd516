// What is wrong with a typed or misread key, in words, and what it likely is. They name places in the key
// and single symbols, never the key.
import type { KeyCorrection } from './key-correction.js';
import { placeInKey, type TypedKey } from './typed-key.js';

/** So many likely readings are told. */
const mostTold = 3;

/** What is wrong, without a full stop. */
export function faultWords({ fault }: Pick<TypedKey, 'fault'>): string {
  switch (fault?.kind) {
    case 'length':
      return `a product key has 25 letters and digits, this has ${fault.symbols}`;
    case 'mask':
      return 'only the end of the key stands here, the rest is a mask';
    case 'symbol': {
      const { group, place } = placeInKey(fault.position);
      return `"${fault.symbol}" cannot stand in a key (group ${group}, place ${place})`;
    }
    default:
      return 'the check inside the key fails, so at least one letter or digit is wrong';
  }
}

/** The likely readings, the likeliest first; empty where none is likely. */
export function likelyWords({ corrections }: Pick<TypedKey, 'corrections'>): string {
  return corrections.map(changesWords).slice(0, mostTold).join(', or ');
}

/** `group 2, place 3: 8 for B` */
export function changesWords({ changes, isChecked }: KeyCorrection): string {
  const places = changes.map(({ position, from, to }) => {
    const { group, place } = placeInKey(position);
    return `group ${group}, place ${place}: ${to} for ${from}`;
  });
  return `${places.join(' and ')}${isChecked ? ' (its check passes)' : ''}`;
}
