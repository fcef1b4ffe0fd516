import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolders } from '../../src/system/make-folders.js';

describe('folders that are made', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'make-folders-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('are all that are missing, for their owner alone', async () => {
    const path = join(folder, 'a', 'b', 'c');
    await makeFolders(path);
    await makeFolders(path);
    if (process.platform !== 'win32') expect(statSync(join(folder, 'a')).mode & 0o777).toBe(0o700);
    expect(statSync(path).isDirectory()).toBe(true);
  });

  it.runIf(existsSync('/proc/self'))('end where the system takes none', async () => {
    await expect(makeFolders('/proc/none/of/these')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
