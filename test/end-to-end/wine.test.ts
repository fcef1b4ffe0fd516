// The whole program on a Windows: Node for Windows under Wine, keys in the registry, a folder and the
// Credential Manager as places, and a reinstall in between.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/collect/collector.js';
import { collectFrom } from '../../src/collect/collectors.js';
import { regBinary, regSz } from '../support/hive-writer.js';
import { digitalProductId, digitalProductId4 } from '../support/digital-product-id-writer.js';
import { realPart } from '../support/real-parts.js';
import { writeRegExport } from '../support/reg-writer.js';
import { sealedSample } from '../support/sealed.js';
import {
  startWine,
  windowsPath,
  windowsModules,
  windowsProgram,
  type WineOutput,
  winePart,
  type WineWindows,
} from '../support/wine.js';
import { currentVersion, windows11Pro, writeDisk } from '../support/windows-pc.js';

// Public keys: those that Setup installs for Pro and for Home.
const proKey = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const homeKey = 'YTMG3-N6DKC-DKB77-7M9GH-8HVX7';
const olderKey = 'FJ82H-XT6CR-J8D7P-XQJJ2-GPDD4';

const wine = realPart(winePart);

describe.skipIf(wine === null)('the program on Windows', { timeout: 300_000 }, () => {
  let windows: WineWindows;
  let program: string;
  let work: string;
  const ends: (() => void)[] = [];
  const removedAtTheEnd = (folder: string): string => {
    ends.push(() => {
      rmSync(folder, { recursive: true });
    });
    return folder;
  };

  beforeAll(async () => {
    program = removedAtTheEnd(windowsProgram());
    work = removedAtTheEnd(mkdtempSync(join(tmpdir(), 'wine-work-')));
    windows = await startWine(wine ?? '');
    ends.push(() => {
      windows.stop();
    });
    writeFileSync(join(work, 'passphrase.txt'), 'correct horse battery staple');
  }, 300_000);
  afterAll(() => {
    for (const end of ends.reverse()) end();
  });

  const file = (name: string): string => windowsPath(join(work, name));
  const vault = (...args: readonly string[]): Promise<WineOutput> =>
    windows.node(join(program, 'bundle/vault.cjs'), ...args);
  const passphrase = (): string[] => ['--passphrase-file', file('passphrase.txt')];
  /** Imports values below CurrentVersion as the Registry Editor would. */
  const install = async (name: string, productKey: string, productId: string): Promise<void> => {
    const values = [
      ...windows11Pro,
      // Wine has a value of its own here.
      regSz('CurrentBuildNumber', '26100'),
      regSz('ProductId', productId),
      regBinary('DigitalProductId', digitalProductId({ productKey, productId })),
      regBinary('DigitalProductId4', digitalProductId4({ productKey, keyType: 'Retail' })),
    ];
    const path = `HKEY_LOCAL_MACHINE\\SOFTWARE\\${currentVersion}`;
    const part = { path, key: { name: 'CurrentVersion', values } };
    writeFileSync(join(work, name), writeRegExport([part]));
    expect((await windows.run('reg', 'import', file(name))).status).toBe(0);
  };
  const pulledKeys = async (place: string): Promise<(string | null)[]> => {
    const output = await vault('pull', '--from', place, ...passphrase(), '--json');
    expect(output.status, output.stderr + output.stdout).toBe(0);
    const pulled = JSON.parse(output.stdout) as PullOutput;
    return pulled.records.flatMap(({ snapshot }) =>
      snapshot.licences.map(({ productKey }) => productKey),
    );
  };

  it('finds the keys in the running registry, and the facts of the PC in the firmware', async () => {
    await install('first.reg', proKey, '00330-80000-00000-AA123');
    const output = await vault('collect', '--json', '--reveal');
    expect(output.status, output.stderr).toBe(0);
    const { snapshots, warnings } = JSON.parse(output.stdout) as CollectOutput;
    expect(snapshots).toHaveLength(1);
    expect(snapshots[0]).toMatchObject({
      os: { productName: 'Windows 11 Pro' },
      activation: null,
      licences: [
        {
          productKey: proKey,
          checks: { integrity: 'passed' },
          places: [{ collector: 'this-pc' }, {}],
        },
      ],
    });
    // Wine's firmware has a UUID of its own; Wine has no licensing service to ask.
    expect(snapshots[0]?.machine.uuid).toMatch(/^[0-9a-f-]{36}$/);
    expect(warnings.map(({ code }) => code)).toEqual(['activation-unknown']);
  });

  it('pushes to a folder and to the Credential Manager', async () => {
    const places = ['--to', file('stick'), '--to', 'credential-store'];
    const output = await vault('push', ...places, ...passphrase(), '--json');
    expect(output.status, output.stderr).toBe(0);
    const pushed = JSON.parse(output.stdout) as PushOutput;
    expect(pushed.safe).toBe(true);
    expect(pushed.targets.map(({ state }) => state)).toEqual(['verified', 'verified']);
    const [name = ''] = pushed.records;
    expect(readdirSync(join(work, 'stick', name.slice(0, 16)))).toEqual([name.slice(17)]);
    const manager = 'HKCU\\Software\\Wine\\Credential Manager';
    const { stdout } = await windows.run('reg', 'query', manager, '/s');
    expect(stdout).toContain(`Generic: product-key-vault backups/${name}`);
    expect(stdout).not.toContain('write test');
    expect(stdout + output.stdout).not.toContain(proKey);
  });

  it('gives the keys back from each of the two alone', async () => {
    expect(await pulledKeys(file('stick'))).toEqual([proKey]);
    expect(await pulledKeys('credential-store')).toEqual([proKey]);
  });

  it('ends with 5 where no copy outlives a reinstall', async () => {
    const output = await vault('push', '--to', 'credential-store', ...passphrase(), '--json');
    expect(output.status, output.stderr).toBe(5);
    expect((JSON.parse(output.stdout) as PushOutput).safe).toBe(false);
    expect(output.stderr).toContain('no copy outlives this PC');
  });

  it('finds nothing to store again while nothing has changed', async () => {
    const output = await vault('push', '--to', file('stick'), ...passphrase(), '--json');
    expect(output.status, output.stderr).toBe(0);
    expect((JSON.parse(output.stdout) as PushOutput).targets[0]?.state).toBe('unchanged');
  });

  it('still gives the original key after a reinstall that left a generic one', async () => {
    const registryKey = `HKLM\\SOFTWARE\\${currentVersion}`;
    for (const value of ['DigitalProductId', 'DigitalProductId4', 'ProductId']) {
      expect((await windows.run('reg', 'delete', registryKey, '/v', value, '/f')).status).toBe(0);
    }
    const emptied = await windows.run(
      'cmd',
      '/c',
      'rmdir /s /q "%LOCALAPPDATA%\\product-key-vault"',
    );
    expect(emptied.status).toBe(0);
    expect(await pulledKeys(file('stick'))).toEqual([proKey]);

    await install('second.reg', homeKey, '00326-10000-00000-AA123');
    const output = await vault('push', '--to', file('stick'), ...passphrase(), '--json');
    expect(output.status, output.stderr).toBe(0);
    expect(
      readdirSync(join(work, 'stick')).filter((name) => /^[0-9a-f]{16}$/.test(name)),
    ).toHaveLength(1);
    expect((await pulledKeys(file('stick'))).sort()).toEqual([proKey, homeKey].sort());
  });

  it('keeps a divided backup in the Credential Manager, none of its parts too large', async () => {
    const { name, record } = sealedSample({ sizeBytes: 5_000, seed: 'divided' });
    writeFileSync(join(work, 'record'), record);
    writeFileSync(join(work, 'divided.mjs'), dividedScript(removedAtTheEnd(windowsModules())));
    const ask = async (call: string): Promise<unknown> => {
      const output = await windows.node(join(work, 'divided.mjs'), call, name, file('record'));
      expect(output.stderr).toBe('');
      return JSON.parse(output.stdout);
    };
    expect(await ask('put')).toEqual({ listed: [name] });
    const manager = 'HKCU\\Software\\Wine\\Credential Manager';
    const { stdout } = await windows.run('reg', 'query', manager, '/s', '/v', 'Password');
    const digits = [...stdout.matchAll(/Password\s+REG_BINARY\s+([0-9A-F]+)/g)];
    const sizes = digits.map(([, hex = '']) => hex.length / 2);
    expect(Math.max(...sizes)).toBe(2_560);
    expect(sizes.filter((bytes) => [2_560, 1_548, 'parts:3'.length].includes(bytes))).toHaveLength(
      4,
    );
    expect(await ask('get')).toEqual({ isSame: true });
    expect(await ask('remove')).toEqual({ listed: [] });
  });

  it('finds the programs of a list, of the PC and of the user who is signed in', async () => {
    const add = async (key: string, value: string, data: string): Promise<void> => {
      const added = await windows.run('reg', 'add', key, '/v', value, '/d', data, '/f');
      expect(added.status).toBe(0);
    };
    await add('HKLM\\SOFTWARE\\Example\\Draw', 'Serial', '1111-2222-AAAA');
    await add('HKCU\\Software\\Example\\Paint', 'Code', '3333-4444-BBBB');
    writeFileSync(
      join(work, 'keyfinder.cfg'),
      'Example Draw|Key=HKEY_LOCAL_MACHINE\\SOFTWARE\\Example\\Draw=Serial\r\n' +
        'Example Paint|Key=HKEY_CURRENT_USER\\Software\\Example\\Paint=Code\r\n',
    );
    const list = ['--products', file('keyfinder.cfg')];
    const output = await vault('collect', ...list, '--json', '--reveal');
    expect(output.status, output.stderr).toBe(0);
    const { snapshots } = JSON.parse(output.stdout) as CollectOutput;
    expect(snapshots[0]?.licences.slice(-2)).toMatchObject([
      { product: 'Example Draw', productKey: '1111-2222-AAAA' },
      {
        product: 'Example Paint',
        productKey: '3333-4444-BBBB',
        places: [{ location: expect.stringMatching(/^HKU\\S-1-5-21-.*\\Code$/) as string }],
      },
    ]);
  });

  it('finds what lies beside it: Windows.old with its users, and an answer file', async () => {
    writeDisk(join(windows.driveC, 'Windows.old'), {
      software: {
        [currentVersion]: [
          regSz('ProductName', 'Windows 7 Professional'),
          regSz('EditionID', 'Professional'),
          regBinary('DigitalProductId', digitalProductId({ productKey: olderKey })),
        ],
      },
      users: { Anna: { 'Software\\Example\\Paint': [regSz('Code', '5555-6666-CCCC')] } },
    });
    const panther = join(windows.driveC, 'windows', 'Panther');
    mkdirSync(panther, { recursive: true });
    const answer = `<unattend><ProductKey>${homeKey}</ProductKey></unattend>`;
    writeFileSync(join(panther, 'unattend.xml'), answer);
    const output = await vault(
      'collect',
      '--products',
      file('keyfinder.cfg'),
      '--json',
      '--reveal',
    );
    expect(output.status, output.stderr).toBe(0);
    const { snapshots } = JSON.parse(output.stdout) as CollectOutput;
    const found = snapshots[0]?.licences ?? [];
    const placesOf = (key: string): string[] =>
      found
        .filter(({ productKey }) => productKey === key)
        .flatMap(({ places }) => places.map(({ location }) => location));
    expect(placesOf(olderKey)[0]).toContain('C:\\Windows.old\\Windows: HKLM\\SOFTWARE');
    expect(placesOf('5555-6666-CCCC')[0]).toContain('C:\\Windows.old\\Windows: HKU\\Anna');
    expect(placesOf(homeKey)).toContainEqual(expect.stringContaining('Panther\\unattend.xml'));
  });

  it('reads what the commands of docs/sources/old-pc.md export', async () => {
    const block = /```bat\n([^`]*)```/.exec(readFileSync('docs/sources/old-pc.md', 'utf8'));
    const lines = (block?.[1] ?? '').split('\n');
    expect(lines.length).toBeGreaterThan(5);
    writeFileSync(join(work, 'export.cmd'), lines.join('\r\n'));
    await windows.run('cmd', '/c', file('export.cmd'));
    const { snapshot } = await onlyFinding(join(windows.driveC, 'keys/keys.reg'));
    expect(snapshot.os).toMatchObject({ productName: 'Windows 11 Pro' });
    expect(snapshot.os.machineGuid).not.toBeNull();
    expect(snapshot.machine.name).not.toBeNull();
    expect(snapshot.licences.map(({ productKey }) => productKey)).toEqual([homeKey]);
  });

  it('reads an export of the whole machine', async () => {
    await windows.run('reg', 'export', 'HKLM', file('all.reg'));
    const { snapshot } = await onlyFinding(join(work, 'all.reg'));
    expect(snapshot.licences.map(({ productKey }) => productKey)).toEqual([homeKey]);
  });
});

async function onlyFinding(path: string): Promise<Finding> {
  const { signal } = new AbortController();
  const { findings } = await collectFrom([path], { now: new Date(), signal });
  const [finding, ...others] = findings;
  if (finding === undefined || others.length > 0) throw new Error('one finding was expected');
  return finding;
}

interface CollectOutput {
  readonly snapshots: readonly {
    readonly machine: { readonly uuid: string | null };
    readonly licences: readonly {
      readonly productKey: string | null;
      readonly places: readonly { readonly location: string }[];
    }[];
  }[];
  readonly warnings: readonly { readonly code: string }[];
}

interface PushOutput {
  readonly safe: boolean;
  readonly records: readonly string[];
  readonly targets: readonly { readonly state: string }[];
}

interface PullOutput {
  readonly records: readonly {
    readonly snapshot: { readonly licences: readonly { readonly productKey: string | null }[] };
  }[];
}

/** Does one thing with one record through the built target, on Windows. */
function dividedScript(modules: string): string {
  const path = windowsPath(join(modules, 'dist/targets/credential-store/kind.js'));
  return `
import { readFileSync } from 'node:fs';
import { credentialStoreKind } from ${JSON.stringify(`file:///${path.replaceAll('\\', '/')}`)};
const [call, name, file] = process.argv.slice(2);
const { signal } = new AbortController();
const target = credentialStoreKind.open({});
const record = new Uint8Array(readFileSync(file));
if (call === 'put') await target.put(name, record, signal);
if (call === 'remove') await target.remove(name, signal);
const isSame = () => target.get(name, signal).then((bytes) => Buffer.compare(bytes, record) === 0);
const listed = async () => (await Array.fromAsync(target.list(signal))).filter((n) => n === name);
const answer = call === 'get' ? { isSame: await isSame() } : { listed: await listed() };
console.log(JSON.stringify(answer));
await target.close();
`;
}
