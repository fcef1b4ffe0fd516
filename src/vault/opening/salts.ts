// Deriving the keys for salts that this PC has not met before, in an order that forged records cannot
// turn to their use: there is a limit to how many are derived in a run.
import type { VaultCard } from '../../crypto/card.js';
import { VaultError } from '../../errors.js';
import { type PassphraseKeys, foreignSaltLimit, saltName, saltOrder } from './passphrase-keys.js';
import { type Opener, fetchLimit } from './opener.js';
import { mapParallel } from '../places/parallel.js';
import type { Holding } from '../places/reach.js';

/** What opens records in one run. */
export interface Opening {
  readonly opener: Opener;
  readonly keys: PassphraseKeys;
}

/**
 * Derives the keys of the salts that the records name, before any of them is opened.
 * @param groups for each target its records that are to be opened, newest first.
 * @param options.wider more records of each target, which are looked at only where the groups name too
 *   many salts: a forger can name any number, but the vault's own salt is in all of its records.
 */
export async function unlockSalts(
  groups: readonly (readonly Holding[])[],
  { opener, keys, wider = groups }: Opening & { readonly wider?: readonly (readonly Holding[])[] },
): Promise<void> {
  const cards = new Map<string, VaultCard>();
  const read = async (holding: Holding): Promise<string[]> => {
    const parsed = await opener.parse(holding);
    if (parsed instanceof VaultError) return [];
    cards.set(saltName(parsed.card), parsed.card);
    return [saltName(parsed.card)];
  };
  const readAll = async (all: readonly (readonly Holding[])[]): Promise<string[][]> => {
    await mapParallel([...new Set(all.flat())], fetchLimit, opener.parse);
    return Promise.all(all.map(async (group) => (await Promise.all(group.map(read))).flat()));
  };
  let salts = await readAll(groups);
  if (new Set(salts.flat()).size > foreignSaltLimit) salts = await readAll(wider);
  for (const salt of saltOrder(salts)) {
    const card = cards.get(salt);
    // One that cannot be derived is told of by each record that asks for it.
    if (card !== undefined) await Promise.allSettled([keys.keyFor(card)]);
  }
}
