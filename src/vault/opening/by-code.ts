// What a recovery code opens: for each PC the passphrase key out of its newest record that has a slot for
// the code. A record of the same salt without one then opens, too.
import { unlockWithRecoveryCode } from '../../crypto/open.js';
import type { RecoveryCode } from '../../crypto/recovery-code.js';
import { VaultError } from '../../errors.js';
import type { Holding } from '../places/reach.js';
import type { Opening } from './salts.js';

/** Puts into the keys what the recovery code opens. */
export async function unlockByCode(
  byTag: ReadonlyMap<string, readonly Holding[]>,
  code: RecoveryCode,
  { opener, keys }: Opening,
): Promise<void> {
  for (const holdings of byTag.values()) {
    for (const holding of holdings) {
      if (await unlockOne(holding, code, { opener, keys })) break;
    }
  }
}

async function unlockOne(
  holding: Holding,
  code: RecoveryCode,
  { opener, keys }: Opening,
): Promise<boolean> {
  const parsed = await opener.parse(holding);
  if (parsed instanceof VaultError) return false;
  if ((await keys.keyFor(parsed.card)) !== null) return true;
  try {
    keys.add(parsed.card, await unlockWithRecoveryCode(parsed, code));
    return true;
  } catch (error) {
    if (error instanceof VaultError) return false;
    throw error;
  }
}
