// The portable folder, started without any other Node. The one for Windows is run by wine.test.ts.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passphraseFlags } from '../support/example-stick.js';
import { registryPart } from '../support/npm-registry.js';
import { type Run, newUser, projectRoot, startProcess } from '../support/program.js';
import { realPart } from '../support/real-parts.js';

const registry = realPart(registryPart);
const canRun = registry !== null && process.platform === 'linux' && process.arch === 'x64';
const user = newUser();
const name = 'vault-linux-x64';
const built = ['first', 'second'].map((folder) => join(user.folder, folder));
const [portable = ''] = built.map((folder) => join(folder, name));

beforeAll(() => {
  if (!canRun) return;
  for (const folder of built) {
    const script = join(projectRoot, 'scripts/build-portable.mjs');
    execFileSync(process.execPath, [script, folder, name], { cwd: projectRoot, stdio: 'ignore' });
  }
});
afterAll(() => {
  user.dispose();
});

/** Runs it with no Node on the path. */
const run = (...args: readonly string[]): Promise<Run> =>
  startProcess([join(portable, 'vault'), ...args, ...passphraseFlags(user)], {
    environment: { ...user.environment, PATH: '/usr/bin:/bin' },
    ...{ cwd: user.folder, stdin: '' },
  }).ended;

describe.skipIf(!canRun)('the portable folder', () => {
  it('pushes and gives the keys back, and proposes lines that can be typed', async () => {
    const push = await run(
      'push',
      '--from',
      join(projectRoot, 'examples/windows-disk'),
      '--to',
      './s',
    );
    expect(push.status, push.stderr).toBe(0);
    expect(push.stderr).toContain(`${join(portable, 'vault')} pull --from ./s`);
    const pull = await run('pull', '--from', './s');
    expect(pull.stdout).toContain('VK7JG-NPHTM-C97JM-9MPGT-3V66T');
  });

  it('tells the digest of every file, and two builds make the same', () => {
    const sums = built.map((folder) => readFileSync(join(folder, name, 'SHA256SUMS'), 'utf8'));
    expect(sums[0]).toBe(sums[1]);
    const lines = (sums[0] ?? '').trim().split('\n');
    for (const line of lines) {
      const [digest, file = ''] = line.split('  ');
      const bytes = readFileSync(join(portable, file));
      expect(createHash('sha256').update(bytes).digest('hex'), file).toBe(digest);
    }
    expect(lines.length).toBeGreaterThan(50);
  });

  it('alone on a stick gives the keys back in an empty home, and is found whole from elsewhere', async () => {
    const kit = join(user.folder, 'kit');
    const made = await run('kit', kit, '--from', './s');
    expect(made.stderr).toContain(`program   ${name}: written, and read back`);
    const stick = join(user.folder, 'plugged-in');
    // Another mount, another user, nothing else.
    renameSync(kit, stick);
    const other = newUser();
    try {
      const pull = await startProcess(
        [join(stick, name, 'vault'), 'pull', ...passphraseFlags(user)],
        {
          environment: { ...other.environment, PATH: '/usr/bin:/bin' },
          ...{ cwd: other.folder, stdin: '' },
        },
      ).ended;
      expect(pull.stderr).toContain(`Using the backups beside this program: ${stick}`);
      expect(pull.stdout, pull.stderr).toContain('VK7JG-NPHTM-C97JM-9MPGT-3V66T');
    } finally {
      other.dispose();
    }
    const looked = await startProcess([join(portable, 'vault'), 'kit', stick, '--verify'], {
      environment: user.environment,
      cwd: user.folder,
      stdin: '',
    }).ended;
    expect(looked.stdout).toContain(`program   ${name}: whole, and ours`);
  });

  it('lists what is inside, and its licences', () => {
    const { components } = JSON.parse(readFileSync(join(portable, 'sbom.cdx.json'), 'utf8')) as {
      components: readonly { readonly name: string; readonly version: string }[];
    };
    const names = components.map((part) => part.name);
    expect(names).toEqual(expect.arrayContaining(['node', 'libsodium-wrappers-sumo', 'commander']));
    const licences = readFileSync(join(portable, 'bundle/LICENSES.txt'), 'utf8');
    for (const part of names.filter((each) => !['node', '@github/keytar'].includes(each)))
      expect(licences).toContain(`${part} `);
    expect(existsSync(join(portable, 'LICENSE.node.txt'))).toBe(true);
  });
});
