// Asking all places for what is stored, and waiting for each of them.
import { reachInTime } from '../../src/vault/places/late.js';
import type { Reach } from '../../src/vault/places/reach.js';
import type { NamedTarget } from '../../src/vault/places/target-address.js';

/** What all of them said. */
export async function reachTargets(
  targets: readonly NamedTarget[],
  signal: AbortSignal,
): Promise<Reach> {
  return (await reachInTime(targets, signal, () => false, { listen: () => undefined })).reach;
}
