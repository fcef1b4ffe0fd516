// Not waiting for a place that is silent while the others could be written. What a late place says must
// not matter to what is stored, and whoever calls says when that is so.
import { VaultError, hint } from '../../errors.js';
import type { UnlockedVault } from '../opening/unlock.js';
import type { LateSearch } from '../opening/late-search.js';
import type { PlaceSearch } from '../opening/search.js';
import { belongsTo, unproven } from './foreign.js';
import {
  type Answer,
  type Reach,
  type ReachedTarget,
  type UnreachedTarget,
  askForStoring,
  askOne,
  reachOf,
} from './reach.js';
import { patienceMs, type WaitListener, toldWhenSlow } from './slow.js';
import type { NamedTarget } from './target-address.js';

/** A target that is still waited for. */
export interface LateTarget {
  readonly named: NamedTarget;
  readonly answer: Promise<Answer>;
  /** Of one that answered and is still read. */
  readonly search?: PlaceSearch;
}

/** The targets that are still read: each answers when that has ended. */
export function lateReaders(late: readonly LateSearch[]): LateTarget[] {
  return late.map(({ search, ended }) => {
    const answer = ended.then(() => search.target);
    answer.catch(() => undefined);
    return { named: search.target.named, answer, search };
  });
}

/** The vault, with what has come to light in a place that was read late. */
export function withLate(vault: UnlockedVault, { search }: LateTarget): UnlockedVault {
  if (search === undefined) return vault;
  const opened = search.opened().length > 0 ? [search.target] : [];
  return {
    ...vault,
    holders: new Set([...vault.holders, ...opened]),
    failed: [...vault.failed, ...search.failed()],
  };
}

/**
 * Asks all targets at once, before something is stored. Once some seconds are over it waits only until
 * `mayGoOn` with what the others said. Throws only for an abort or an error that nobody expected.
 */
export async function reachInTime(
  targets: readonly NamedTarget[],
  signal: AbortSignal,
  mayGoOn: (soFar: Reach) => boolean,
  run: WaitListener,
): Promise<{ readonly reach: Reach; readonly late: readonly LateTarget[] }> {
  const done = new Map<NamedTarget, Answer>();
  const asked = targets.map((named) => {
    const answer = toldWhenSlow(named, run, askOne(named, signal, askForStoring));
    const noted = answer.then((value) => void done.set(named, value));
    return { named, answer, noted };
  });
  const soFar = (): Reach => reachOf(targets.flatMap((named) => done.get(named) ?? []));
  const patience = { isOver: false };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const grace = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      patience.isOver = true;
      resolve();
    }, patienceMs);
  });
  try {
    while (done.size < targets.length && !(patience.isOver && mayGoOn(soFar()))) {
      const open = asked.filter(({ named }) => !done.has(named)).map(({ noted }) => noted);
      await Promise.race(patience.isOver ? open : [...open, grace]);
    }
  } catch (error) {
    await Promise.allSettled(asked.map(({ answer }) => answer));
    throw error;
  } finally {
    clearTimeout(timer);
    for (const { noted } of asked) noted.catch(() => undefined);
  }
  return { reach: soFar(), late: asked.filter(({ named }) => !done.has(named)) };
}

/** Why nothing may be written to a target that answered late; null where something may. */
export function refusalOfLate(target: ReachedTarget, vault: UnlockedVault): UnreachedTarget | null {
  const { named, names } = target;
  const { broken } = named.budget;
  if (broken !== null) return { named, error: broken };
  if (vault.holders.has(target)) return null;
  const lost = unproven(target);
  if (lost !== null) return { named, error: lost };
  if (names.size === 0 || belongsTo(target, vault)) return null;
  const message = `${named.name} answered only when the other places were done, and holds backups that were not looked at`;
  const error = new VaultError('TIMEOUT', message, {
    hint: hint`Nothing was written there. Now that it answers, push again: ${{ do: 'push' }}`,
  });
  return { named, error };
}
