// A target as the vault's operations see it: where it is, what the user calls it, and whether a run may
// set it up. How places are written in the config or on the command line is the household's business.
import type { Target } from '../../targets/target.js';
import { type PlaceBudget, placeBudget } from './budget.js';
import { budgetedTarget } from './budgeted-target.js';

/** One target that a run may use. Plain facts, and the way to reach it. */
export interface TargetAddress {
  /** The name in the config, or the place as the user typed it. */
  readonly name: string;
  /** The folder it lies in, absolute; null where it is no folder of this PC. */
  readonly folder: string | null;
  /**
   * Sets the place up when it is absent or empty, for a place given ad hoc or one that can be no other
   * than the one meant; null for any other place of the config, which a push never initialises.
   */
  readonly initialise: ((signal: AbortSignal) => Promise<void>) | null;
  /** Marks the place again, as the one that it was, where its mark was lost. Left out where it has none. */
  readonly markAgain?: (signal: AbortSignal) => Promise<void>;
  /** A target that does nothing until it is first called. Whoever opens it closes it. */
  readonly open: () => Target;
}

/** One target, opened for one operation. */
export interface NamedTarget extends TargetAddress {
  readonly target: Target;
  /** What is left of what may be read of it in this operation; the target keeps to it. */
  readonly budget: PlaceBudget;
}

/** The target opened, within a budget of its own. */
export function openNamed(address: TargetAddress): NamedTarget {
  const budget = placeBudget(address.name);
  return { ...address, budget, target: budgetedTarget(address.open(), budget) };
}

/** Opens the targets for `work`, and lets go of their connections when it has ended, however it did. */
export async function withOpenTargets<Result>(
  addresses: readonly TargetAddress[],
  work: (targets: readonly NamedTarget[]) => Promise<Result>,
): Promise<Result> {
  const targets: NamedTarget[] = [];
  try {
    for (const address of addresses) targets.push(openNamed(address));
    return await work(targets);
  } finally {
    // Nothing depends on how that ends, and it must not stand in for what went wrong before.
    await Promise.allSettled(targets.map(({ target }) => target.close()));
  }
}
