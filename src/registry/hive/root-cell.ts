// Where the root key of a hive is: where the base block says, or else where Windows always puts it.
import { byteReader, FormatError } from '../../bytes.js';
import type { RegistryKey } from '../registry.js';
import { baseBlockBytes } from './base-block.js';
import { binHeaderBytes, type Bins } from './hive-bin.js';
import { type HiveContext, rootKey } from './hive-key.js';

const isRootFlag = 4;

/**
 * The root key of a hive whose base block names `cell`.
 * @throws FormatError when there is none.
 */
export function openRoot(context: HiveContext, cell: number): RegistryKey {
  try {
    return rootKey(context, cell);
  } catch (error) {
    if (!(error instanceof FormatError) || !isRootInFirstCell(context.bins)) throw error;
    const message = `the root key was found in its usual place: ${error.message}`;
    context.warnings.add('damaged-hive', message);
    return rootKey(context, binHeaderBytes);
  }
}

function isRootInFirstCell({ pages }: Bins): boolean {
  const sizeFieldBytes = 4;
  const at = baseBlockBytes + binHeaderBytes + sizeFieldBytes;
  const start = byteReader(pages.read(at, 4), 'first cell');
  return start.length === 4 && start.latin1(0, 2) === 'nk' && (start.u16le(2) & isRootFlag) !== 0;
}
