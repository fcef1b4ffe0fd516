// A key of the older form that is in no list and nobody's: the symbols of all keys, in their order.
import { hyphenate, keyAlphabet, keySymbols } from '../../src/keys/product-key.js';

/** The key. */
export const nobodysKey = hyphenate((keyAlphabet + keyAlphabet.charAt(0)).slice(0, keySymbols));
