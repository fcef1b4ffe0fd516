// The portable folder for Windows as it ships, with its own Node 24: under Wine 10, in a Debian that
// scripts/wine-10.sh makes. Too large for every run: only where PORTABLE_TESTS=1 asks for it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { digitalProductId, digitalProductId4 } from '../support/digital-product-id-writer.js';
import { regBinary, regSz } from '../support/hive-writer.js';
import { projectRoot } from '../support/program.js';
import { writeRegExport } from '../support/reg-writer.js';
import {
  type WineOutput,
  type WineWindows,
  startWine,
  windowsPath,
  windowsProgram,
} from '../support/wine.js';
import { currentVersion, windows11Pro } from '../support/windows-pc.js';

// A public key: the one that Setup installs for Pro.
const productKey = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const productId = '00330-80000-00000-AA123';

const isAsked = process.env['PORTABLE_TESTS'] === '1';
if (!isAsked)
  console.warn(
    'skipped: needs Wine 10 (root, debootstrap, 1.2 GB; scripts/wine-10.sh makes it); set PORTABLE_TESTS=1, and WINE_10=FOLDER for another folder than that of the cache',
  );

describe.skipIf(!isAsked)('the portable folder for Windows', { timeout: 300_000 }, () => {
  let windows: WineWindows;
  const work = mkdtempSync(join(tmpdir(), 'portable-windows-'));
  let portable = '';
  beforeAll(async () => {
    const folder = process.env['WINE_10'];
    const script = join(projectRoot, 'scripts/wine-10.sh');
    const args = folder === undefined ? [script] : [script, folder];
    const made = execFileSync('bash', args, { encoding: 'utf8' }).trim();
    portable = windowsProgram();
    windows = await startWine(join(made, 'wine'));
    writeFileSync(join(work, 'passphrase.txt'), 'correct horse battery staple');
  }, 1_200_000);
  afterAll(() => {
    if (!isAsked) return;
    windows.stop();
    for (const folder of [work, join(portable, '..')]) rmSync(folder, { recursive: true });
  });

  const file = (name: string): string => windowsPath(join(work, name));
  const command = (): string => windowsPath(join(portable, 'vault.cmd'));
  const vault = (...args: readonly string[]): Promise<WineOutput> =>
    windows.run('cmd', '/c', command(), ...args);
  const passphrase = (): string[] => ['--passphrase-file', file('passphrase.txt')];

  it('brings Node 24', async () => {
    const { stdout } = await windows.run(windowsPath(join(portable, 'node.exe')), '--version');
    expect(stdout).toMatch(/^v24\./);
  });

  it('collects from the registry, and pushes to a folder and the Credential Manager', async () => {
    const values = [
      ...windows11Pro,
      regSz('CurrentBuildNumber', '26100'),
      regSz('ProductId', productId),
      regBinary('DigitalProductId', digitalProductId({ productKey, productId })),
      regBinary('DigitalProductId4', digitalProductId4({ productKey, keyType: 'Retail' })),
    ];
    const path = `HKEY_LOCAL_MACHINE\\SOFTWARE\\${currentVersion}`;
    const part = { path, key: { name: 'CurrentVersion', values } };
    writeFileSync(join(work, 'keys.reg'), writeRegExport([part]));
    expect((await windows.run('reg', 'import', file('keys.reg'))).status).toBe(0);
    const collected = await vault('collect', '--json', '--reveal');
    expect(collected.stdout, collected.stderr).toContain(productKey);
    const places = ['--to', file('stick'), '--to', 'credential-store'];
    const pushed = await vault('push', ...places, ...passphrase());
    expect(pushed.status, pushed.stderr).toBe(0);
    expect(pushed.stderr).toMatch(/stored +credential-store/);
  });

  it('gives the key back from each of the two alone', async () => {
    for (const place of [file('stick'), 'credential-store']) {
      const pulled = await vault('pull', '--from', place, ...passphrase());
      expect(pulled.stdout, pulled.stderr).toContain(productKey);
    }
  });

  it('says in words what Wine has no program for', async () => {
    const from = ['pull', '--from', file('stick'), ...passphrase()];
    const copied = await vault(...from, '--copy', '--entry', '1');
    expect(copied.status).toBe(1);
    expect(copied.stderr).toContain('nothing here can put a key onto the clipboard');
    const applied = await vault(...from, '--apply', '--entry', '1');
    expect(applied.status, applied.stderr).toBe(0);
    expect(applied.stdout).toContain('No key has to be typed');
  });

  it('greets at a double click, and stays open until a key is pressed', async () => {
    const shown = windows.held('cmd', '/c', command());
    const sees = (words: string): Promise<void> =>
      vi.waitFor(
        () => {
          expect(shown.stdout()).toContain(words);
        },
        { timeout: 60_000, interval: 200 },
      );
    await sees('What shall be done?');
    // The last of the menu, by an arrow that goes round: every command.
    shown.type('\u001B[A');
    shown.type('\r');
    await sees('Usage: ');
    await sees('Press any key');
    expect(shown.isRunning()).toBe(true);
    shown.type('\r');
    await shown.ended;
  });
});
