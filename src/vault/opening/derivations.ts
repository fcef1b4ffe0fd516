// Keys that are derived from the passphrase, one for each salt. Each costs a second or more, and whoever
// can write to a place may name any number of salts. So each place has a budget of work; what this PC
// knows and what costs as much as vaults do comes first, place by place in turn; any other cost is
// strangers' own, and is derived last and apart, where it may take all memory without harm.
import type { Cost, DeriveKey, PassphraseKey } from '../../crypto/kdf.js';
import { type PlaceBudget, leastWork, runWork } from '../places/budget.js';
import { type PassphraseKeys, type SaltOfCard, saltName } from './passphrase-keys.js';

/** What is derived with, and what of it is known beforehand. */
export interface DerivationEffects {
  readonly derive: DeriveKey;
  /** The same where it may be killed without harm: for costs that strangers name. */
  readonly deriveApart: DeriveKey;
  /** What vaults are made with. */
  readonly cost: Cost;
  /** The salts that this PC has noted, by `saltName`. */
  readonly knownSalts: ReadonlySet<string>;
}

/** A derivation that was asked for and is not begun. */
interface Waiting {
  readonly card: SaltOfCard;
  readonly budget: PlaceBudget;
  readonly done: () => void;
}

/**
 * Keys that are derived when a place's records ask for them.
 * @param passphrase asked for with each derivation.
 */
export function derivations(
  { derive, deriveApart, cost, knownSalts }: DerivationEffects,
  passphrase: () => Promise<Uint8Array>,
): PassphraseKeys {
  const keys = new Map<string, Promise<PassphraseKey>>();
  const isKnown = (card: SaltOfCard): boolean => knownSalts.has(saltName(card));
  const isStranger = (card: SaltOfCard): boolean =>
    !isKnown(card) && (card.cost.ops !== cost.ops || card.cost.memoryMiB !== cost.memoryMiB);
  const mayWork = workOfRun();
  let here: Promise<unknown> = Promise.resolve();

  const begin = async ({ card, budget }: Waiting): Promise<void> => {
    if (keys.has(saltName(card)) || !(isKnown(card) || mayWork(card.cost, budget))) return;
    const derived = passphrase().then((bytes) => {
      if (isStranger(card)) return deriveApart(bytes, card.salt, card.cost);
      const inMemory = derive(bytes, card.salt, card.cost);
      here = inMemory.catch(() => undefined);
      return inMemory;
    });
    keys.set(saltName(card), derived);
    await Promise.allSettled([derived]);
  };
  /** What this PC knows first, strangers' last; of the same, the place that had the least until now. */
  const rank = (card: SaltOfCard): number => (isKnown(card) ? 0 : isStranger(card) ? 2 : 1);
  const ask = inTurn(begin, (a, b) => {
    return rank(a.card) - rank(b.card) || a.budget.workTaken() - b.budget.workTaken();
  });

  return {
    refusal: null,
    async keyFor(card) {
      return (await keys.get(saltName(card))) ?? null;
    },
    obtain: (card, budget) => ask({ card, budget }),
    whenLight: async () => {
      await here;
    },
    isStranger,
    learnFrom: () => Promise.resolve(),
    add(card, passphraseKey) {
      keys.set(saltName(card), Promise.resolve(passphraseKey));
    },
  };
}

/** Whether there is work left for a derivation, of the place and of the run; it is counted then. */
function workOfRun(): (cost: Cost, budget: PlaceBudget) => boolean {
  const budgets = new Set<PlaceBudget>();
  return ({ ops, memoryMiB }, budget) => {
    const work = Math.max(leastWork, ops * memoryMiB);
    const taken = [...budgets].reduce((sum, one) => sum + one.workTaken(), 0);
    // A place's first try is always made, whatever the others have used up.
    if (budget.workTaken() > 0 && taken + work > runWork) return false;
    budgets.add(budget);
    return budget.takeWork(work);
  };
}

/** Does one after the other, for a derivation may take up to 1 GiB of memory: the first in order first. */
function inTurn(
  work: (one: Waiting) => Promise<void>,
  order: (a: Waiting, b: Waiting) => number,
): (one: Omit<Waiting, 'done'>) => Promise<void> {
  let waiting: Waiting[] = [];
  let isRunning = false;
  const run = async (): Promise<void> => {
    if (isRunning) return;
    isRunning = true;
    // Whoever asks at the same time has asked before it is decided who is first.
    await Promise.resolve();
    while (waiting.length > 0) {
      const next = waiting.reduce((first, one) => (order(one, first) < 0 ? one : first));
      waiting = waiting.filter((one) => one !== next);
      await work(next);
      next.done();
    }
    isRunning = false;
  };
  return (one) =>
    new Promise((resolve) => {
      waiting.push({ ...one, done: resolve });
      void run();
    });
}

/**
 * The salts of a place in the order in which they are tried: the most frequent first, then as they come.
 * A forger can name any number, but a vault's own salt is in all of its records.
 */
export function mostFrequentFirst(salts: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const salt of salts) counts.set(salt, (counts.get(salt) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([salt]) => salt);
}
