// Paths as people type them, paste them, and drag them into a terminal.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { typedPath } from '../../src/household/paths.js';

const folder = mkdtempSync(join(tmpdir(), 'vault-paths-'));
const odd = join(folder, `"odd"`);
if (process.platform !== 'win32') writeFileSync(odd, '');
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a typed path', () => {
  it.each([
    ['as it is', 'E:\\keys', 'E:\\keys'],
    ['in quotes', '"E:\\my keys"', 'E:\\my keys'],
    ['in single quotes', "'/media/my stick'", '/media/my stick'],
    ['with a quote at its end, as cmd leaves it', 'E:\\my keys"', 'E:\\my keys'],
    ['with a quote at its beginning alone', '"E:\\my keys', 'E:\\my keys'],
    ['with blanks around it', '  /media/stick ', '/media/stick'],
    ['dragged into PowerShell', "& 'E:\\my keys'", 'E:\\my keys'],
    ['with the root of a drive', 'E:\\', 'E:\\'],
    ['with an apostrophe inside', "/home/anna's stick", "/home/anna's stick"],
    ['of the home folder', '~', homedir()],
    ['below the home folder', '~/keys', join(homedir(), 'keys')],
    ['below the home folder, in quotes', '"~/my keys"', join(homedir(), 'my keys')],
    ['of a user, which is left', '~anna/keys', '~anna/keys'],
    ['with nothing', '', ''],
  ])('%s', (_, typed, path) => {
    expect(typedPath(typed)).toBe(path);
  });

  it.skipIf(process.platform === 'win32').each([
    ['dragged into a terminal', '/media/my\\ stick\\ \\(1\\)', '/media/my stick (1)'],
    ['with a backslash at its end', '/media/stick\\', '/media/stick'],
    ['a link of a file manager', pathToFileURL('/media/my stick').href, '/media/my stick'],
  ])('%s', (_, typed, path) => {
    expect(typedPath(typed)).toBe(path);
  });

  it.skipIf(process.platform === 'win32')('that is there is taken as it is, quotes too', () => {
    expect(typedPath(odd)).toBe(odd);
  });
});
