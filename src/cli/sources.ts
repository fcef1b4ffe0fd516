// What to collect from: the paths given with --from, or this PC.
import type { CollectContext, Collection } from '../collect/collector.js';

/** Collects from every path, or from this PC when there is none. @throws why it was stopped, too */
export async function collectSources(
  paths: readonly string[],
  context: CollectContext,
): Promise<Collection> {
  const collection = await collectAny(paths, context);
  // Once the command has failed, what was found is of no use any more and must not be shown.
  context.signal.throwIfAborted();
  return collection;
}

async function collectAny(paths: readonly string[], context: CollectContext): Promise<Collection> {
  if (paths.length > 0) {
    const { collectFrom } = await import('../collect/collectors.js');
    return collectFrom(paths, context);
  }
  const { collectThisPc } = await import('../collect/this-pc.js');
  return collectThisPc(context);
}
