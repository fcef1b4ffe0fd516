// What to collect from, as the flags say: paths, all attached disks, or this PC; and a list of products
// of the user's own.
import type { Command } from 'commander';
import type { CollectContext, Collection } from '../../collect/collector.js';
import type { ExternalOptions } from '../../collect/external/external.js';
import { repeated } from '../command.js';
import { printable, say } from '../terminal/output.js';

/** The flags, as commander gives them. */
export interface SourceFlags {
  readonly from: readonly string[];
  readonly external?: true;
  readonly products?: string;
}

/** Adds `--from`, `--external` and `--products`. */
export function addSourceOptions(command: Command): Command {
  return command
    .option(
      '--from <path>',
      'a disk or Windows folder, a hive file or a .reg export; repeatable',
      repeated,
      [],
    )
    .option('--external', 'every Windows on every other disk that is attached')
    .option(
      '--products <file>',
      'look for the programs of this list too (JSON, or the keyfinder.cfg of Keyfinder)',
    );
}

/** Collects from what the flags name, or from this PC when they name nothing. @throws why it was stopped, too */
export async function collectSources(
  flags: SourceFlags,
  context: Omit<CollectContext, 'products'>,
): Promise<Collection> {
  const collection = await collectAny(flags, context);
  // Once the command has failed, what was found is of no use any more and must not be shown.
  context.signal.throwIfAborted();
  return collection;
}

async function collectAny(flags: SourceFlags, context: CollectContext): Promise<Collection> {
  if (flags.products === undefined) return collectWith(flags, context);
  const { readProductFile } = await import('../../collect/files/product-file.js');
  const { places, warnings } = await readProductFile(flags.products);
  const collection = await collectWith(flags, { ...context, products: places });
  return { ...collection, warnings: [...warnings, ...collection.warnings] };
}

async function collectWith(
  { from, external }: SourceFlags,
  context: CollectContext,
): Promise<Collection> {
  const parts: Collection[] = [];
  if (from.length > 0) {
    const { collectFromApart } = await import('../../collect/external/sources-apart.js');
    parts.push(await collectFromApart(from, context));
  }
  if (external === true) {
    const { collectExternal } = await import('../../collect/external/external.js');
    parts.push(await collectExternal(context, searchMessages));
  }
  if (parts.length === 0) {
    const { collectThisPc } = await import('../../collect/this-pc/this-pc.js');
    return collectThisPc(context);
  }
  return {
    findings: parts.flatMap(({ findings }) => findings),
    warnings: parts.flatMap(({ warnings }) => warnings),
  };
}

/** Where the search of all disks stands, for the person who waits. */
const searchMessages: Pick<ExternalOptions, 'onVolume' | 'onSlow'> = {
  onVolume: (name, { number, of }) => {
    say(`Looking at ${printable(name)} (${number} of ${of})`);
  },
  onSlow: (name) => {
    say(`Still waiting for ${printable(name)}. Ctrl-C stops the search.`);
  },
};
