// Where the words of a passphrase that a run makes may go.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkNewWords } from '../../../src/cli/options/new-words.js';
import { shownHint } from '../../support/shown-hint.js';

const folder = mkdtempSync(join(tmpdir(), 'vault-words-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The hint of the refusal. */
function hintOf(...given: Parameters<typeof checkNewWords>): string {
  try {
    checkNewWords(...given);
  } catch (error) {
    return shownHint(error);
  }
  return '';
}

describe('a file for new words that is there already', () => {
  it('is refused, and a change says that it may hold the words of one that was interrupted', () => {
    const file = join(folder, 'gen.txt');
    const flags = { generatePassphrase: true, passphraseOut: file } as const;
    expect(hintOf(flags, { ofChange: true })).toBe('');
    writeFileSync(file, 'six words\n');
    expect(hintOf(flags)).toBe('Name another file.');
    expect(hintOf(flags, { ofChange: true })).toContain(`--new-passphrase-file ${file}`);
  });
});
