// Places whose access key nobody has told yet, as after a reinstall, or whose kept one is in force no more: at
// a terminal the person is asked before anything else. A key that the server takes is kept only where the
// config says that one is kept; for a place that was typed it is used for this command alone.
import { VaultError } from '../../errors.js';
import type { Place } from '../../household/places.js';
import { openTarget } from '../../targets/kinds.js';
import { readStoredCredential, writeStoredCredential } from '../../targets/stored-credential.js';
import type { KindSecret } from '../../targets/target-kind.js';
import { nothingTyped, secretTyped } from './new-place.js';
import { printable, say, sayError } from './output.js';
import { canAsk } from './prompts.js';

/** The places, each with an access key at hand where it needs one and there is a person to ask. */
export async function withAccessKeys(
  places: readonly Place[],
  signal: AbortSignal,
): Promise<readonly Place[]> {
  if (!canAsk()) return places;
  const ready: Place[] = [];
  for (const place of places) ready.push(await withAccessKey(place, signal));
  return ready;
}

async function withAccessKey(place: Place, signal: AbortSignal): Promise<Place> {
  const { secret } = place.kind;
  if (secret === null) return place;
  const fault = await faultOf(place, secret, signal);
  if (fault === null) return place;
  sayError(fault);
  say(`Type the access key of ${printable(place.name)}, or stop with Ctrl-C:`);
  const account = await secret.account(place.options);
  return typedUntilTaken(
    { ...place, options: secret.typed(place.options) },
    { secret, account, signal },
  );
}

/** Why a key has to be typed: there is none, or the kept one is refused. What else is wrong the command tells. */
async function faultOf(
  place: Place,
  secret: KindSecret<object>,
  signal: AbortSignal,
): Promise<VaultError | null> {
  try {
    const lacking = await secret.lacking(place.options);
    if (lacking !== null) return lacking;
    const account = await secret.account(place.options);
    const kept = account === null ? null : await readStoredCredential(account, signal);
    if (kept === null) return null;
    const error = await errorOf(place, signal);
    return secret.isRefused(error, kept) ? error : null;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof VaultError) return null;
    throw error;
  }
}

interface Typing {
  readonly secret: KindSecret<object>;
  /** Where it is to be kept; null for nowhere. */
  readonly account: string | null;
  readonly signal: AbortSignal;
}

async function typedUntilTaken(place: Place, { secret, account, signal }: Typing): Promise<Place> {
  const typed = nothingTyped();
  for (;;) {
    const text = secret.encode(await secretTyped(secret, typed, signal));
    const ready = { ...place, kind: secret.holding(text), typedSecret: typed };
    const error = await errorOf(ready, signal);
    typed.isRefused = secret.isRefused(error, text);
    if (error === null && account !== null) await writeStoredCredential(account, text, signal);
    if (error === null || !typed.isRefused) return ready;
    sayError(error);
    say('It is not kept. Type it again, or stop with Ctrl-C:');
  }
}

/** How long a place is waited for: one that is silent is told of by the command itself. */
const patienceMs = 10_000;

/** What the place says to the key that it is asked with. */
async function errorOf(place: Place, signal: AbortSignal): Promise<VaultError | null> {
  const target = openTarget(place, { attempts: 1, limitMs: patienceMs });
  try {
    await target.identify(signal);
    return null;
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof VaultError)) throw error;
    return error;
  } finally {
    await target.close();
  }
}
