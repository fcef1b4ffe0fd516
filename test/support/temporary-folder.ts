// Folders for what a test writes, removed when it is over, however it ends.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, onTestFinished } from 'vitest';

/** One for all tests of the file, or of the group that asks for it. */
export function folderOfFile(): string {
  const folder = newFolder();
  afterAll(() => {
    remove(folder);
  });
  return folder;
}

/** A fresh one for each test of the file, or of the group; `use` is told of it before the test. */
export function eachInFolder(use: (folder: string) => void): void {
  let folder = '';
  beforeEach(() => {
    folder = newFolder();
    use(folder);
  });
  afterEach(() => {
    remove(folder);
  });
}

/** One for the test that runs. */
export function folderOfTest(): string {
  const folder = newFolder();
  onTestFinished(() => {
    remove(folder);
  });
  return folder;
}

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'vault-test-'));
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
