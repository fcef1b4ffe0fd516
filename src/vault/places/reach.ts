// Asking every target of a run what it is and what it holds. A target that cannot be asked is named
// with its error; it never stops the others.
import { VaultError, hint } from '../../errors.js';
import { type RecordName, parseRecordName } from '../../record/name.js';
import type { TargetStatus } from '../../targets/target.js';
import type { NamedTarget } from './target-address.js';
import { mapParallel } from './parallel.js';

/** More than a household ever stores: a place that lists more is broken or means harm. */
const maximumNames = 100_000;

/** A target that answered. Names prove nothing until a record was opened. */
export interface ReachedTarget {
  readonly named: NamedTarget;
  readonly status: TargetStatus;
  readonly names: ReadonlySet<RecordName>;
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

/** Probes and lists all targets at once. Throws only for an abort or an error that nobody expected. */
export async function reachTargets(
  targets: readonly NamedTarget[],
  signal: AbortSignal,
): Promise<Reach> {
  const answers = await mapParallel(targets, targets.length, async (named) => {
    try {
      return await ask(named, signal);
    } catch (error) {
      return { named, error: expectedError(error, signal) };
    }
  });
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
  const first = unreached[0]?.error;
  if (unreached.length === 1 && first !== undefined) return first;
  const each = unreached.map(({ named, error }) => `${named.name}: ${error.message}`).join('; ');
  return new VaultError('NO_TARGET_REACHED', `no place could be reached (${each})`, {
    hint: hint`Plug in the stick or check the connection. This tries each place: ${{ do: 'target-test' }}`,
  });
}

async function ask(named: NamedTarget, signal: AbortSignal): Promise<ReachedTarget> {
  const status = await named.target.probe(signal);
  const names = new Set<RecordName>();
  if (status.placeId !== null) {
    for await (const name of named.target.list(signal)) {
      names.add(name);
      if (names.size > maximumNames) throw tooManyNames(named);
    }
  }
  return { named, status, names };
}

/** One record's name and every target that lists it. */
export interface Holding {
  readonly name: RecordName;
  readonly tag: string;
  readonly holders: readonly ReachedTarget[];
}

/** The holdings of each PC's tag, newest name first. */
export function holdingsByTag(reached: readonly ReachedTarget[]): Map<string, Holding[]> {
  const names = new Set(reached.flatMap((target) => [...target.names]));
  const byTag = new Map<string, Holding[]>();
  for (const name of [...names].sort().reverse()) {
    const tag = parseRecordName(name)?.tag;
    if (tag === undefined) continue;
    const holders = reached.filter((target) => target.names.has(name));
    const holdings = byTag.get(tag) ?? [];
    holdings.push({ name, tag, holders });
    byTag.set(tag, holdings);
  }
  return byTag;
}

function tooManyNames({ name }: NamedTarget): VaultError {
  return new VaultError('DAMAGED', `${name} lists more than 100,000 backups, so it is left alone`, {
    hint: 'Look into the place: something else has filled it.',
  });
}
