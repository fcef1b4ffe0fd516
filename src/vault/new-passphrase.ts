// What is said of the passphrase of a new vault that comes from a file or a command.
import { unseenIn } from '../crypto/passphrase.js';
import { warning } from '../record/warning.js';
import type { UnlockWith } from './opening/unlock-with.js';
import { type VaultRun, warnBy } from './run.js';

type NewVaultRun = Pick<VaultRun, 'targets' | 'effects' | 'signal' | 'listen'>;

/**
 * Warns of a new passphrase. One that is typed was spoken of with whoever typed it; of one from a file
 * nobody has been told.
 */
export async function warnOfWeakness(
  { targets, effects, signal, listen }: NewVaultRun,
  unlock: UnlockWith,
): Promise<void> {
  if (unlock.kind !== 'passphrase' || unlock.isTyped) return;
  const passphrase = await unlock.ask('new', signal);
  warnOfUnseen({ targets, listen }, passphrase);
  if (!(await effects.isWeak(passphrase))) return;
  const message =
    'the passphrase is weak: whoever finds the backup could guess it. Six words drawn at random are good';
  const where = targets.map(({ name }) => name).join(', ');
  warnBy({ listen })(warning('weak-passphrase', message, where));
}

/** It is taken as it is, but whoever types it after the reinstall sees only the rest. */
function warnOfUnseen(
  { targets, listen }: Pick<NewVaultRun, 'targets' | 'listen'>,
  passphrase: Uint8Array,
): void {
  const unseen = unseenIn(passphrase);
  if (unseen === null) return;
  const message = `the passphrase ${unseen}: it belongs to it, and opens the backup only if it is given just so`;
  const where = targets.map(({ name }) => name).join(', ');
  warnBy({ listen })(warning('unseen-in-passphrase', message, where));
}
