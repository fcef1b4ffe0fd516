// What each kind of target offers beside the target itself: how it is written on the command line and
// in the config, and how a new place is set up.
import type { Target } from './target.js';

/** A kind of target. `Options` are what the config keeps for one place of the kind: no secrets. */
export interface TargetKind<Options extends object = object> {
  /** As it stands in the config's `kind` and in docs/targets/. */
  readonly kind: string;
  /**
   * The options for a place as typed after --to or --from; null when the text is not of this kind.
   * @throws TargetError or VaultError `USAGE` when it is of this kind, but written wrongly.
   */
  parsePlace(place: string): Options | null;
  /**
   * The options out of a config entry's members (without `name` and `kind`).
   * @throws VaultError `BAD_CONFIG` naming the member.
   */
  parseOptions(members: Readonly<Record<string, unknown>>): Options;
  /** The place in the user's words, without secrets: `folder E:\vault`. */
  describe(options: Options): string;
  /**
   * Sets up a place that is absent or empty, or takes up one that was set up before; the same place
   * set up twice at once is set up once. Resolves to the options that a config should keep.
   * @throws TargetError `WRONG_TARGET` when something else is there, and whatever a target throws.
   */
  initialise(options: Options, signal: AbortSignal): Promise<Options>;
  /** A target for the place. Does nothing yet: the first call reaches out. */
  open(options: Options): Target;
}
