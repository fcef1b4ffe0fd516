// Folders as places for tests: set up, opened again, littered as other programs and killed runs do.
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { directoryKind } from '../../src/targets/directory/kind.js';
import type { ContractSetup } from '../targets/contract.js';
import { sealedSample, secondTag } from './sealed.js';
import { never } from './signal.js';

/** A fresh place in a new folder beneath `parent`. */
export async function freshPlace(parent: string): Promise<{ path: string; id: string }> {
  const path = join(await mkdtemp(join(parent, 'place-')), 'vault');
  const { id } = await directoryKind.initialise({ path }, never);
  if (id === undefined) throw new Error('a fresh place has an id');
  return { path, id };
}

/** Places for the contract suite, in new folders beneath `parent`. */
export function folderSetup(parent: string) {
  return {
    create: async () => {
      const options = await freshPlace(parent);
      return {
        options,
        target: directoryKind.open(options),
        reopen: () => directoryKind.open(options),
        strays: () => litter(options.path),
        contents: () => readdir(options.path, { recursive: true }),
        dispose: () => rm(join(options.path, '..'), { recursive: true }),
      };
    },
  } satisfies ContractSetup;
}

/** Puts into a place what other programs, people and killed runs leave there. */
async function litter(folder: string): Promise<void> {
  const { name, record } = sealedSample({ sizeBytes: 700, seed: 'stray', tag: secondTag });
  const [, file = ''] = name.split('/');
  const tagFolder = join(folder, secondTag);
  await mkdir(tagFolder, { recursive: true });
  await mkdir(join(folder, 'System Volume Information'));
  await mkdir(join(folder, 'ABCDEFABCDEFABCD'));
  await mkdir(join(folder, 'photos'));
  await mkdir(join(tagFolder, 'nested'));
  // a folder under a record's name
  await mkdir(join(tagFolder, `20200101T000000Z-${'0'.repeat(32)}.vault`));
  const strays = [
    join(folder, 'desktop.ini'),
    join(folder, file),
    join(folder, '00000000000000ff'),
    join(folder, 'photos', file),
    join(tagFolder, 'notes.txt'),
    join(tagFolder, `${file}.0123456789abcdef.tmp`),
    join(tagFolder, `${file}.bak`),
    join(tagFolder, `._${file}`),
    join(tagFolder, file.replace('.vault', ' (1).vault')),
    join(tagFolder, 'nested', file),
  ];
  for (const stray of strays) await writeFile(stray, record);
  await symlink('notes.txt', join(tagFolder, file)).catch(() => undefined);
}
