// Asking every target of a run what it is and what it holds. A target that cannot be asked is named
// with its error; it never stops the others.
import { VaultError, hint } from '../../errors.js';
import { type RecordName, parseRecordName } from '../../record/name.js';
import type { TargetErrorCode, TargetStatus } from '../../targets/target.js';
import type { NamedTarget } from './target-address.js';
import { type WaitListener, toldWhenSlow } from './slow.js';
import { mapParallel } from './parallel.js';

/** A target that answered. Names prove nothing until a record was opened. */
export interface ReachedTarget {
  readonly named: NamedTarget;
  readonly status: TargetStatus;
  readonly names: ReadonlySet<RecordName>;
  /** One by another address that this is taken for: where both hold a record, that is one copy. */
  readonly twinOf?: ReachedTarget;
}

/** A target that did not. */
export interface UnreachedTarget {
  readonly named: NamedTarget;
  readonly error: VaultError;
}

export interface Reach {
  readonly reached: readonly ReachedTarget[];
  readonly unreached: readonly UnreachedTarget[];
}

/**
 * Asks all targets at once, for what only looks: nothing is written anywhere. A place that is absent, or
 * shows nothing of ours, is one that did not answer: it may be the mount point of a stick that is not
 * plugged in. Throws only for an abort or an error that nobody expected.
 */
export async function reachForReading(
  targets: readonly NamedTarget[],
  signal: AbortSignal,
  run?: WaitListener,
): Promise<Reach> {
  return askAll(targets, signal, (named) => {
    const answer = askForReading(named, signal);
    return run === undefined ? answer : toldWhenSlow(named, run, answer);
  });
}

/**
 * What the targets that answered hold now, by their names alone: what a place is, it has said already.
 * One that was not set up then is asked for that, too. Nothing is written.
 */
export async function lookAgain(
  { reached }: Pick<Reach, 'reached'>,
  signal: AbortSignal,
): Promise<Reach> {
  const before = new Map(reached.map(({ named, status }) => [named, status]));
  return askAll([...before.keys()], signal, async (named) => {
    const known = before.get(named);
    const isMade = known !== undefined && known.placeId !== null;
    const status = isMade ? known : await named.target.identify(signal);
    return { named, status, names: await namesIfMade(named, status, signal) };
  });
}

type Ask = (named: NamedTarget, signal: AbortSignal) => Promise<ReachedTarget>;

async function askAll(
  targets: readonly NamedTarget[],
  signal: AbortSignal,
  ask: Ask,
): Promise<Reach> {
  return reachOf(await mapParallel(targets, targets.length, (named) => askOne(named, signal, ask)));
}

/** What one target said, or why it did not. */
export type Answer = ReachedTarget | UnreachedTarget;

/** Asks one target. Throws only for an abort or an error that nobody expected. */
export async function askOne(named: NamedTarget, signal: AbortSignal, ask: Ask): Promise<Answer> {
  try {
    return await ask(named, signal);
  } catch (error) {
    return { named, error: expectedError(error, signal) };
  }
}

/** The answers, those that are none apart. */
export function reachOf(answers: readonly Answer[]): Reach {
  const reached = answers.filter((answer) => 'names' in answer);
  const unreached = answers.filter((answer) => 'error' in answer);
  return { reached, unreached };
}

/** The error as one that may be shown for one target; rethrown when it is none, or on an abort. */
export function expectedError(error: unknown, signal: AbortSignal): VaultError {
  signal.throwIfAborted();
  if (error instanceof VaultError) return error;
  throw error;
}

/** One error for targets none of which answered. */
export function noneReached({ unreached }: Reach): VaultError {
  const given = unreached.map(({ named }) => named.name);
  const first = unreached[0]?.error;
  if (unreached.length === 1 && first !== undefined) return first;
  const areWrong = unreached.every(({ error }) => error.code === 'WRONG_TARGET');
  const wrong = areWrong ? first : undefined;
  const each = unreached.map(({ named, error }) => `${named.name}: ${error.message}`).join('; ');
  return new VaultError('NO_TARGET_REACHED', `no place could be reached (${each})`, {
    hint:
      wrong?.hint ??
      hint`Plug in the stick or check the connection. This tries each place: ${{ do: 'target-test', given }}`,
  });
}

