// The KeePass database of an export, opened by KeePassXC.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keepassDatabase } from '../../src/household/keepass-database.js';
import { keepassGroups } from '../../src/report/export/keepass-entries.js';
import { exportOf, hostileExport, hostileNames, usualExport } from '../support/export-samples.js';
import { keepassxc } from '../support/keepassxc.js';
import { sixKeyContent } from '../support/sample-content.js';
import { folderOfFile } from '../support/temporary-folder.js';

const folder = folderOfFile();
const passphrase = 'pass wörd 🔑';
const cost = { passes: 1, memoryMiB: 1, lanes: 1 };
const open = keepassxc();

async function write(name: string, input = usualExport): Promise<string> {
  const file = join(folder, name);
  const secret = new TextEncoder().encode(passphrase);
  writeFileSync(file, await keepassDatabase(keepassGroups(input), { passphrase: secret, cost }));
  return file;
}

describe.skipIf(open === null)('a KeePass database', () => {
  const run = (...args: readonly string[]): string => open?.(passphrase, ...args) ?? '';

  it('has a group for each PC and an entry for each licence', async () => {
    const listed = run('ls', '--recursive', '--flatten', await write('usual.kdbx'));
    const entries = listed.split('\n').filter((line) => /\/.*[^/]$/.test(line));
    const of = (pc: string): string[] => entries.filter((line) => line.startsWith(`${pc}/`));
    expect(of('DESKTOP-7K2M9QX')).toContain('DESKTOP-7K2M9QX/Windows 10 Home');
    const [, ofAll] = usualExport.result.opened;
    expect(of('DESKTOP-7K2M9QX')).toHaveLength(6);
    expect(of('ANNA-PC').length).toBe(ofAll?.content.licences.length);
  });

  it('holds the product key as the password, and what is known of it beside', async () => {
    const file = await write('one.kdbx', exportOf(sixKeyContent));
    const entry = 'DESKTOP-7K2M9QX/Windows 11 Pro';
    const shown = run('show', '--show-protected', '--all', file, entry);
    expect(shown).toContain('Password: VK7JG-NPHTM-C97JM-9MPGT-3V66T\n');
    expect(shown).toContain('Sold as: Retail\n');
    expect(shown).toContain('Product ID: 00330-80000-00000-AA535\n');
    expect(run('show', '--all', file, entry)).not.toContain('VK7JG');
  });

  it('holds names of any kind', async () => {
    const listed = run('ls', '--recursive', await write('hostile.kdbx', hostileExport));
    expect(listed).toContain('<script>alert(1)</script>');
    expect(listed.match(/^\S.*\/$/gm)?.length).toBe(hostileNames.length + 1);
  });

  it('opens with no other passphrase', async () => {
    const file = await write('closed.kdbx');
    expect(() => open?.('pass wörd', 'ls', file)).toThrow('Command failed');
    expect(run('ls', file)).toContain('ANNA-PC/');
  });
});
