// What to collect from: the paths given with --from.
import type { CollectContext, Collection } from '../collect/collector.js';
import { collectFrom } from '../collect/collectors.js';
import { VaultError } from '../errors.js';

/** Collects from every path. @throws VaultError `USAGE` where there is none */
export async function collectSources(
  paths: readonly string[],
  context: CollectContext,
): Promise<Collection> {
  if (paths.length > 0) return collectFrom(paths, context);
  throw new VaultError('USAGE', 'no disk or export is named', {
    hint: 'Name one: --from D:\\ (a disk), or --from keys.reg (an export made with regedit).',
  });
}