/** Asks what a target is and holds, for what only looks: see {@link reachForReading}. */
export async function askForReading(
  named: NamedTarget,
  signal: AbortSignal,
): Promise<ReachedTarget> {
  const status = await named.target.identify(signal);
  // A place that was never set up says best itself what is there instead.
  const names = await namesOf(named, signal);
  if (status.placeId === null && status.loose === undefined) throw notThere(named);
  return { named, status, names };
}

/**
 * Asks what a target is and holds before something is stored. A place that may be set up, and takes
 * something, counts as one that answered and is empty.
 */
export async function askForStoring(
  named: NamedTarget,
  signal: AbortSignal,
): Promise<ReachedTarget> {
  let status = await named.target.identify(signal);
  if (status.placeId === null) {
    await expectReal(named, signal);
    // Somebody may have unlocked it for that, and now it shows what it holds.
    status = await named.target.identify(signal);
  }
  return { named, status, names: await namesIfMade(named, status, signal) };
}

async function namesIfMade(
  named: NamedTarget,
  { placeId }: TargetStatus,
  signal: AbortSignal,
): Promise<ReadonlySet<RecordName>> {
  return placeId === null ? new Set() : namesOf(named, signal);
}

/** What a place may say to a try and be there, and readable, all the same. */
const takesNothing: readonly string[] = [
  'READ_ONLY',
  'FULL',
  'DENIED',
] satisfies readonly TargetErrorCode[];

/**
 * A credential store that is locked looks like one that was never set up, and a new vault must not be
 * made beside the one in it: only writing tells. That a place is read-only or full fails that place
 * alone, when something is to be stored there.
 */
async function expectReal({ target, initialise }: NamedTarget, signal: AbortSignal): Promise<void> {
  if (initialise === null) return;
  try {
    await target.tryWriting(signal);
  } catch (error) {
    if (!takesNothing.includes(expectedError(error, signal).code)) throw error;
  }
}

async function namesOf(named: NamedTarget, signal: AbortSignal): Promise<Set<RecordName>> {
  const names = new Set<RecordName>();
  for await (const name of named.target.list(signal)) names.add(name);
  return names;
}

/** One record's name and every target that lists it. */
export interface Holding {
  readonly name: RecordName;
  readonly tag: string;
  /** Those that have answered by now. */
  readonly holders: readonly ReachedTarget[];
}

/**
 * The holdings of each PC's tag, newest name first.
 * @param listed the targets whose names are taken.
 * @param reached all that have answered: more of them may, and are holders then.
 */
export function holdingsByTag(
  listed: readonly ReachedTarget[],
  reached: readonly ReachedTarget[] = listed,
): Map<string, Holding[]> {
  const names = new Set(listed.flatMap((target) => [...target.names]));
  const byTag = new Map<string, Holding[]>();
  for (const name of [...names].sort().reverse()) {
    const tag = parseRecordName(name)?.tag;
    if (tag === undefined) continue;
    const holdings = byTag.get(tag) ?? [];
    holdings.push(holdingOf(name, tag, reached));
    byTag.set(tag, holdings);
  }
  return byTag;
}

function holdingOf(name: RecordName, tag: string, reached: readonly ReachedTarget[]): Holding {
  return {
    name,
    tag,
    get holders() {
      return reached.filter((target) => target.names.has(name));
    },
  };
}

function notThere({ name }: NamedTarget): VaultError {
  return new VaultError('UNAVAILABLE', `${name} is not there, or was never set up as a place`, {
    hint: hint`A first push with ${{ tell: 'to' }} sets it up, or: ${{ do: 'target-add', given: ['NAME', 'PLACE'] }}`,
  });
}
