// The file of an export: its owner's alone, whole, and never in the place of another unasked.
import {
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkExportFile, writeExportFile } from '../../src/household/export-file.js';
import { folderOfFile } from '../support/temporary-folder.js';

const folder = folderOfFile();
const bytes = new TextEncoder().encode('keys');
const keep = { mayReplace: false };
const replace = { mayReplace: true };

describe('the file of an export', () => {
  it('is new, and for its owner alone', async () => {
    const path = join(folder, 'new');
    await checkExportFile(path, keep);
    expect(await writeExportFile(path, bytes, keep)).toEqual({ isPrivate: true });
    expect(readFileSync(path, 'utf8')).toBe('keys');
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('takes no name that came to be taken since it was looked at', async () => {
    const path = join(folder, 'taken');
    await checkExportFile(path, keep);
    writeFileSync(path, 'mine');
    await expect(writeExportFile(path, bytes, keep)).rejects.toMatchObject({ code: 'USAGE' });
    expect(readFileSync(path, 'utf8')).toBe('mine');
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('replaces a link and not what it leads to', async () => {
    const [path, other] = [join(folder, 'link'), join(folder, 'other')];
    writeFileSync(other, 'mine');
    symlinkSync(other, path);
    await expect(checkExportFile(path, keep)).rejects.toThrow('is there already');
    await writeExportFile(path, bytes, replace);
    expect([path, other].map((file) => readFileSync(file, 'utf8'))).toEqual(['keys', 'mine']);
  });

  it('is no folder, and in none that is not there', async () => {
    mkdirSync(join(folder, 'folder'));
    const check = (name: string): Promise<void> => checkExportFile(join(folder, name), replace);
    await expect(check('folder')).rejects.toThrow('is a folder, not a file');
    await expect(check('gone/keys')).rejects.toThrow(/the folder .*gone is not there/);
  });

  it('says why it cannot be written', async () => {
    const long = join(folder, 'long-name-'.repeat(30));
    const refusal: object = {
      code: 'NOT_WRITTEN',
      message: expect.stringMatching(/could not be written \(ENAMETOOLONG\)$/) as string,
    };
    await expect(checkExportFile(long, keep)).rejects.toMatchObject(refusal);
    await expect(writeExportFile(long, bytes, replace)).rejects.toMatchObject(refusal);
  });
});
