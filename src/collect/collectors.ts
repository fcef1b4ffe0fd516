// The list of collectors, a line each, and the way of a path through it: the first that knows the kind
// of the path reads it.
import { stat } from 'node:fs/promises';
import { VaultError } from '../errors.js';
import type { CollectContext, Collection, Collector } from './collector.js';
import { hiveFile } from './hive-file.js';
import { produkeyExport } from './import/produkey-export.js';
import { textFile } from './import/text-file.js';
import { msdmTable } from './msdm-table.js';
import { regExport } from './reg-export.js';
import { brokenSource, sourceError } from './source-error.js';
import { windowsDisk } from './windows-disk.js';

/** Every collector that reads a path; the one that takes any text comes last. */
const collectors: readonly Collector[] = [
  windowsDisk,
  hiveFile,
  msdmTable,
  regExport,
  produkeyExport,
  textFile,
];

/**
 * Everything found at the paths, in their order. Nothing is ever written.
 * @throws VaultError `SOURCE_NOT_FOUND`, `SOURCE_UNREADABLE` or `SOURCE_UNKNOWN` for a path that
 * cannot be read, `FORMAT` for one that is broken.
 */
export async function collectFrom(
  paths: readonly string[],
  context: CollectContext,
): Promise<Collection> {
  const collections: Collection[] = [];
  for (const path of paths) {
    context.signal.throwIfAborted();
    collections.push(await collectPath(driveRoot(path), context));
  }
  return {
    findings: collections.flatMap((collection) => collection.findings),
    warnings: collections.flatMap((collection) => collection.warnings),
  };
}

/** On Windows a bare drive letter is the drive's current folder; its root is meant. */
function driveRoot(path: string): string {
  return process.platform === 'win32' && /^[a-z]:$/i.test(path) ? `${path}\\` : path;
}

async function collectPath(path: string, context: CollectContext): Promise<Collection> {
  const stats = await stat(path).catch((error: unknown) => {
    throw sourceError(error, path);
  });
  // Reading a pipe would wait for ever, and a disk that is not mounted has no files.
  if (!stats.isDirectory() && !stats.isFile()) {
    throw new VaultError('SOURCE_UNKNOWN', `${path} is neither a folder nor a file`, {
      hint: 'Mount the disk and name the folder where it is mounted.',
    });
  }
  for (const collector of collectors) {
    const collection = await collector.collect(path, context).catch((error: unknown) => {
      throw brokenSource(error, path);
    });
    if (collection !== null) return collection;
  }
  throw stats.isDirectory() ? noWindows(path) : unknownFile(path);
}

function noWindows(path: string): VaultError {
  return new VaultError('SOURCE_UNKNOWN', `no Windows was found in ${path}`, {
    hint:
      'Name the root of the disk, or the folder Windows on it. A disk that looks empty may be ' +
      'locked by BitLocker: unlock it first.',
  });
}

function unknownFile(path: string): VaultError {
  return new VaultError('SOURCE_UNKNOWN', `${path} is not a file that can be read for keys`, {
    hint:
      'Name a registry hive (SOFTWARE or SYSTEM), a .reg file that the Registry Editor made, a copy ' +
      'of the ACPI table MSDM, an export of ProduKey, or a text with a product key in it.',
  });
}
