// A collector alone on a path, opened as the program opens it.
import type { Collection, CollectContext, Collector } from '../../src/collect/collector.js';
import { withSource } from '../../src/collect/source.js';

/** What the collector says of the path; null when it is not of its kind. */
export function collectPath(
  collector: Collector,
  path: string,
  context: CollectContext,
): Promise<Collection | null> {
  return withSource(path, (source) => collector.collect(source, context));
}
