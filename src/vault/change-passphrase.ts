// The change of the passphrase, and with it of the recovery code: the vault gets a card of a new salt and the
// next generation. That card is noted first; then every record at every place that answers is sealed again.
// Interrupted at any point each record opens with the old passphrase or the new one, and whoever runs it again,
// or pushes with the new one, ends it.
import { sameBytes } from '../bytes.js';
import { newCard } from '../crypto/card.js';
import { passphraseBytes } from '../crypto/passphrase.js';
import type { RecoveryCode } from '../crypto/recovery-code.js';
import type { Sharing } from '../crypto/recovery-share.js';
import { VaultError } from '../errors.js';
import type { Warning } from '../record/warning.js';
import { bringOver, noteBroughtOver } from './bring-over.js';
import { type CodeChange, checkCode, codeOf, tellCode, withCode } from './code-change.js';
import { leftBehind, warnOfElsewhere } from './left-behind.js';
import { isOneOfBefore } from './earlier-passphrase.js';
import { renewKept } from './kept-key.js';
import { asKnown } from './memory/remember.js';
import { withVault } from './memory/state.js';
import { lastGeneration } from './opening/extreme.js';
import {
  type OwnPassphrase,
  type UnlockExisting,
  type UnlockWith,
  askedOnce,
  isTyped,
  passphraseOf,
} from './opening/unlock-with.js';
import { nothingToOpen, samePassphrase } from './opening/unlock-refusals.js';
import type { UnlockedVault } from './opening/unlock.js';
import { warnOfFailed, warnOfLeftOut } from './opening/unopened.js';
import { failedOf } from './opening/newest.js';
import { warnOfWeakness } from './new-passphrase.js';
import type { NamedTarget } from './places/target-address.js';
import { type VaultRun, withWarnings } from './run.js';
import { type VaultSession, forBackups, openSession, withSessionTargets } from './session.js';
import { lookAtAll } from './sweeping.js';
import type { ResealOutcome } from './upkeep-outcome.js';

/** The new passphrase: chosen by the owner, or made by this run. */
type NewPassphrase = Exclude<UnlockWith, { kind: 'remembered' | 'recovery-code' }>;

export interface ChangeRequest {
  /** What opens the backups now. */
  readonly unlock: UnlockExisting;
  /** Asked for once the backups are open; null for the passphrase of now, which gets another recovery code. */
  readonly next: NewPassphrase | null;
  /**
   * Asked where the backups have a recovery code: the code of now, which stays in use. Null for none: a new
   * one is made and told.
   */
  readonly keptCode: (signal: AbortSignal) => Promise<RecoveryCode | null>;
  /** How a new code is divided, which is made then in any case; told whole where this is null or left out. */
  readonly sharing?: Sharing | null;
}

export interface ChangeResult {
  /** How often the passphrase was changed, and one. */
  readonly generation: number;
  readonly recoveryCode: CodeChange;
  /** Whether an earlier change was ended, and nothing else was changed. */
  readonly isResumed: boolean;
  /** In the order of the places. */
  readonly outcomes: readonly ResealOutcome[];
  readonly warnings: readonly Warning[];
}

/**
 * Changes the passphrase, or ends a change that was interrupted.
 * @throws VaultError `NO_RECORD` where there is no backup, `WRONG_PASSPHRASE`, `USAGE` for the passphrase of
 *   now as the new one, `BAD_STATE` where the new card cannot be noted: then nothing was changed.
 */
export async function changePassphrase(
  listened: VaultRun,
  asked: ChangeRequest,
): Promise<ChangeResult> {
  const { run, warnings } = withWarnings(listened);
  const reading = forBackups(run);
  const request = noted(asked);
  return withSessionTargets(reading, async (targets) => {
    const { session, isUnfinished } = await openForChange({ ...reading, targets }, request);
    if (session.vault.newest.length === 0) throw nothingToOpen();
    // Whoever types it was told that the new passphrase ends the change.
    const isEnding = isUnfinished && isTyped(request.unlock);
    const bytes = isEnding ? null : await nextBytes(request, { session, isUnfinished }, run);
    const isResumed = bytes === null;
    const changed = isResumed
      ? { vault: session.vault, recoveryCode: codeOf(session.vault) }
      : await withNextCard(session, { request, bytes }, run);
    const now = { ...session, vault: changed.vault };
    const looked = await lookAtAll(now, run).all();
    tellOfRest(
      looked.swept.map(({ search }) => search),
      run,
    );
    const brought = await bringOver(looked, now, run);
    for (const outcome of brought.outcomes) run.listen({ kind: 'resealed', outcome });
    await noteBroughtOver(brought, now.vault, run);
    await warnOfElsewhere(session, now.vault, run);
    if (!isResumed) await renewKept(session.vault, now.vault, run);
    const { generation } = now.vault.card;
    const { recoveryCode } = changed;
    return { generation, recoveryCode, isResumed, outcomes: brought.outcomes, warnings };
  });
}

/** A request, and the passphrase that was given last: where the backups are open, it opened them. */
interface NotedRequest extends ChangeRequest {
  readonly given: () => Uint8Array | null;
}

/** What comes from a file or a command is read once. */
function noted({ unlock, next, ...others }: ChangeRequest): NotedRequest {
  const rest = { next: next === null ? null : askedOnce(next), ...others };
  if (unlock.kind !== 'passphrase') return { unlock, ...rest, given: () => null };
  let last: Uint8Array | null = null;
  const once = unlock.isTyped ? unlock : askedOnce(unlock);
  const ask: OwnPassphrase['ask'] = async (purpose, signal) =>
    (last = await once.ask(purpose, signal));
  return { unlock: { ...once, ask }, ...rest, given: () => last };
}

