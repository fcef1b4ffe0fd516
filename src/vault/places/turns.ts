// Storing in places that may be one: one after the other, since what was stored by the one address and is
// seen by the other proves it. The timers are those that a browser has, too.
import type { RecordName } from '../../record/name.js';
import type { Warning } from '../../record/warning.js';
import { isTakenForSame, relationOf, samePlace } from './identity.js';
import { type ReachedTarget, askOne } from './reach.js';
import type { StoredOn } from './store.js';

/** What a turn needs to know. */
export interface TurnOptions {
  /** The names of what is stored. */
  readonly names: readonly RecordName[];
  readonly warn: (warning: Warning) => void;
  readonly signal: AbortSignal;
}

/** Stores on a target when it is its turn; null where it turned out to be a place that was stored to. */
export type TakeTurn = (
  target: ReachedTarget,
  store: () => Promise<StoredOn>,
) => Promise<StoredOn | null>;

interface Turn {
  readonly target: ReachedTarget;
  readonly done: Promise<StoredOn | null>;
}

/** The turns of one run. Targets that are surely different wait for nobody. */
export function takingTurns(options: TurnOptions): TakeTurn {
  const turns: Turn[] = [];
  return (target, store) => {
    const earlier = turns.filter(
      (turn) => relationOf(turn.target.status, target.status) === 'alike',
    );
    const done = afterThem(target, earlier, options).then((isSame) => (isSame ? null : store()));
    turns.push({ target, done });
    return done;
  };
}

/** Whether the target is one of the earlier. */
async function afterThem(
  target: ReachedTarget,
  earlier: readonly Turn[],
  { names, warn, signal }: TurnOptions,
): Promise<boolean> {
  for (const turn of earlier) {
    const stored = await turn.done;
    if (stored === null || stored.outcome.error !== null) continue;
    const fresh = names.filter((name) => !turn.target.names.has(name) && !target.names.has(name));
    if (fresh.length === 0) {
      if (isTakenForSame(target, turn.target, warn)) return true;
      continue;
    }
    const there = await namesNow(target, signal);
    if (fresh.every((name) => there.has(name))) {
      warn(samePlace(target.named, turn.target.named));
      return true;
    }
    await nextSecond(signal);
  }
  return false;
}

/** A place that does not say is stored to, and says then what is wrong. */
async function namesNow(target: ReachedTarget, signal: AbortSignal): Promise<ReadonlySet<string>> {
  const answer = await askOne(target.named, signal, async ({ target: there }) => {
    const names = new Set<RecordName>();
    for await (const name of there.list(signal)) names.add(name);
    return { ...target, names };
  });
  return 'names' in answer ? answer.names : new Set();
}

/** Servers tell times in whole seconds: with another one the two are told apart from now on. */
function nextSecond(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, 1_100);
    signal.addEventListener('abort', end);
  });
}
