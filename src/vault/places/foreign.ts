// A target whose records do not open fails alone: it is another vault's, or was tampered with.
import { VaultError, hint } from '../../errors.js';
import { cardOf, saltOf } from '../memory/state.js';
import type { FailedRecord } from '../opening/opener.js';
import { saltName } from '../opening/passphrase-keys.js';
import type { ReachedTarget } from './reach.js';
import type { UnlockedVault } from '../opening/unlock.js';

/** Why nothing may be written to a target; null where something may. */
export function refusalOf(target: ReachedTarget, vault: UnlockedVault): VaultError | null {
  const { name } = target.named;
  const { broken } = target.named.budget;
  // Its backups may have opened by another's copies; to write to it would be to wait once more.
  if (broken?.code === 'TIMEOUT') return broken;
  if (vault.holders.has(target)) return null;
  if (target.names.size === 0) return unproven(target);
  if (broken !== null) return broken;
  const failed = vault.failed.filter(({ holding }) => holding.holders.includes(target));
  const untried = failed.find(({ isUntried }) => isUntried);
  if (untried !== undefined) return untried.error;
  const errors = failed.map((record) => record.error);
  const isForeign = errors.some((error) => error.code === 'WRONG_PASSPHRASE');
  if (isForeign && isEarlier(failed, vault)) {
    const message = `the backups in ${name} are under an earlier passphrase`;
    return new VaultError('WRONG_PASSPHRASE', message, {
      hint: hint`Nothing was written there. To bring them over give that passphrase as well, with ${{ tell: 'earlier-passphrase-file' }}, or at a terminal: ${{ do: 'sync' }}`,
    });
  }
  if (isForeign && belongsTo(target, vault)) {
    return new VaultError(
      'WRONG_TARGET',
      `${name} held your backups, and those there now are not yours`,
      {
        hint: 'Nothing was written there. Look whether it is the right stick, folder or bucket; somebody may have changed what is in it. Where the passphrase was changed on another PC, give the new one.',
      },
    );
  }
  if (isForeign) {
    return new VaultError('WRONG_PASSPHRASE', `the backups in ${name} do not open`, {
      hint: 'They are under another passphrase, or of another household. Nothing was written there.',
    });
  }
  // All copies in a place of this vault went bad: fresh ones beside them are what it needs.
  if (belongsTo(target, vault)) return unproven(target);
  const [first] = errors;
  const why = first === undefined ? '' : `: ${first.message}`;
  return new VaultError(first?.code ?? 'DAMAGED', `no backup in ${name} can be used${why}`, {
    hint: 'Nothing was written there. Look into the place, or name an empty one.',
    cause: first,
  });
}

/** A place that lost its mark is the one meant only where something in it opens. */
export function unproven({ named: { name }, status }: ReachedTarget): VaultError | null {
  if (status.lostMark === undefined) return null;
  return new VaultError('WRONG_TARGET', `${name} may be another place: ${status.lostMark}`, {
    hint: 'Nothing was written there, since no backup in it opens. Look whether it is the right stick or folder.',
  });
}

/** Whether what does not open names a salt that this PC knows as an earlier one of the vault. */
function isEarlier(failed: readonly FailedRecord[], { remembered, card }: UnlockedVault): boolean {
  if (remembered === null) return false;
  const known = [cardOf(remembered), ...(remembered.earlier ?? []).map(saltOf)].map(saltName);
  const own = saltName(card);
  return failed.some(({ claims }) => {
    const name = claims === undefined ? own : saltName(claims);
    return name !== own && known.includes(name);
  });
}

/** Whether this PC remembers the place as one of the vault. */
export function belongsTo({ status }: ReachedTarget, { remembered }: UnlockedVault): boolean {
  return status.placeId !== null && remembered?.places.includes(status.placeId) === true;
}
