// `--external` on a Windows: Node for Windows under Wine, with disks as drives D: and E:. Wine has no
// volumes without a drive letter; its drives have names as volumes, by which they are read here.
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleDisk, exampleKeys } from '../support/example-stick.js';
import { realPart } from '../support/real-parts.js';
import {
  startWine,
  windowsPath,
  windowsModules,
  windowsProgram,
  type WineOutput,
  winePart,
  type WineWindows,
} from '../support/wine.js';
import { writeDisk } from '../support/written-disk.js';

const wine = realPart(winePart);
/** The name that Wine gives to drive D: as a volume; its last digits are the letter. */
const volumeOfD = 'Volume{00000000-0000-0000-0000-000000000044}';

describe.skipIf(wine === null)('all attached disks on Windows', { timeout: 300_000 }, () => {
  let windows: WineWindows;
  let program: string;
  let work: string;
  const ends: (() => void)[] = [];

  beforeAll(async () => {
    program = windowsProgram();
    work = mkdtempSync(join(tmpdir(), 'wine-external-'));
    ends.push(() => {
      for (const folder of [program, work]) rmSync(folder, { recursive: true });
    });
    windows = await startWine(wine ?? '');
    ends.push(() => {
      windows.stop();
    });
    const [d, e] = [join(work, 'd'), join(work, 'e')];
    cpSync(exampleDisk, d, { recursive: true });
    writeDisk(e, { computerName: 'FAST-PC' });
    writeFileSync(join(e, 'hiberfil.sys'), 'HIBR'.padEnd(4096, '\0'));
    windows.mount({
      'd:': d,
      'e:': e,
      'f:': join(work, 'no-disk'),
      'f::': join(work, 'locked'),
      [volumeOfD.toLowerCase()]: d,
    });
    writeFileSync(join(work, 'passphrase.txt'), 'correct horse battery staple');
  }, 300_000);
  afterAll(() => {
    for (const end of ends.reverse()) end();
  });

  const vault = (...args: readonly string[]): Promise<WineOutput> =>
    windows.node(join(program, 'bundle/vault.cjs'), ...args);
  const namesIn = ({ stdout }: WineOutput): (string | null)[] =>
    (JSON.parse(stdout) as Output).snapshots.map(({ machine }) => machine.name);
  const codesIn = ({ stdout }: WineOutput): string[] =>
    (JSON.parse(stdout) as Output).warnings.map(({ code, location }) => `${code} ${location}`);

  it('are read, each drive named before', async () => {
    const output = await vault('collect', '--external', '--json', '--reveal');
    expect(output.status, output.stderr).toBe(0);
    expect(namesIn(output)).toEqual(['EXAMPLE-PC', 'FAST-PC']);
    for (const productKey of exampleKeys) expect(output.stdout).toContain(productKey);
    expect(codesIn(output)).toEqual(['fast-start E:\\hiberfil.sys']);
    expect(output.stderr).toContain('Looking at D:\\ (1 of 3)\nLooking at E:\\ (2 of 3)\n');
    expect(output.stderr).not.toMatch(/Looking at [CF]:/);
  });

  it('are backed up, each Windows as a PC of its own', async () => {
    const passphrase = ['--passphrase-file', windowsPath(join(work, 'passphrase.txt'))];
    const to = ['--to', windowsPath(join(work, 'stick'))];
    const output = await vault('push', '--external', ...to, ...passphrase, '--json');
    expect(output.status, output.stderr).toBe(0);
    const tags = readdirSync(join(work, 'stick')).filter((name) => /^[0-9a-f]{16}$/.test(name));
    expect(tags).toHaveLength(2);
  });

  it.each(['', '\\'])('can be named by the name of the volume, ended by "%s"', async (end) => {
    const output = await vault('collect', '--from', `\\\\?\\${volumeOfD}${end}`, '--json');
    expect(output.status, output.stderr).toBe(0);
    expect(namesIn(output)).toEqual(['EXAMPLE-PC']);
  });

  it('are found by their letters where the part that lists volumes is not installed', async () => {
    const without = join(work, 'without-koffi');
    for (const name of ['bundle', 'package.json', 'native'])
      cpSync(join(program, name), join(without, name), { recursive: true });
    for (const name of ['koffi', '@koromix'])
      rmSync(join(without, 'native/node_modules', name), { recursive: true });
    const script = join(without, 'bundle/vault.cjs');
    const output = await windows.node(script, 'collect', '--external', '--json');
    expect(output.status, output.stderr).toBe(0);
    expect(namesIn(output)).toEqual(['EXAMPLE-PC', 'FAST-PC']);
    expect(codesIn(output)).toContain('volumes-unlisted attached disks');
  });

  it('have first sectors that tell a locked one', async () => {
    const sector = Buffer.alloc(8192);
    sector.write('\xeb\x58\x90-FVE-FS-', 'latin1');
    writeFileSync(join(work, 'locked'), sector);
    const module = `file:///${windowsPath(join(windowsModules(), 'dist/collect/external/boot-sector.js'))}`;
    const script = join(work, 'sector.mjs');
    writeFileSync(
      script,
      `import { bootSector } from ${JSON.stringify(module.replaceAll('\\', '/'))};
       console.log(await bootSector('\\\\\\\\.\\\\F:'));`,
    );
    const output = await windows.node(script);
    expect(output.stdout.trim(), output.stderr).toBe('bitlocker');
  });
});

interface Output {
  readonly snapshots: readonly { readonly machine: { readonly name: string | null } }[];
  readonly warnings: readonly { readonly code: string; readonly location: string }[];
}
