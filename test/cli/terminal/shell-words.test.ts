// Words of a proposed command, as a shell takes them back.
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Shell, quotedFor, shellAtHand } from '../../../src/cli/terminal/shell-words.js';

describe.skipIf(process.platform === 'win32')('a word quoted for sh', () => {
  it('comes out of sh as it was', () => {
    const words = fc.sample(
      fc.oneof(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
        fc.stringMatching(/^[a-z$`"'\\!* ~#&;|<>(){}[\],=-]{1,12}$/),
      ),
      300,
    );
    const usable = words.filter((word) => !/[\0\n]/.test(word) && !/^~|^[A-Za-z]:\\/.test(word));
    expect(usable.length).toBeGreaterThan(100);
    const line = usable.map((word) => quotedFor('sh', word)).join(' ');
    const script = `printf '%s\\n' ${line}`;
    const { stdout } = spawnSync('sh', ['-c', script], { encoding: 'utf8' });
    expect(stdout.split('\n').slice(0, -1)).toEqual(usable);
  });
});

describe('a word', () => {
  it.each<[Shell, string, string]>([
    ['sh', '/media/stick', '/media/stick'],
    ['sh', 'E:\\product-key-vault', 'E:\\product-key-vault'],
    ['sh', '/media/My Stick', '"/media/My Stick"'],
    ['sh', '/media/$HOME', "'/media/$HOME'"],
    ['sh', "it's `x`", "'it'\\''s `x`'"],
    ['powershell', 'E:\\keys', 'E:\\keys'],
    ['powershell', 'E:\\My Keys', '"E:\\My Keys"'],
    ['powershell', 'E:\\a,b', '"E:\\a,b"'],
    ['powershell', 'E:\\$x', "'E:\\$x'"],
    ['powershell', "E:\\Anna's $", "'E:\\Anna''s $'"],
    ['cmd', 'E:\\My Keys\\', '"E:\\My Keys\\\\"'],
    ['cmd', 'E:\\a&b', '"E:\\a&b"'],
  ])('for %s: %s', (shell, word, quoted) => {
    expect(quotedFor(shell, word)).toBe(quoted);
  });
});

describe('the shell at hand', () => {
  const own = 'C:\\Users\\A\\Documents\\WindowsPowerShell\\Modules;C:\\Windows\\system32\\Modules';
  it.each<[Shell, string, Record<string, string>]>([
    ['sh', 'linux', {}],
    ['powershell', 'linux', { SHELL: '/usr/bin/pwsh' }],
    ['powershell', 'win32', { PSModulePath: own }],
    ['cmd', 'win32', { PSModulePath: 'C:\\Windows\\system32\\WindowsPowerShell\\v1.0\\Modules' }],
    ['cmd', 'win32', {}],
    ['sh', 'win32', { MSYSTEM: 'MINGW64', PSModulePath: own }],
  ])('is %s on %s with %j', (shell, platform, environment) => {
    expect(shellAtHand(environment, platform)).toBe(shell);
  });
});
