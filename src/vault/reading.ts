// Reading several places at the same time: each is searched as soon as it answers, and what it gives counts
// at once, whatever the others do.
import { VaultError } from '../errors.js';
import { type State, earlierSaltsIn, saltsIn } from './memory/state.js';
import { failedOf } from './opening/newest.js';
import { passphraseKeys } from './opening/keys-for.js';
import { type FailedRecord, type OpenedRecord, createOpener } from './opening/opener.js';
import { bestOfEach } from './opening/rank.js';
import type { Opening } from './opening/looked-at.js';
import { offerMore } from './opening/offer-more.js';
import { type PlaceSearch, type Wanted, searchPlace } from './opening/search.js';
import { withTries } from './opening/tries.js';
import type { UnlockExisting } from './opening/unlock-with.js';
import { noneOpens } from './opening/unopened.js';
import { type UnusableCopies, unusableCopies } from './opening/unusable-copies.js';
import { isKnownAs, twinAmong } from './places/identity.js';
import {
  type Answer,
  type Reach,
  type ReachedTarget,
  type UnreachedTarget,
  askForReading,
  askOne,
  noneReached,
} from './places/reach.js';
import { patienceMs, toldWhenSlow } from './places/slow.js';
import type { NamedTarget } from './places/target-address.js';
import { asPulled } from './pulled-record.js';
import { type ReadingRun, warnBy } from './run.js';

/** The targets of a run, asked; what they said so far. */
export interface Asked {
  readonly answers: ReadonlyMap<NamedTarget, Promise<Answer>>;
  readonly reached: readonly ReachedTarget[];
  readonly unreached: readonly UnreachedTarget[];
}

/** Asks all targets at once; one that takes long is named. */
export function beginAsking(
  targets: readonly NamedTarget[],
  run: Pick<ReadingRun, 'listen' | 'signal'>,
): Asked {
  const reached: ReachedTarget[] = [];
  const unreached: UnreachedTarget[] = [];
  const ask = async (named: NamedTarget): Promise<Answer> => {
    const asked = askOne(named, run.signal, askForReading);
    const answer = await toldWhenSlow(named, run, asked);
    if ('error' in answer) {
      unreached.push(answer);
      return answer;
    }
    // Of one place by two names nothing is read twice, and it holds one copy.
    if (isKnownAs(answer, reached, warnBy(run))) return { ...answer, names: new Set() };
    const twinOf = twinAmong(answer, reached, warnBy(run));
    const target = twinOf === null ? answer : { ...answer, twinOf };
    reached.push(target);
    return target;
  };
  const answers = new Map(targets.map((named) => [named, ask(named)]));
  // Whoever waits for an answer hears of its failure.
  for (const answer of answers.values()) answer.catch(() => undefined);
  return { answers, reached, unreached };
}

/** What all targets said, in their order; each is waited for. */
export async function askEach(
  targets: readonly NamedTarget[],
  run: Pick<ReadingRun, 'listen' | 'signal'>,
): Promise<Reach> {
  const asked = beginAsking(targets, run);
  await Promise.all(asked.answers.values());
  const inOrder = <Of extends { readonly named: NamedTarget }>(some: readonly Of[]): Of[] =>
    targets.flatMap((named) => some.filter((one) => one.named === named));
  return { reached: inOrder(asked.reached), unreached: inOrder(asked.unreached) };
}

/** Why there is nothing to open: no place answered, or none of those that did holds a backup. */
export function nothingThere({ reached, unreached }: Reach): VaultError {
  if (reached.length === 0) return noneReached({ reached, unreached });
  const asked = reached.map(({ named }) => named.name).join(', ');
  const away = unreached.map(({ named }) => named.name).join(', ');
  return new VaultError('NO_RECORD', `there is no backup in ${asked}`, {
    hint:
      away === ''
        ? 'Is it the right place, the right drive letter, the right stick?'
        : `These places could not be asked: ${away}.`,
  });
}

/** Whether there is a backup to be opened: waits for all, or after some seconds for the first that has one. */
export async function namesToOpen({ answers, reached }: Asked): Promise<boolean> {
  const hasNames = (): boolean => reached.some(({ names }) => names.size > 0);
  const all = Promise.all(answers.values()).then(() => true);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const grace = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, patienceMs, false);
  });
  const isAll = await Promise.race([all, grace]).finally(() => {
    clearTimeout(timer);
  });
  if (isAll || hasNames()) return hasNames();
  const open = new Map(answers);
  while (open.size > 0 && !hasNames()) {
    const ended = [...open].map(async ([named, answer]) => {
      await answer;
      return named;
    });
    open.delete(await Promise.race(ended));
  }
  return hasNames();
}

