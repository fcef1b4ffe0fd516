// Which vault does a push belong to? Decided from what the targets answered and what the state file
// remembers, before anything is written. Pure.
import { VaultError } from '../errors.js';
import type { Reach, ReachedTarget } from './reach.js';
import type { State, VaultState } from './state.js';

/** The vault that a push belongs to. */
export type VaultChoice =
  /** One that the state file knows: its card is checked against the passphrase. */
  | { readonly kind: 'known'; readonly vault: VaultState }
  /** One that only the records tell of: its card is taken from a record that opens. */
  | { readonly kind: 'join' }
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
  const choice = existingVault(reach.reached, state);
  if (choice !== null) {
    if (wantsNew) throw vaultExists(reach.reached);
    return choice;
  }
  // Another PC may keep its backups in a place that does not answer: with a second passphrase the
  // household would have two vaults that do not know of each other.
  const remembered = wantsNew ? undefined : state.vaults[0];
  if (remembered !== undefined) return { kind: 'known', vault: remembered };
  const away = reach.unreached[0];
  if (away !== undefined) throw mustAnswer(reach);
  return { kind: 'new' };
}

function existingVault(reached: readonly ReachedTarget[], state: State): VaultChoice | null {
  const places = reached.flatMap((target) => target.status.placeId ?? []);
  const known = state.vaults.filter((one) => one.places.some((place) => places.includes(place)));
  if (known.length > 1) {
    throw new VaultError('USAGE', 'the places belong to different vaults', {
      hint: 'Push to one of them at a time, each with its own passphrase.',
    });
  }
  const vault = known[0];
  const hasRecords = reached.some((target) => target.names.size > 0);
  // A place that was emptied by hand has lost its vault, unless another place still holds it.
  if (vault !== undefined && (hasRecords || vault.places.some((p) => !places.includes(p)))) {
    return { kind: 'known', vault };
  }
  return hasRecords ? { kind: 'join' } : null;
}

function vaultExists(reached: readonly ReachedTarget[]): VaultError {
  const full = reached.find((target) => target.names.size > 0);
  const where = full === undefined ? 'these places' : full.named.name;
  return new VaultError('VAULT_EXISTS', `${where} already holds backups under a passphrase`, {
    hint: 'Leave out --generate-passphrase and give that passphrase; for a new vault, name an empty place.',
  });
}

function mustAnswer({ unreached }: Reach): VaultError {
  const names = unreached.map((target) => target.named.name).join(', ');
  const first = unreached[0]?.error;
  return new VaultError(
    'NO_TARGET_REACHED',
    `a first backup needs every place to answer, and this did not: ${names}${first === undefined ? '' : ` (${first.message})`}`,
    {
      hint: first?.hint ?? 'Plug it in or leave it out, then push again.',
      ...(first === undefined ? {} : { cause: first }),
    },
  );
}
