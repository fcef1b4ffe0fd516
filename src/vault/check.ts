// The check: every record of every place is read and held against its name and checksum, which needs no
// passphrase and proves nothing of who made it; with what unlocks each is opened as well. Nothing is written.
// Records are handed on and forgotten: only the reasons, and some bytes that are soon opened, are kept.
import type { VaultCard } from '../crypto/card.js';
import type { ParsedRecord } from '../crypto/inspect.js';
import { VaultError } from '../errors.js';
import type { Warning } from '../record/warning.js';
import { mostFrequentFirst } from './opening/derivations.js';
import { givenUnlock } from './opening/each-place.js';
import { passphraseKeys } from './opening/keys-for.js';
import { type Seen, type SeenRecord, cardsOf, readAll } from './opening/looked-at.js';
import { warnOfLoose } from './opening/loose-records.js';
import {
  type FailedRecord,
  type ReadRecord,
  createOpener,
  fetchLimit,
  isFailed,
  openOnce,
} from './opening/opener.js';
import { type PassphraseKeys, heldKeys, saltName } from './opening/passphrase-keys.js';
import { withTries } from './opening/tries.js';
import type { UnlockExisting } from './opening/unlock-with.js';
import { type PullFailure, earlierWords } from './opening/unopened.js';
import { type LookedThrough, warnOfHealable } from './opening/healable.js';
import { unusableCopies } from './opening/unusable-copies.js';
import { keptBytes, placeLimits } from './places/budget.js';
import { mapParallel } from './places/parallel.js';
import { type ReachedTarget, holdingsByTag } from './places/reach.js';
import { withOpenTargets } from './places/target-address.js';
import { type CheckedPlace, checkedPlace } from './planning/check-plan.js';
import { askEach, nothingThere } from './reading.js';
import { type ReadingRun, warnBy, withWarnings } from './run.js';
import { saltsIn } from './memory/state.js';

export interface CheckRequest {
  /** Opens each record as well; asked for once all were read. Null for what needs no passphrase. */
  readonly unlock: UnlockExisting | null | (() => Promise<UnlockExisting | null>);
}

export interface CheckResult {
  /** Whether each record was opened, too: only then it is known who made it. */
  readonly isOpened: boolean;
  readonly places: readonly CheckedPlace[];
  readonly unreached: readonly PullFailure[];
  readonly warnings: readonly Warning[];
}

/**
 * Reads every record of every place that answers.
 * @throws VaultError `NO_TARGET_REACHED`, `NO_RECORD`, or `WRONG_PASSPHRASE` where nothing opens.
 */
export async function check(listened: ReadingRun, { unlock }: CheckRequest): Promise<CheckResult> {
  const { run, warnings } = withWarnings(listened);
  return withOpenTargets(run.targets, async (targets) => {
    const reach = await askEach(targets, run);
    if (reach.reached.every(({ names }) => names.size === 0)) throw nothingThere(reach);
    const read = await Promise.all(
      reach.reached.map((target) => readPlace(target, run, unlock !== null)),
    );
    warnOfLoose(reach.reached, warnBy(run));
    const given = await givenUnlock(unlock);
    const failed = given === null ? read.map(failedOf) : await openAll(read, given, run);
    const places = read.map(({ target }, i) =>
      checkedPlace(target.named.name, target.names.size, failed[i] ?? []),
    );
    warnOfHealable(
      read.map(({ target, seen }, i) => lookedThrough(target, seen, failed[i] ?? [])),
      warnBy(run),
    );
    const unreached = reach.unreached.map(({ named, error }) => ({ name: named.name, error }));
    return { isOpened: given !== null, places, unreached, warnings };
  });
}

/** The records of a place, read. */
interface ReadPlace {
  readonly target: ReachedTarget;
  readonly seen: Seen;
}

async function readPlace(
  target: ReachedTarget,
  run: ReadingRun,
  isToBeOpened: boolean,
): Promise<ReadPlace> {
  const keys = heldKeys('');
  const opening = { keys, opener: openerOf(keys, run) };
  const holdings = [...holdingsByTag([target]).values()].flat();
  const seen = await readAll(holdings, { target, opening }, isToBeOpened ? keptBytes : 0);
  return { target, seen };
}

function failedOf({ seen }: ReadPlace): FailedRecord[] {
  return [...seen.values()].filter(isFailed);
}

