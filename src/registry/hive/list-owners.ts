// Which key each subkey list belongs to, and how many subkeys all lists have together: so a list that
// many keys share costs no more than one, and what is held of all lists is bounded.
import { FormatError } from '../../bytes.js';
import { baseBlockBytes } from './base-block.js';
import type { Bins } from './hive-bin.js';

/** The least that a key takes: with more elements than fit into the bins some are repetitions. */
const smallestKeyBytes = 80;
/** Far above what any Windows has. */
const mostSubkeys = 1_000_000;
/** Damage may make one list as long as a list can be. */
const longestList = 65_536;

/** The lists that were read of a hive. */
export interface ListOwners {
  /**
   * Takes a list for a key; its elements count once, however often the key reads it.
   * @throws FormatError when it is another key's, or all lists together have too many elements.
   */
  claim(list: number, key: number, elements: number): void;
}

/** No list was read yet. */
export function listOwners(bins: Bins): ListOwners {
  const owners = new Map<number, number>();
  const most = Math.min(bins.length / smallestKeyBytes, mostSubkeys) + longestList;
  let held = 0;
  return {
    claim: (list, key, elements) => {
      const owner = owners.get(list);
      if (owner === key) return;
      if (owner !== undefined) throw listError(list, 'a list of its own', 'one of another key');
      held += 1 + elements;
      if (held > most) throw listError(list, `no more than ${Math.floor(most)} subkeys`, 'more');
      owners.set(list, key);
    },
  };
}

function listError(list: number, expected: string, actual: string): FormatError {
  return new FormatError('subkey list', { offset: baseBlockBytes + list, expected, actual });
}
