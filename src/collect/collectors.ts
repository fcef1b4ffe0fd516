// The list of collectors, a line each, and the way of a path through it: the first that knows the kind
// of the path reads it.
import { stat } from 'node:fs/promises';
import { VaultError } from '../errors.js';
import type { CollectContext, Collection, Collector } from './collector.js';
import { diskImage } from './files/disk-image.js';
import { isVolumeRoot } from './files/folder-entries.js';
import { hiveFile } from './registry-file/hive-file.js';
import { produkeyExport } from './produkey/produkey-export.js';
import { textFile } from './text/text-file.js';
import { mountAdvice } from './files/mount-advice.js';
import { msdmTable } from './firmware/msdm-table.js';
import { regExport } from './registry-file/reg-export.js';
import { brokenSource, sourceError } from './files/source-error.js';
import { windowsDisk } from './windows-disk/windows-disk.js';

/** Every collector that reads a path; the one that takes any text comes last. */
const collectors: readonly Collector[] = [
  windowsDisk,
  hiveFile,
  msdmTable,
  diskImage,
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

/** On Windows a bare drive letter is the drive's current folder; its root is meant, as with volumes. */
function driveRoot(path: string): string {
  if (process.platform !== 'win32') return path;
  const isRoot = /^[a-z]:$/i.test(path) || isVolumeRoot(path);
  return isRoot && !path.endsWith('\\') ? `${path}\\` : path;
}

async function collectPath(path: string, context: CollectContext): Promise<Collection> {
  const isDirectory = await isDirectoryOrFile(path);
  for (const collector of collectors) {
    const collection = await collector.collect(path, context).catch((error: unknown) => {
      throw brokenSource(error, path);
    });
    if (collection !== null) return collection;
  }
  throw isDirectory ? noWindows(path) : unknownFile(path);
}

/** @throws VaultError for everything else: reading a pipe would wait for ever. */
async function isDirectoryOrFile(path: string): Promise<boolean> {
  if (isVolumeRoot(path)) return true;
  const stats = await stat(path).catch((error: unknown) => {
    throw sourceError(error, path);
  });
  if (stats.isDirectory() || stats.isFile()) return stats.isDirectory();
  const isDisk = stats.isBlockDevice();
  throw new VaultError('SOURCE_UNKNOWN', `${path} is neither a folder nor a file`, {
    hint: isDisk
      ? mountAdvice(path)
      : 'Name a folder or a file; a disk is named by the folder that it is mounted at.',
  });
}

function noWindows(path: string): VaultError {
  return new VaultError('SOURCE_UNKNOWN', `no Windows was found in ${path}`, {
    hint:
      'Name the root of the disk, or the folder Windows on it. A disk that looks empty may be ' +
      'locked by BitLocker: unlock it first.',
  });
}

function unknownFile(path: string): VaultError {
  return new VaultError(
    'SOURCE_UNKNOWN',
    `${path} is not a kind of file that keys can be read from`,
    {
      hint:
        'Name a registry hive (SOFTWARE or SYSTEM), a .reg file that the Registry Editor made, a copy ' +
        'or dump of the ACPI table MSDM, an export of ProduKey, or a text with a product key in it.',
    },
  );
}