type OpenRun = Omit<VaultRun, 'targets'> & {
  readonly targets: readonly NamedTarget[];
  readonly needsBackup?: boolean;
};

/** Opens with the passphrase of now; where a change was interrupted, that may be the new one already. */
async function openForChange(
  run: OpenRun,
  { unlock, next, given }: NotedRequest,
): Promise<{ readonly session: VaultSession; readonly isUnfinished: boolean }> {
  const { vaults } = await run.effects.state.load();
  const mayBeUnfinished = vaults.some(({ isChanging }) => isChanging === true);
  if (mayBeUnfinished) run.listen({ kind: 'change-unfinished' });
  try {
    const session = await openSession({ ...run, unlock });
    return { session, isUnfinished: session.vault.remembered?.isChanging === true };
  } catch (error) {
    const isWrong = error instanceof VaultError && error.code === 'WRONG_PASSPHRASE';
    if (!isWrong || next?.kind !== 'passphrase' || next.isTyped) throw error;
    // The same command once more: the new passphrase is the one of now. Whether its change had ended, whoever
    // saw it stop cannot know; with another passphrase than the earlier one it is no such command.
    const session = await openSession({ ...run, unlock: existing(next) });
    const { remembered, former } = session.vault;
    const isUnfinished =
      remembered?.isChanging === true || (await isOneOfBefore(given(), former, run));
    return { session, isUnfinished };
  }
}

/** The new passphrase as one that opens backups already. */
function existing(next: OwnPassphrase): OwnPassphrase {
  return { ...next, ask: (_purpose, signal) => next.ask('existing', signal) };
}

/** Whether it is the passphrase of now. */
async function isKeyOf(
  bytes: Uint8Array,
  { card, passphraseKey }: Pick<UnlockedVault, 'card' | 'passphraseKey'>,
  { effects }: VaultRun,
): Promise<boolean> {
  return sameBytes(await effects.derive(bytes, card.salt, card.cost), passphraseKey);
}

/** The vault under its next card, which is noted before anything is sealed with it. */
async function withNextCard(
  session: VaultSession,
  { request, bytes }: { readonly request: NotedRequest; readonly bytes: Uint8Array },
  run: VaultRun,
): Promise<{ readonly vault: UnlockedVault; readonly recoveryCode: CodeChange }> {
  const { vault } = session;
  const { effects, signal } = run;
  const mayKeep = vault.card.recoverySlot !== null && (request.sharing ?? null) === null;
  const kept = mayKeep ? await request.keptCode(signal) : null;
  if (kept !== null) await checkCode(kept, vault);
  const plain = await newCard(effects.cost);
  const generation = vault.card.generation + 1;
  if (generation > lastGeneration)
    throw new VaultError('FAILURE', 'the passphrase of these backups cannot be changed any more');
  const passphraseKey = await effects.derive(bytes, plain.salt, plain.cost);
  if (request.next !== null) bytes.fill(0);
  const { card, recoveryCode, code } = await withCode(
    { ...plain, generation },
    { passphraseKey, kept, getsCode: getsCode(vault, request) },
    run,
  );
  if (code !== null) await tellCode(code, request.sharing ?? null, run);
  await run.questions.newVaultReady(signal);
  const former = [...vault.former, { ...vault.card, passphraseKey: vault.passphraseKey }];
  const changed = { ...vault, card, passphraseKey, former };
  vault.opening.keys.add(card, passphraseKey);
  await noteFirst(session, changed, run);
  return { vault: changed, recoveryCode };
}

/** Whether there is a code afterwards; shares are asked for of one that is not there yet, too. */
function getsCode({ card }: UnlockedVault, { next, sharing = null }: ChangeRequest): boolean {
  return card.recoverySlot !== null || next === null || sharing !== null;
}

/** The new passphrase; null where it is the one of now, and there is still something to bring over. */
async function nextBytes(
  { given, next }: NotedRequest,
  { session, isUnfinished }: { readonly session: VaultSession; readonly isUnfinished: boolean },
  run: VaultRun,
): Promise<Uint8Array | null> {
  const { vault } = session;
  if (next === null) {
    const bytes = given();
    if (bytes !== null) return bytes;
    throw new VaultError('USAGE', 'a new recovery code needs the passphrase', {
      hint: 'Give it in place of the recovery code or the remembered key.',
    });
  }
  if (next.kind === 'generated') return passphraseBytes(next.words);
  const bytes = await passphraseOf(next, 'new', run.signal);
  if (await isKeyOf(bytes, vault, run)) {
    const { isHere, elsewhere } = leftBehind(vault.remembered, session);
    if (isUnfinished || isHere || vault.isMixed) return null;
    throw samePassphrase(elsewhere);
  }
  await warnOfWeakness(run, { ...next, ask: () => Promise.resolve(bytes) });
  return bytes;
}

/** From here on this PC knows the new card; without that nothing may be sealed with it. */
async function noteFirst(
  { reach, state }: VaultSession,
  vault: UnlockedVault,
  { effects }: VaultRun,
): Promise<void> {
  const ids = reach.reached.flatMap(({ status }) => status.placeId ?? []);
  const known = await asKnown(vault);
  const places = [...new Set([...known.places, ...ids])];
  const next = { ...known, places, behind: places, isChanging: true as const };
  await effects.state.save(withVault(state, next, vault.remembered));
}

/** What does not open stays under its passphrase, and is told. */
function tellOfRest(searches: Parameters<typeof failedOf>[0], run: VaultRun): void {
  const opened = searches.flatMap((search) => search.opened());
  warnOfFailed(run, failedOf(searches, opened));
  warnOfLeftOut(run, searches);
}
