// The earlier passphrase, asked for where this PC has no key of it: a stick that was away while another PC
// changed the passphrase holds backups that only the earlier one opens.
import { sameBytes } from '../bytes.js';
import type { VaultCard } from '../crypto/card.js';
import type { FormerKey } from './memory/earlier-cards.js';
import { openNewest } from './opening/newest.js';
import { type FailedRecord, createOpener } from './opening/opener.js';
import { type SaltOfCard, saltName } from './opening/passphrase-keys.js';
import type { UnlockedVault } from './opening/unlock.js';
import type { VaultRun } from './run.js';
import type { VaultSession } from './session.js';

/** What gives the earlier passphrase. */
export interface EarlierPassphrase {
  /** As NFC bytes, for the places that are named; null where the owner does not want to tell it. */
  readonly ask: (places: readonly string[], signal: AbortSignal) => Promise<Uint8Array | null>;
}

/** How many salts are tried; which ones a place names is for whoever can write there. */
const fewSalts = 4;

/**
 * Asks for it where something does not open that is of no later generation than the vault. What it opens then
 * is taken by its being opened; a header alone only makes that somebody is asked.
 * @returns whether something was given.
 */
export async function offerEarlier(
  { card, failed, opening }: UnlockedVault,
  earlier: EarlierPassphrase | null,
  run: VaultRun,
): Promise<boolean> {
  if (earlier === null) return false;
  const shut = failed.filter(({ claims }) => {
    return claims !== undefined && claims.generation <= card.generation;
  });
  if (shut.length === 0) return false;
  const places = new Set(
    shut.flatMap(({ holding }) => holding.holders.map(({ named }) => named.name)),
  );
  const bytes = await earlier.ask([...places], run.signal);
  if (bytes === null) return false;
  try {
    for (const salt of saltsOf(shut)) {
      // Somebody else may have named a cost that takes all memory.
      const key = await run.effects.deriveApart(bytes.slice(), salt.salt, salt.cost);
      opening.keys.add(salt, key);
    }
    return true;
  } finally {
    bytes.fill(0);
  }
}

/**
 * The same for a session that is about to store: with what opens by the earlier passphrase as well. The card
 * stays the one that was chosen before, so that nothing new is sealed under an earlier one; the places in
 * question are brought over once something was stored.
 */
export async function withEarlier(
  session: VaultSession,
  earlier: EarlierPassphrase | null,
  run: VaultRun,
): Promise<VaultSession> {
  const { vault, reach } = session;
  if (!(await offerEarlier(vault, earlier, run))) return session;
  const { keys } = vault.opening;
  // What was tried before is tried anew.
  const opener = createOpener({ keys, signal: run.signal, unusable: vault.unusable });
  const opening = { keys, opener };
  for (const { named } of reach.reached) named.budget.renew();
  const { opened, cards, failed, holders, late } = await openNewest(reach.reached, opening);
  // A place that fails meanwhile is told of where it is stored to.
  await Promise.allSettled(late.map(({ ended }) => ended));
  const known = await withFormer({ ...vault, opening }, cards);
  return {
    ...session,
    vault: { ...known, newest: opened, failed, holders, isMixed: true },
  };
}

/**
 * The vault that also knows the keys of the cards under which records opened and that are not its own any more:
 * what is noted of it then opens the next place that returns, and nobody has to give the earlier passphrase again.
 */
export async function withFormer(
  vault: UnlockedVault,
  cards: readonly VaultCard[],
): Promise<UnlockedVault> {
  const known = new Map(vault.former.map((one) => [saltName(one), one]));
  const own = saltName(vault.card);
  for (const card of cards) {
    const name = saltName(card);
    if (name === own || known.has(name)) continue;
    const passphraseKey = await vault.opening.keys.keyFor(card);
    const { salt, cost, generation } = card;
    const one: FormerKey | null = passphraseKey && { salt, cost, generation, passphraseKey };
    if (one !== null) known.set(name, one);
  }
  return { ...vault, former: [...known.values()] };
}

function saltsOf(records: readonly FailedRecord[]): SaltOfCard[] {
  const salts = new Map<string, SaltOfCard>();
  for (const { claims } of records) if (claims !== undefined) salts.set(saltName(claims), claims);
  return [...salts.values()].slice(0, fewSalts);
}

/** Whether it is one of the passphrases of before. */
export async function isOneOfBefore(
  bytes: Uint8Array | null,
  former: UnlockedVault['former'],
  { effects }: Pick<VaultRun, 'effects'>,
): Promise<boolean> {
  if (bytes === null) return false;
  for (const { salt, cost, passphraseKey } of former)
    if (sameBytes(await effects.derive(bytes, salt, cost), passphraseKey)) return true;
  return false;
}