function lookedThrough(
  target: ReachedTarget,
  seen: Seen,
  failed: readonly FailedRecord[],
): LookedThrough {
  const bad = new Set(failed.map(({ holding }) => holding.name));
  const good = new Set([...seen.values()].map(({ holding }) => holding.name));
  return { target, failed, isGood: (name) => good.has(name) && !bad.has(name) };
}

/** What does not open in each place, with what could not be read. */
async function openAll(
  read: readonly ReadPlace[],
  unlock: UnlockExisting,
  run: ReadingRun,
): Promise<FailedRecord[][]> {
  const { signal } = run;
  const knownSalts = saltsIn(await run.effects.state.load());
  return withTries(unlock, async (tried) => {
    for (const { target } of read) target.named.budget.renew();
    const keys = passphraseKeys(tried, {
      ...run.effects,
      ...{ knownSalts, purpose: 'existing', signal },
    });
    let generation = 0;
    const onOpened = (card: VaultCard): void => {
      generation = Math.max(generation, card.generation);
    };
    const options = { keys, run, onOpened };
    const opened = await Promise.all(read.map((place) => openPlace(place, options)));
    const isAnyOpen = read.some(({ seen }, i) => seen.size > (opened[i]?.length ?? 0));
    const wrong = opened.flat().find(({ error }) => error.code === 'WRONG_PASSPHRASE');
    if (!isAnyOpen && wrong !== undefined) throw wrong.error;
    return opened.map((failed) => failed.map((one) => toldAsEarlier(one, generation)));
  });
}

interface OpenOptions {
  readonly keys: PassphraseKeys;
  readonly run: ReadingRun;
  readonly onOpened: (card: VaultCard) => void;
}

async function openPlace(
  { target, seen }: ReadPlace,
  { keys, run, onOpened }: OpenOptions,
): Promise<FailedRecord[]> {
  await obtainKeys(seen, target, keys);
  const records = [...seen.values()];
  const failed = records.filter(isFailed);
  const sound = records.filter((one): one is SeenRecord => !isFailed(one));
  const opener = openerOf(keys, run);
  for (let at = 0; at < sound.length; at += fetchLimit) {
    const batch = await mapParallel(
      sound.slice(at, at + fetchLimit),
      fetchLimit,
      async ({ holding, kept }) => kept ?? opener.read(holding, target),
    );
    // One at a time: what one says may take much memory.
    for (const one of batch) {
      const record = isFailed(one) ? one : await openAlone(one, keys, run);
      if (record !== null) failed.push(record);
      else if (!isFailed(one)) onOpened(one.parsed.card);
    }
  }
  return failed;
}

/** What a header says is proof of nothing: it only chooses the words. */
function toldAsEarlier(failed: FailedRecord, generation: number): FailedRecord {
  const { error, claims } = failed;
  if (claims === undefined || claims.generation >= generation) return failed;
  return { ...failed, error: new VaultError(error.code, earlierWords, { cause: error }) };
}

/** Derives for the salts of a place, the most frequent first, as far as its budget goes. */
async function obtainKeys(seen: Seen, target: ReachedTarget, keys: PassphraseKeys): Promise<void> {
  const cards = cardsOf(seen);
  const byName = new Map(cards.map((card) => [saltName(card), card]));
  for (const salt of mostFrequentFirst(cards.map(saltName))) {
    const card = byName.get(salt);
    if (card !== undefined) await keys.obtain(card, target.named.budget);
  }
}

/** Why the record does not open; null where it does. */
async function openAlone(
  read: ReadRecord,
  keys: PassphraseKeys,
  { signal }: Pick<ReadingRun, 'signal'>,
): Promise<FailedRecord | null> {
  await keys.learnFrom(read.parsed);
  const record = await openOnce(read, { keys, signal, weigh: refuseHeavy(read.parsed) });
  return isFailed(record) ? record : null;
}

/** Nothing of a record stays in memory, so that only a single one may be too heavy. */
function refuseHeavy({ record }: ParsedRecord): (weight: number) => void {
  return (weight) => {
    if (weight + record.length <= placeLimits.content) return;
    throw new VaultError('TOO_MUCH', 'what the backup says takes more memory than any real one');
  };
}

function openerOf(
  keys: PassphraseKeys,
  run: Pick<ReadingRun, 'listen' | 'signal'>,
): ReturnType<typeof createOpener> {
  return createOpener({ keys, signal: run.signal, unusable: unusableCopies(warnBy(run)) });
}
