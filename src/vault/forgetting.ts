// What a passphrase is, and what was derived from it, lies in memory as bytes while an operation runs; after
// it they are overwritten. Texts (a typed line, the words of a new passphrase) nobody can overwrite, nor the
// copies that the engine makes: SECURITY.md says so.
import type { DeriveKey } from '../crypto/kdf.js';
import type { OwnPassphrase, UnlockWith } from './opening/unlock-with.js';
import type { VaultRun } from './run.js';

/** Null where nothing is to be opened, or the owner does not want it. */
type Unlocks<Unlock> = Unlock | null | (() => Promise<Unlock | null>);

/**
 * The operation, after which every passphrase that it asked for and every key that it derived is
 * overwritten, however it ended. A key that was remembered belongs to whoever gave it.
 */
export function forgetting<
  Unlock extends UnlockWith,
  Request extends { unlock: Unlocks<Unlock> },
  Result,
>(
  run: VaultRun,
  operate: (run: VaultRun, request: Request) => Promise<Result>,
): (request: Request) => Promise<Result> {
  return async (request) => {
    const secrets: Uint8Array[] = [];
    const noted = <Secret extends Uint8Array>(secret: Secret): Secret => {
      secrets.push(secret);
      return secret;
    };
    try {
      const unlock = notedUnlocks(request.unlock, noted);
      return await operate(notedRun(run, noted), { ...request, unlock });
    } finally {
      for (const secret of secrets) secret.fill(0);
    }
  };
}

type Noted = <Secret extends Uint8Array>(secret: Secret) => Secret;

function notedRun(run: VaultRun, noted: Noted): VaultRun {
  const { derive, deriveApart } = run.effects;
  const notedBy =
    (derived: DeriveKey): DeriveKey =>
    async (...given) =>
      noted(await derived(...given));
  const effects = { ...run.effects, derive: notedBy(derive), deriveApart: notedBy(deriveApart) };
  return { ...run, effects };
}

function notedUnlocks<Unlock extends UnlockWith>(
  unlock: Unlocks<Unlock>,
  noted: Noted,
): Unlocks<Unlock> {
  const known = (given: Unlock | null): Unlock | null =>
    given === null ? null : notedUnlock(given, noted);
  return typeof unlock === 'function' ? async () => known(await unlock()) : known(unlock);
}

function notedUnlock<Unlock extends UnlockWith>(unlock: Unlock, noted: Noted): Unlock {
  if (unlock.kind !== 'passphrase') return unlock;
  const ask: OwnPassphrase['ask'] = async (purpose, signal) =>
    noted(await unlock.ask(purpose, signal));
  return { ...unlock, ask };
}
