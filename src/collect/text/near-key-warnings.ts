// What is told of near-keys: a warning for each that names its line, what is wrong and what it likely is,
// without the key; after a few dozen only how many more there are.
import { hint } from '../../errors.js';
import { faultWords, likelyWords } from '../../keys/key-fault-words.js';
import { readTypedKey, type TypedKey } from '../../keys/typed-key.js';
import type { Licence } from '../../record/schema.js';
import { type Warning, warning } from '../../record/warning.js';
import type { Collection, NearKey } from '../collector.js';
import { groupsOf } from './near-keys.js';

/** A person reads a few dozen; a text of another kind may have thousands. */
const mostTold = 24;
const groupSymbols = 5;

/** A near-key as it was found. */
export interface FoundNearKey {
  /** As it stands in the text. */
  readonly text: string;
  /** `line 4`, or the name of the file. */
  readonly where: string;
  readonly note: string | null;
  readonly place: Licence['places'][number];
}

/** What is told of the near-keys of a file: those that are named, and all warnings. */
export function toldNearKeys(
  found: readonly FoundNearKey[],
  path: string,
): { readonly nearKeys: readonly NearKey[]; readonly warnings: readonly Warning[] } {
  const nearKeys = found.slice(0, mostTold).map((near) => toldNearKey(near, path));
  const more = found.length - nearKeys.length;
  const rest = `${more} more of what looks like a product key cannot be one`;
  return {
    nearKeys,
    warnings: [
      ...nearKeys.map((near) => near.warning),
      ...(more > 0 ? [warning('near-keys-left-out', rest, path)] : []),
    ],
  };
}

/** The collection with a near-key for each key whose check fails, where its reader told of none. */
export function withFailingKeys(collection: Collection, path: string): Collection {
  if (collection.nearKeys !== undefined) return collection;
  const failing = collection.findings
    .flatMap(({ snapshot }) => snapshot.licences)
    .filter(({ checks }) => checks.typo === 'failed')
    .flatMap(({ productKey, note, places: [place] }) =>
      productKey === null || place === undefined
        ? []
        : [{ text: productKey, where: place.location, note, place }],
    );
  const { nearKeys, warnings } = toldNearKeys(failing, path);
  return { ...collection, nearKeys, warnings: [...collection.warnings, ...warnings] };
}

function toldNearKey({ text, where, note, place }: FoundNearKey, path: string): NearKey {
  const typed = readTypedKey(text);
  const likely = likelyWords(typed);
  const guess = likely === '' ? '' : `; likely ${likely}`;
  const message = `${where}: looks like a product key, but ${faultIn(text, typed)}${guess}`;
  const told = warning('near-key', message, path, {
    hint: hint`Look at the original and add the key by hand: ${{ do: 'add' }}`,
  });
  return { typed, where, note, place, warning: told };
}

function faultIn(text: string, typed: TypedKey): string {
  const groups = groupsOf(text);
  const at = groups.findIndex((group) => group.length !== groupSymbols);
  if (typed.fault?.kind !== 'length' || at < 0) return faultWords(typed);
  return `group ${at + 1} has ${groups[at]?.length ?? 0} letters and digits instead of ${groupSymbols}`;
}
