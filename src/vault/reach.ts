// Asking every target of a run what it is and what it holds. A target that cannot be asked is named
// with its error; it never stops the others.
import { VaultError } from '../errors.js';
import { type RecordName, parseRecordName } from '../record/name.js';
import type { TargetStatus } from '../targets/target.js';
import type { NamedTarget } from './named-target.js';

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
  const reached: ReachedTarget[] = [];
  const unreached: UnreachedTarget[] = [];
  const reach = async (named: NamedTarget): Promise<void> => {
    try {
      reached.push(await ask(named, signal));
    } catch (error) {
      unreached.push({ named, error: expectedError(error, signal) });
    }
  };
  await Promise.all(targets.map(reach));
  const order = (a: { named: NamedTarget }, b: { named: NamedTarget }): number =>
    targets.indexOf(a.named) - targets.indexOf(b.named);
  return { reached: reached.sort(order), unreached: unreached.sort(order) };
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
    hint: 'Plug in the stick or check the connection; `vault target test` tries each place.',
  });
}

async function ask(named: NamedTarget, signal: AbortSignal): Promise<ReachedTarget> {
  const status = await named.target.probe(signal);
  const names = new Set<RecordName>();
  if (status.placeId !== null) {
    for await (const name of named.target.list(signal)) names.add(name);
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
    byTag.set(tag, [...(byTag.get(tag) ?? []), { name, tag, holders }]);
  }
  return byTag;
}
