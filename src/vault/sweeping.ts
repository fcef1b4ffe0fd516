// All places of a session looked at, at the same time, whatever each of them takes: for the operations that
// are about every record of every place.
import type { VaultError } from '../errors.js';
import { type Swept, sweeper } from './opening/sweep.js';
import type { UnlockedVault } from './opening/unlock.js';
import { refusalOf } from './places/foreign.js';
import { isKnownAs, twinAmong } from './places/identity.js';
import type { Answer, ReachedTarget, UnreachedTarget } from './places/reach.js';
import { isMade, notSetUp } from './places/set-up.js';
import { patienceMs, toldWhenSlow } from './places/slow.js';
import { type VaultRun, warnBy } from './run.js';
import type { VaultSession } from './session.js';

/** What was seen of the places. */
export interface Looked {
  readonly swept: readonly Swept[];
  readonly unreached: readonly UnreachedTarget[];
}

/** The looks at all places, under way. */
export interface Looking {
  /** One for each place; each tells when it is done. */
  readonly each: readonly Promise<unknown>[];
  /** What is done by now. */
  readonly soFar: () => readonly Swept[];
  /** Waits for all. */
  readonly all: () => Promise<Looked>;
}

/** Begins to look at all places of the session, those too that have not answered yet. */
export function lookAtAll({ reach, late, vault }: VaultSession, run: VaultRun): Looking {
  const { sweep } = sweeper(vault.opening.keys, run.signal);
  const known: ReachedTarget[] = [...reach.reached];
  const swept: Swept[] = [];
  const unreached: UnreachedTarget[] = [...reach.unreached];
  const look = async (target: ReachedTarget): Promise<void> => {
    swept.push(await toldWhenSlow(target.named, run, sweep(target)));
  };
  const lookLate = async (answered: Promise<Answer>): Promise<void> => {
    const answer = await answered;
    if ('error' in answer) unreached.push(answer);
    else if (!isMade(answer)) unreached.push(notSetUp(answer.named));
    else if (!isKnownAs(answer, known, warnBy(run))) {
      twinAmong(answer, known, warnBy(run));
      known.push(answer);
      await look(answer);
    }
  };
  const each = [...reach.reached.map(look), ...late.map(({ answer }) => lookLate(answer))];
  // Whoever waits for all hears of a failure.
  for (const one of each) one.catch(() => undefined);
  return {
    each,
    soFar: () => [...swept],
    all: async () => {
      await Promise.all(each);
      // A place that came last may have shown what opens those before it.
      await Promise.all(swept.map(({ search }) => search.goOn()));
      return { swept, unreached };
    },
  };
}

/**
 * The places that are done while others still take their time; null where all are done in time.
 * @throws what a look throws
 */
export async function someInTime({ each, soFar }: Looking): Promise<readonly Swept[] | null> {
  const all = Promise.all(each).then(() => 'all' as const);
  all.catch(() => undefined);
  await Promise.race([all, ...each]);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const grace = new Promise<'some'>((resolve) => {
    timer = setTimeout(resolve, patienceMs, 'some');
  });
  try {
    return (await Promise.race([all, grace])) === 'all' ? null : soFar();
  } finally {
    clearTimeout(timer);
  }
}

/** Why nothing may be stored in a place that was looked at; null where something may. */
export function refusalOfSwept({ target, search }: Swept, vault: UnlockedVault): VaultError | null {
  const { broken } = target.named.budget;
  if (broken !== null) return broken;
  const holders = new Set(search.opened().length > 0 ? [target] : []);
  return refusalOf(target, { ...vault, holders, failed: search.failed() });
}

/** What is planned for places of which nothing may be removed is left out; they are told as not reached. */
export function withoutClosed<Planned extends { readonly target: ReachedTarget }>(
  planned: readonly Planned[],
  { swept, unreached, vault }: Looked & { readonly vault: UnlockedVault },
): { readonly planned: readonly Planned[]; readonly unreached: readonly UnreachedTarget[] } {
  const closed = swept.flatMap((one) => {
    const error = refusalOfSwept(one, vault);
    return error === null ? [] : [{ named: one.target.named, error }];
  });
  const isOpen = ({ target }: Planned): boolean =>
    closed.every(({ named }) => named !== target.named);
  return { planned: planned.filter(isOpen), unreached: [...unreached, ...closed] };
}
