// Which vault does a push belong to? Decided from what the targets answered and what the state file
// remembers, before anything is written. Pure.
import { VaultError, hint } from '../../errors.js';
import type { Reach, ReachedTarget } from '../places/reach.js';
import type { State, VaultState } from './state.js';

/** The vault that a push belongs to. */
export type VaultChoice =
  /** One that the state file knows: its card is checked against the passphrase. */
  | {
      readonly kind: 'known';
      readonly vault: VaultState;
      /** Others that these places belong to as well: they are one vault where one passphrase opens all. */
      readonly besides?: readonly VaultState[];
    }
  /**
   * One that only the records tell of: its card is taken from a record that opens. It may still be one
   * of those in the state file, in a place that was not noted.
   */
  | { readonly kind: 'join'; readonly vaults: readonly VaultState[] }
  /** None yet: the first record makes it. */
  | { readonly kind: 'new' };

/**
 * Chooses, or refuses.
 * @param options.wantsNew the user asked for a generated passphrase, which only a new vault can have.
 * @throws VaultError `VAULT_EXISTS`, `NO_TARGET_REACHED` or `USAGE`
 */
export function chooseVault(
  reach: Reach,
  state: State,
  { wantsNew }: { wantsNew: boolean },
): VaultChoice {
  const [vault, ...besides] = ofThesePlaces(reach.reached, state);
  const choice = existingVault(reach.reached, { vault, besides }, state);
  if (choice !== null) {
    if (wantsNew) throw vaultExists(reach.reached);
    return choice;
  }
  // Another PC may keep its backups in a place that does not answer: with a second passphrase the
  // household would have two vaults that do not know of each other.
  const remembered = wantsNew ? undefined : (vault ?? state.vaults[0]);
  if (remembered !== undefined) return { kind: 'known', vault: remembered };
  if (reach.unreached.length > 0) throw mustAnswer(reach);
  return { kind: 'new' };
}

/**
 * Whether the places that answered tell all that this PC knows of its vault: they hold the newest record
 * of each of its PCs. What another place says then changes nothing of what is stored.
 */
export function tellsAllKnown({ reached }: Reach, state: State): boolean {
  const [vault, ...others] = ofThesePlaces(reached, state);
  const names = reached.flatMap((target) => [...target.names]);
  return vault !== undefined && others.length === 0 && tellsAllOf(vault, names);
}

/** Whether among these names is the newest record of each PC of the vault, as far as this PC knows. */
export function tellsAllOf({ machines }: VaultState, names: readonly string[]): boolean {
  const all = new Set(names);
  return machines.length > 0 && machines.every(({ newest }) => all.has(newest));
}

/**
 * Refuses to make a new vault where another PC has just made one. For a second look at the places,
 * right before the first record is stored.
 * @throws VaultError `VAULT_EXISTS`, or `NO_TARGET_REACHED` when a place does not answer any more
 */
export function checkStillEmpty(reach: Reach): void {
  const taken = reach.reached.find((target) => target.names.size > 0);
  if (taken !== undefined) {
    const where = taken.named.name;
    throw new VaultError('VAULT_EXISTS', `another PC has just made the first backup in ${where}`, {
      hint: 'Nothing was stored. Push again with the passphrase of that PC: a household shares one.',
    });
  }
  if (reach.unreached.length > 0) throw mustAnswer(reach);
}

function ofThesePlaces(reached: readonly ReachedTarget[], state: State): VaultState[] {
  const places = reached.flatMap((target) => target.status.placeId ?? []);
  return state.vaults.filter((one) => one.places.some((place) => places.includes(place)));
}

/** Why places of vaults that one passphrase does not open are not stored to together. */
export function differentVaults(): VaultError {
  return new VaultError('USAGE', 'the places belong to different vaults', {
    hint: 'Push to one of them at a time, each with its own passphrase.',
  });
}

function existingVault(
  reached: readonly ReachedTarget[],
  {
    vault,
    besides,
  }: { readonly vault: VaultState | undefined; readonly besides: readonly VaultState[] },
  { vaults }: State,
): VaultChoice | null {
  const hasRecords = reached.some((target) => target.names.size > 0);
  if (vault === undefined) return hasRecords ? { kind: 'join', vaults } : null;
  // A place that was emptied by hand has lost its vault, unless another place still holds it.
  const places = reached.flatMap((target) => target.status.placeId ?? []);
  const heldElsewhere = vault.places.some((place) => !places.includes(place));
  if (!hasRecords && !heldElsewhere) return null;
  return besides.length === 0 ? { kind: 'known', vault } : { kind: 'known', vault, besides };
}

function vaultExists(reached: readonly ReachedTarget[]): VaultError {
  const full = reached.find((target) => target.names.size > 0);
  const where = full === undefined ? 'these places' : full.named.name;
  return new VaultError('VAULT_EXISTS', `${where} already holds backups under a passphrase`, {
    hint: hint`Leave out ${{ tell: 'generate-passphrase' }} and give that passphrase; for a new vault, name an empty place.`,
  });
}

function mustAnswer({ unreached }: Reach): VaultError {
  const each = unreached.map(({ named, error }) => `${named.name} (${error.message})`).join(', ');
  const first = unreached[0]?.error;
  const message = `a first backup needs every place to answer, and this did not: ${each}`;
  return new VaultError('NO_TARGET_REACHED', message, {
    hint: first?.hint ?? 'Plug it in or leave it out, then push again.',
    cause: first,
  });
}
