// The package as people install it: packed, installed without packages for development, and used.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passphraseFlags } from '../support/example-stick.js';
import { newUser, projectRoot, startProcess } from '../support/program.js';
import { registryPart } from '../support/npm-registry.js';
import { realPart } from '../support/real-parts.js';

const registry = realPart(registryPart);
const user = newUser();
const project = join(user.folder, 'project');
const installed = join(project, 'node_modules', 'product-key-vault');

/** npm as this machine has it set up: its registry and cache are none of the test user's. */
function npm(args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

beforeAll(() => {
  if (registry === null) return;
  // A copy: packing writes the shrinkwrap beside package.json while other tests run.
  const copy = join(user.folder, 'copy');
  mkdirSync(copy);
  const { files } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
    files: string[];
  };
  const own = files.filter((name) => name !== 'npm-shrinkwrap.json');
  for (const name of [
    ...own,
    'scripts',
    'package.json',
    'package-lock.json',
    'README.md',
    'LICENSE',
  ])
    cpSync(join(projectRoot, name), join(copy, name), { recursive: true });
  npm(['run', 'prepack', '--silent'], copy);
  npm(['pack', '--ignore-scripts', '--silent'], copy);
  const [file = ''] = readdirSync(copy).filter((name) => name.endsWith('.tgz'));
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{}');
  const flags = ['--omit=dev', '--no-audit', '--no-fund', '--prefer-offline'];
  npm(['install', ...flags, join(copy, file)], project);
});
afterAll(() => {
  user.dispose();
});

describe.skipIf(registry === null)('the package', () => {
  it('brings the versions it was tried with, and no address to download from', () => {
    const text = readFileSync(join(installed, 'npm-shrinkwrap.json'), 'utf8');
    const { packages } = JSON.parse(text) as { packages: Record<string, { version: string }> };
    expect(packages['node_modules/libsodium-wrappers-sumo']?.version).toBe('0.8.4');
    expect(packages['node_modules/vitest']).toBeUndefined();
    expect(text).not.toMatch(/"resolved"|https?:\/\/registry/);
  });

  it('brings no packages for development', () => {
    expect(readdirSync(join(project, 'node_modules'))).not.toContain('typescript');
  });

  it('pushes the example and gives it back', async () => {
    const program = join(project, 'node_modules', '.bin', 'vault');
    const run = (args: readonly string[]): ReturnType<typeof user.run> =>
      startProcess([process.execPath, program, ...args, ...passphraseFlags(user)], {
        ...{ environment: user.environment, cwd: user.folder, stdin: '' },
      }).ended;
    const disk = join(installed, 'examples', 'windows-disk');
    const push = await run(['push', '--from', disk, '--to', './stick']);
    expect(push.status, push.stderr).toBe(0);
    const pull = await run(['pull', '--from', './stick']);
    expect(pull.stdout).toContain('VK7JG-NPHTM-C97JM-9MPGT-3V66T');
  });
});
