// Backups in any form are found by one look at the folder, however many there are, and read within bounds.
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeDirectoryEffects } from '../../../src/targets/directory/file-system.js';
import { createDirectoryKind } from '../../../src/targets/directory/kind.js';
import type { Target } from '../../../src/targets/target.js';
import { never } from '../../support/signal.js';
import { expectTargetError, namesIn } from '../../support/target-assertions.js';
import { eachInFolder } from '../../support/temporary-folder.js';

let folder: string;
eachInFolder((made) => {
  folder = made;
});

/** The folder as a source, and how often its entries were asked for. */
function looseFolder(): { target: Target; asked: () => number } {
  let count = 0;
  const { fileSystem } = nodeDirectoryEffects;
  const entries: typeof fileSystem.entries = (path) => {
    count += 1;
    return fileSystem.entries(path);
  };
  const effects = { ...nodeDirectoryEffects, fileSystem: { ...fileSystem, entries } };
  const target = createDirectoryKind(effects).open({ path: folder, anyForm: true });
  return { target, asked: () => count };
}

const lay = (name: string): Promise<void> => writeFile(join(folder, name), `bytes of ${name}`);

describe('backups in any form', () => {
  it('are all read after one look', async () => {
    for (let i = 0; i < 20; i += 1) await lay(`${i}.vault`);
    const { target, asked } = looseFolder();
    const names = await namesIn(target);
    const before = asked();
    for (const name of names) await target.get(name, never);
    expect([names.length, asked() - before]).toEqual([20, 0]);
  });

  it('are looked at anew by each list', async () => {
    await lay('a.vault');
    const { target } = looseFolder();
    expect(await namesIn(target)).toHaveLength(1);
    await lay('b.vault');
    await rename(join(folder, 'a.vault'), join(folder, 'c.vault'));
    const names = await namesIn(target);
    const read = await Promise.all(names.map((name) => target.get(name, never)));
    expect(read.map((bytes) => Buffer.from(bytes).toString()).sort()).toEqual([
      'bytes of a.vault',
      'bytes of b.vault',
    ]);
  });

  it('are read within bounds where the file changed since', async () => {
    await lay('a.vault');
    const { target } = looseFolder();
    const [name] = await namesIn(target);
    if (name === undefined) throw new Error('nothing was listed');
    await writeFile(join(folder, 'a.vault'), new Uint8Array(2_000_000));
    await expectTargetError(target.get(name, never), 'DAMAGED');
    await rm(join(folder, 'a.vault'));
    await expectTargetError(target.get(name, never), 'WRONG_TARGET');
  });
});
