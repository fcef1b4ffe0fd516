// A target as the vault's commands see it: the place, what the user calls it, and whether this run may
// set it up. How places are written in the config or on the command line is the command line's business.
import type { Target } from '../../targets/target.js';

/** One target of a run. */
export interface NamedTarget {
  /** The name in the config, or the place as the user typed it. */
  readonly name: string;
  readonly target: Target;
  /**
   * Sets the place up when it is absent or empty, for a place given ad hoc; null for a configured
   * one, which a push never initialises.
   */
  readonly initialise: ((signal: AbortSignal) => Promise<void>) | null;
  /** The folder it lies in, absolute; null where it is no folder of this PC. */
  readonly folder: string | null;
}
