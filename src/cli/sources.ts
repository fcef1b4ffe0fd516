// What to collect from: the paths given with --from.
import type { CollectContext, Collection } from '../collect/collector.js';
import { collectFrom } from '../collect/collectors.js';
import { VaultError } from '../errors.js';

/** Collects from every path. @throws VaultError `USAGE` where there is none, or why it was stopped */
export async function collectSources(
  paths: readonly string[],
  context: CollectContext,
): Promise<Collection> {
  if (paths.length > 0) {
    const collection = await collectFrom(paths, context);
    // What was found is of no use any more, and must not be shown, once the command has failed.
    context.signal.throwIfAborted();
    return collection;
  }
  throw new VaultError('USAGE', 'no disk or export is named', {
    hint: 'Name one: --from D:\\ (a disk), or --from keys.reg (an export made with regedit).',
  });
}
