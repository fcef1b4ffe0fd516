// Every kind of target, a line each, and how a place is opened. A kind's module is light: what it
// needs of heavy packages it loads when a place is used, so that this list costs nothing at the start.
import { VaultError } from '../errors.js';
import { ofThePlace, withBoundary } from './boundary.js';
import { credentialStoreKind } from './credential-store/kind.js';
import { directoryKindApart } from './directory/apart.js';
import { withRetry } from './retry.js';
import { createS3Kind } from './s3/kind.js';
import { readStoredCredential } from './stored-credential.js';
import type { Target } from './target.js';
import type { TargetKind } from './target-kind.js';
import { withinTime, withTimeout } from './timeout.js';
import { withVerification } from './verify.js';

/** Every kind. A place is asked of each in turn: one that takes any text for its own comes last. */
export const targetKinds: readonly TargetKind[] = [
  credentialStoreKind,
  createS3Kind({
    readSecret: (account) => readStoredCredential(account, new AbortController().signal),
  }),
  directoryKindApart(),
];

/** A place, told by its kind and that kind's options. */
export interface KnownPlace {
  readonly kind: TargetKind;
  readonly options: object;
}

/** How patient a target is. */
export interface Patience {
  /** How long one call, or one name of a listing, may take. */
  readonly limitMs?: number;
  /** How often a call is made at most. */
  readonly attempts?: number;
}

const usualAttempts = 3;

/** The kind of this name, as the config's `kind` holds it; null when there is none. */
export function findKind(kind: string): TargetKind | null {
  return targetKinds.find((known) => known.kind === kind) ?? null;
}

/**
 * The place that is meant by a text after `--to` or `--from`.
 * @throws VaultError `USAGE` when no kind understands it, or it is written wrongly.
 */
export function parsePlace(place: string): KnownPlace {
  for (const kind of targetKinds) {
    const options = kind.parsePlace(place);
    if (options !== null) return { kind, options };
  }
  throw new VaultError('USAGE', `the place ${place} is of no kind that is known`, {
    hint: 'A place is a folder, credential-store or s3://bucket/prefix.',
  });
}

/**
 * A target for the place: each call bounded, made again where that may help, each put verified, and
 * whatever goes wrong an error of this place.
 * Opening does nothing yet.
 */
export function openTarget({ kind, options }: KnownPlace, patience: Patience = {}): Target {
  const { limitMs = kind.callLimitMs, attempts = usualAttempts } = patience;
  const bounded = withTimeout(kind.open(options), { limitMs });
  return withBoundary(withVerification(withRetry(bounded, { attempts })));
}

/**
 * Sets up the place, in time; resolves to it with the options that a config should keep.
 * @throws TargetError as `TargetKind.initialise` does, and `TIMEOUT`
 */
export async function initialisePlace(
  { kind, options }: KnownPlace,
  signal: AbortSignal,
  { limitMs = kind.callLimitMs }: Pick<Patience, 'limitMs'> = {},
): Promise<KnownPlace> {
  try {
    const kept = await withinTime({ limitMs }, signal, (inner) => kind.initialise(options, inner));
    return { kind, options: kept };
  } catch (error) {
    throw ofThePlace(error, signal);
  }
}