/** What was opened, and what there is to say of the rest. */
export interface Opened {
  readonly searches: readonly PlaceSearch[];
  readonly opening: Opening;
  readonly found: () => OpenedRecord[];
  readonly failed: () => FailedRecord[];
  readonly unreached: readonly UnreachedTarget[];
  readonly unusable: UnusableCopies;
  readonly isInterrupted: boolean;
}

/**
 * Opens what the asked targets hold.
 * @throws VaultError why nothing opens; the signal's reason where nothing has opened when it is aborted.
 */
export async function openAsked(
  run: ReadingRun,
  asked: Asked,
  { unlock, wanted }: { readonly unlock: UnlockExisting; readonly wanted: Wanted },
): Promise<Opened> {
  const knownSalts = await ownSalts(run, saltsIn);
  return withTries(unlock, async (tried) => {
    for (const named of asked.answers.keys()) named.budget.renew();
    const { signal } = run;
    const unusable = unusableCopies(warnBy(run));
    const keys = passphraseKeys(tried, {
      ...run.effects,
      knownSalts,
      purpose: 'existing',
      signal,
    });
    const opening = { keys, opener: createOpener({ keys, signal, unusable }) };
    const reading = startReading(run, asked, { opening, wanted });
    const opened = { ...reading, opening, unusable, unreached: asked.unreached };
    try {
      await reading.ended;
      await offerMore(reading.searches, (left) => run.questions.mayGoOn(left, signal));
    } catch (error) {
      if (!isStop(error, signal) || reading.found().length === 0) throw error;
      return {
        ...opened,
        unreached: [...asked.unreached, ...reading.awaited()],
        isInterrupted: true,
      };
    }
    if (reading.found().length === 0) {
      const earlier = await ownSalts(run, earlierSaltsIn);
      throw noneOpens(reading.searches, asked.unreached, earlier);
    }
    return { ...opened, isInterrupted: false };
  });
}

/** Ctrl-C, also where it was the answer to a question. */
function isStop(error: unknown, signal: AbortSignal): boolean {
  return signal.aborted || (error instanceof VaultError && error.code === 'INTERRUPTED');
}

/** Which vaults are this PC's own, where it remembers any: a hint, which nothing depends on. */
async function ownSalts(
  { effects }: ReadingRun,
  saltsOf: (state: State) => Set<string>,
): Promise<Set<string>> {
  try {
    return saltsOf(await effects.state.load());
  } catch (error) {
    if (error instanceof VaultError) return new Set();
    throw error;
  }
}

interface Reading extends Pick<Opened, 'searches' | 'found' | 'failed'> {
  /** Resolves when each place has given what it holds. */
  readonly ended: Promise<void>;
  /** The places that are still waited for. */
  readonly awaited: () => UnreachedTarget[];
}

function startReading(
  run: ReadingRun,
  { answers, reached }: Asked,
  { opening, wanted }: { readonly opening: Opening; readonly wanted: Wanted },
): Reading {
  const searches: PlaceSearch[] = [];
  const awaited = new Set(answers.keys());
  const all = (): OpenedRecord[] => [...new Set(searches.flatMap((search) => search.opened()))];
  const found = (): OpenedRecord[] => (wanted === 'all' ? all() : bestOfEach(all()));
  const tell = (): void => {
    const opened = asPulled(found(), opening.opener);
    const waitingFor = [...awaited].map(({ name }) => name);
    if (opened.length > 0) run.listen({ kind: 'opened', opened, waitingFor });
  };
  const readOne = async (named: NamedTarget, answer: Promise<Answer>): Promise<void> => {
    const target = await answer;
    if ('names' in target) {
      const search = searchPlace(target, opening, { wanted, reached });
      searches.push(search);
      await search.begin();
      tell();
      await search.goOn();
    }
    awaited.delete(named);
    tell();
  };
  const ended = Promise.all([...answers].map(([named, answer]) => readOne(named, answer)))
    // A place that came last may have shown what opens those before it.
    .then(() => Promise.all(searches.map((search) => search.goOn())))
    .then(() => undefined);
  return {
    searches,
    found,
    failed: () => failedOf(searches, all()),
    ended,
    awaited: () => [...awaited].map((named) => ({ named, error: notWaitedFor(named) })),
  };
}

function notWaitedFor({ name }: NamedTarget): VaultError {
  return new VaultError('INTERRUPTED', `${name} was not waited for`);
}
