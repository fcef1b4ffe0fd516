// The clipboard programs of a desktop, played by scripts that keep what they read and how they were called.
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clipboardCommands, copyToClipboard } from '../../src/system/clipboard.js';
import { never } from '../support/signal.js';
import { eachInFolder } from '../support/temporary-folder.js';

const names = (environment: NodeJS.ProcessEnv, platform: NodeJS.Platform = 'linux'): string[] =>
  clipboardCommands({ platform, environment }).map(([name]) => name);

describe('what is tried', () => {
  it.each([
    ['win32', {}, ['clip.exe']],
    ['darwin', {}, ['pbcopy']],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, ['wl-copy']],
    ['linux', { DISPLAY: ':0' }, ['xclip', 'xsel']],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0', DISPLAY: ':0' }, ['wl-copy', 'xclip', 'xsel']],
    ['linux', {}, []],
    ['linux', { DISPLAY: '' }, []],
  ] as const)('on %s with %j', (platform, environment, expected) => {
    expect(names(environment, platform)).toEqual(expected);
  });
});

describe.skipIf(process.platform === 'win32')('a key for the clipboard', () => {
  const path = process.env['PATH'];
  let bin = '';
  eachInFolder((folder) => (bin = folder));
  beforeEach(() => {
    process.env['PATH'] = bin;
  });
  afterEach(() => {
    process.env['PATH'] = path;
  });
  const play = (name: string, script: string): void => {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  const keeping = (name: string): string =>
    `printf '%s\\n' "$*" > '${bin}/${name}.args'; /bin/cat > '${bin}/${name}.input'`;
  const copy = (environment: NodeJS.ProcessEnv): Promise<string | null> =>
    copyToClipboard('A-KEY', never, { platform: 'linux', environment });

  it('goes through standard input, and stands in no argument', async () => {
    play('xclip', keeping('xclip'));
    expect(await copy({ DISPLAY: ':0' })).toBe('xclip');
    expect(readFileSync(join(bin, 'xclip.input'), 'utf8')).toBe('A-KEY');
    expect(readFileSync(join(bin, 'xclip.args'), 'utf8')).toBe('-selection clipboard\n');
  });

  it('goes to the next where one is not there, or fails', async () => {
    play('wl-copy', 'exit 1');
    play('xsel', keeping('xsel'));
    expect(await copy({ DISPLAY: ':0', WAYLAND_DISPLAY: 'w' })).toBe('xsel');
    expect(readFileSync(join(bin, 'xsel.input'), 'utf8')).toBe('A-KEY');
  });

  it('is waited for no longer than the first process, though one stays behind', async () => {
    play('xclip', `${keeping('xclip')}; /bin/sleep 30 & exit 0`);
    expect(await copy({ DISPLAY: ':0' })).toBe('xclip');
    expect(existsSync(join(bin, 'xclip.input'))).toBe(true);
  }, 20_000);

  it('has nowhere to go without a desktop, or where one ends without reading', async () => {
    expect(await copy({})).toBeNull();
    play('xclip', 'exec 0<&-; exit 3');
    expect(await copy({ DISPLAY: ':0' })).toBeNull();
  });
});
