// A folder whose n-th operation of the file system fails with an error of the system, stores half of what it
// was handed and fails, or never answers.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type DirectoryFileSystem,
  nodeDirectoryEffects,
  nodeDirectoryFileSystem,
} from '../../../src/targets/directory/file-system.js';
import { createDirectoryKind } from '../../../src/targets/directory/kind.js';
import { failingFileSystem, systemError } from '../../support/failing-file-system.js';
import { never } from '../../support/signal.js';
import { type Bed, type BedKind, type Fault, addressOf, flipped, shortMs } from './faulty-place.js';

/** The errors that a folder's operations are made to fail with; each is told as another code. */
const errors = ['EIO', 'ENOSPC', 'EACCES', 'EROFS', 'ENOENT', 'EMFILE', 'ESTALE'] as const;
const silence = 'no answer';

/** A folder on this PC. */
export const folderBeds: BedKind = {
  kind: 'a folder',
  ways: [...errors, silence],
  make: async () => {
    const parent = mkdtempSync(join(tmpdir(), 'vault-torture-'));
    const [path, kept] = [join(parent, 'place'), join(parent, 'kept')];
    const options = await kindOn(nodeDirectoryFileSystem).initialise({ path }, never);
    const through = (fileSystem: DirectoryFileSystem, limit: { limitMs?: number } = {}) =>
      addressOf('bed', kindOn(fileSystem), { options, folder: path, ...limit });
    const copy = (from: string, to: string): void => {
      rmSync(to, { recursive: true, force: true });
      cpSync(from, to, { recursive: true, preserveTimestamps: true });
    };
    return {
      healthy: through(nodeDirectoryFileSystem),
      faulty: (fault) => {
        const { fileSystem, count } = failing(fault);
        // Only what never answers needs it: a healthy operation that is slower than this is not given up.
        const limit = fault.way === silence ? { limitMs: shortMs } : {};
        return { address: through(fileSystem, limit), count };
      },
      keep: () => {
        copy(path, kept);
      },
      reset: () => {
        copy(kept, path);
      },
      damage: (name) => {
        const file = join(path, name);
        writeFileSync(file, flipped(readFileSync(file)));
      },
      dispose: () => {
        rmSync(parent, { recursive: true, force: true });
        return Promise.resolve();
      },
    } satisfies Bed;
  },
};

function kindOn(fileSystem: DirectoryFileSystem): ReturnType<typeof createDirectoryKind> {
  const effects = { ...nodeDirectoryEffects, volumes: () => Promise.resolve([]) };
  return createDirectoryKind({ ...effects, silentVolumes: new Set(), fileSystem });
}

function failing(fault: Fault): { fileSystem: DirectoryFileSystem; count: () => number } {
  const { at, lasts, way } = fault;
  const isSilent = way === silence;
  const error = systemError(isSilent ? 'NO_ANSWER' : way);
  const made = failingFileSystem(nodeDirectoryFileSystem, { at, lasts, error, isSilent });
  return { fileSystem: made.fileSystem, count: () => made.operations.length };
}
