// The entry of the program: what it says before anything is loaded, where it cannot run.
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseFailure } from '../support/json-output.js';
import { oldNodePart } from '../support/old-node.js';
import { type Run, newUser, projectRoot, startProcess } from '../support/program.js';
import { realPart } from '../support/real-parts.js';

const user = newUser();
afterAll(() => {
  user.dispose();
});

const run = (command: readonly string[]): Promise<Run> =>
  startProcess(command, { environment: user.environment, cwd: user.folder, stdin: '' }).ended;

const oldNode = realPart(oldNodePart);

describe.skipIf(oldNode === null)('a Node that is too old', () => {
  it.each(['vault.cjs', 'bundle/vault.cjs', 'dist/cli/vault.js', '.'])(
    'is told and ends %s with 2',
    async (file) => {
      const { status, stdout, stderr } = await run([
        oldNode ?? '',
        join(projectRoot, file),
        'pull',
      ]);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toMatch(/^vault: error: Node\.js 20\.19 or later is needed; this is 18\./);
      expect(stderr).toContain('Install Node.js 24');
      expect(stderr.trim().split('\n')).toHaveLength(2);
    },
  );

  it('is told as JSON, too', async () => {
    const { stdout } = await run([oldNode ?? '', join(projectRoot, 'vault.cjs'), 'pull', '--json']);
    expect(parseFailure(stdout)).toMatchObject({ code: 'USAGE' });
  });
});

describe('the floor', () => {
  it('is the one that the package names', () => {
    const manifest = readFileSync(join(projectRoot, 'package.json'), 'utf8');
    const { engines } = JSON.parse(manifest) as { engines: { node: string } };
    const entry = readFileSync(join(projectRoot, 'src/cli/vault.ts'), 'utf8');
    const [, major = '', minor = ''] = /floor = \[(\d+), (\d+)\]/.exec(entry) ?? [];
    expect(engines.node).toBe(`>=${major}.${minor}.0`);
  });
});

describe('a clone that nobody has built', () => {
  it('says what to do and ends with 2', async () => {
    const clone = join(user.folder, 'clone');
    mkdirSync(clone);
    for (const name of ['package.json', 'vault.cjs'])
      cpSync(join(projectRoot, name), join(clone, name));
    const { status, stderr } = await run([process.execPath, clone, 'push']);
    expect(status).toBe(2);
    expect(stderr).toContain('the program is not built yet');
    expect(stderr).toContain('npm ci && npm run build');
  });
});
