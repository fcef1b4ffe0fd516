// The lists of collectors, a line each, and the way of a path through them: it is opened once, and the
// first that knows its kind reads it.
import { VaultError } from '../errors.js';
import { warning } from '../record/warning.js';
import type { CollectContext, Collection, Collector, Source } from './collector.js';
import { isVolumeRoot } from './files/folder-entries.js';
import { imageRefusal } from './files/image-refusal.js';
import { cregFile } from './registry-file/creg-file.js';
import { hiveFile } from './registry-file/hive-file.js';
import { produkeyExport } from './produkey/produkey-export.js';
import { textFile } from './text/text-file.js';
import { msdmTable } from './firmware/msdm-table.js';
import { regExport } from './registry-file/reg-export.js';
import { regSnippet } from './registry-file/reg-snippet.js';
import { brokenSource } from './files/source-error.js';
import { withSource } from './source.js';
import { answerFile } from './windows-disk/answer-file.js';
import { windowsDisk } from './windows-disk/windows-disk.js';

/** Collectors of folders, and of files that a signature tells. */
const signedKinds: readonly Collector[] = [windowsDisk, hiveFile, cregFile, msdmTable];
/** Collectors of texts; the one that takes any text comes last. */
const textKinds: readonly Collector[] = [
  answerFile,
  regExport,
  produkeyExport,
  regSnippet,
  textFile,
];

/**
 * Everything found at the paths, in their order. Nothing is ever written. One of several that cannot be read
 * is a warning, `source-failed`.
 * @throws VaultError where none of them can be read: `SOURCE_NOT_FOUND`, `SOURCE_UNREADABLE` or `SOURCE_UNKNOWN` for a path that
 * cannot be read, `FORMAT` for one that is broken.
 */
export function collectFrom(
  paths: readonly string[],
  context: CollectContext,
): Promise<Collection> {
  return collectEach(paths, context, collectSource);
}

/** Reads one source, as {@link collectSource} does. */
export type SourceReader = (path: string, context: CollectContext) => Promise<Collection>;

/** The same, by whatever reads one source. */
export async function collectEach(
  paths: readonly string[],
  context: CollectContext,
  read: SourceReader,
): Promise<Collection> {
  const collections: Collection[] = [];
  const errors: VaultError[] = [];
  for (const path of paths) {
    context.signal.throwIfAborted();
    try {
      collections.push(await read(driveRoot(path), context));
    } catch (error) {
      context.signal.throwIfAborted();
      if (!(error instanceof VaultError)) throw error;
      errors.push(error);
      const failed = warning('source-failed', error.message, path, { hint: error.hint });
      collections.push({ findings: [], warnings: [failed] });
    }
  }
  if (errors[0] !== undefined && errors.length === paths.length) throw errors[0];
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

/** Everything found at one path. @throws VaultError as {@link collectFrom} does. */
export function collectSource(path: string, context: CollectContext): Promise<Collection> {
  return withSource(path, async (source) => {
    const signed = await firstOf(signedKinds, source, context);
    if (signed !== null && signed.findings.length > 0) return signed;
    if (signed !== null) return (await besideEmpty(signed, source, context)) ?? signed;
    const refusal = imageRefusal(source);
    if (refusal !== null) throw refusal;
    const text = await firstOf(textKinds, source, context);
    if (text !== null) return text;
    throw source.kind === 'folder' ? noWindows(path) : unknownFile(path);
  });
}

/** What stands as text around a dump that has no key in it. */
async function besideEmpty(
  empty: Collection,
  source: Source,
  context: CollectContext,
): Promise<Collection | null> {
  const text = source.kind === 'file' ? await firstOf(textKinds, source, context) : null;
  return text === null ? null : { ...text, warnings: [...empty.warnings, ...text.warnings] };
}

/** What the first collector finds that knows the kind of the source; null where none does. */
async function firstOf(
  collectors: readonly Collector[],
  source: Source,
  context: CollectContext,
): Promise<Collection | null> {
  for (const collector of collectors) {
    const collection = await collector.collect(source, context).catch((error: unknown) => {
      throw brokenSource(error, source.path);
    });
    if (collection !== null) return collection;
  }
  return null;
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
        'or dump of the ACPI table MSDM, an export of ProduKey, a file for Windows Setup, or a text ' +
        'with a product key in it.',
    },
  );
}
