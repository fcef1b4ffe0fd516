// What each kind of target offers beside the target itself: how it is written on the command line and
// in the config, and how a new place is set up.
import type { VaultError } from '../errors.js';
import type { Target } from './target.js';

/** A member of a kind's options that a person may give. */
export interface KindMember {
  /** The member of the options: `endpoint`. */
  readonly member: string;
  /** The flag of `vault target add`, in commander's form: `--endpoint <url>`. */
  readonly flag: string;
  readonly description: string;
  /** What the first run asks for it; null for one that few need. May be left empty. */
  readonly question: string | null;
}

/** A secret that a place needs, kept in the OS credential store and never in the config. */
export interface KindSecret<Options extends object> {
  /** The account that it is filed under; null where the options take it from elsewhere. */
  account(options: Options): Promise<string | null>;
  /** Why no secret is at hand for the place, wherever it is looked for; null where there is one. It asks the place nothing. */
  lacking(options: Options): Promise<VaultError | null>;
  /** The options by which the secret is one that is typed, or kept in the store. */
  typed(options: Options): Options;
  /** What the person is asked for, in this order. */
  readonly questions: readonly { readonly question: string; readonly isHidden: boolean }[];
  /** The text to file, out of the answers. */
  encode(answers: readonly string[]): string;
  /** The kind with this text at hand, as just typed: so it can be tried before it is kept. */
  holding(text: string): TargetKind<Options>;
  /** Whether the place failed for this text: another one has to be asked for. */
  isRefused(error: unknown, text: string): boolean;
}

/** One thing to know of a place, for paper. */
export type PlaceFact = readonly [label: string, value: string];

/** A kind of target. `Options` are what the config keeps for one place of the kind: no secrets. */
export interface TargetKind<Options extends object = object> {
  /** As it stands in the config's `kind` and in docs/targets/. */
  readonly kind: string;
  /** How long one call may take before it is given up; it is made again a few times. */
  readonly callLimitMs: number;
  /**
   * Whether there is one place of the kind for each user, so that no other can be taken for it. A push
   * then sets it up where that is needed, also one of the config: of any other kind it sets up only
   * what was given ad hoc, since an empty folder may be where another stick should be.
   */
  readonly isOnlyOne: boolean;
  /** What `vault target add` takes as flags beside the place. */
  readonly members: readonly KindMember[];
  /** Null where a place needs no secret. */
  readonly secret: KindSecret<Options> | null;
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
   * The words that name the place on a PC without this config: what is typed after --from, and then the
   * flags of `members` that it takes. It asks the place nothing.
   */
  words(options: Options): Promise<readonly string[]>;
  /** What one has to know to find the place from another PC, for paper: no secret. It asks the place nothing. */
  facts(options: Options): Promise<readonly PlaceFact[]>;
  /**
   * Sets up a place that is absent or empty, or takes up one that was set up before; the same place
   * set up twice at once is set up once. Resolves to the options that a config should keep.
   * @throws TargetError `WRONG_TARGET` when something else is there, and whatever a target throws.
   */
  initialise(options: Options, signal: AbortSignal): Promise<Options>;
  /**
   * The options by which a place that was typed is only read, taking backups in whatever form they lie
   * there; absent where there is one form alone.
   */
  forReading?(options: Options): Options;
  /** A target for the place. Does nothing yet: the first call reaches out. */
  open(options: Options): Target;
}
