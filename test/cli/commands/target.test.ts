// `vault target add|list|remove|test`, and the config that it keeps.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cheapPassphrase, cheapStick } from '../../support/cheap-stick.js';
import { passphraseFlags } from '../../support/example-stick.js';
import { type Asked, refuse, startFakeS3 } from '../../support/fake-s3.js';
import { parseFailure, parseOutput } from '../../support/json-output.js';
import { newUser, projectRoot } from '../../support/program.js';
import { smallContent } from '../../support/sample-content.js';

interface Listed {
  readonly targets: { target: string; kind: string; place: string; error: unknown }[];
}

const user = newUser();
const stick = join(user.folder, 'stick');
beforeAll(async () => {
  await cheapStick(stick, smallContent);
});
beforeEach(() => {
  writeConfig({ targets: [] });
});
afterAll(() => {
  user.dispose();
});

function writeConfig(value: unknown): void {
  mkdirSync(dirname(user.configFile), { recursive: true });
  writeFileSync(user.configFile, typeof value === 'string' ? value : JSON.stringify(value));
}

describe('target', () => {
  it('add keeps a place in the config, list shows it, and pull uses it by default', async () => {
    const added = await user.run(['target', 'add', 'stick', stick]);
    expect(added).toMatchObject({ status: 0, stdout: '' });
    expect(added.stderr).toContain('The next step: vault push');
    parseOutput('config', readFileSync(user.configFile, 'utf8'));
    const listed = await user.run(['target', 'list', '--json']);
    const { targets } = parseOutput('targets', listed.stdout) as Listed;
    expect(targets).toEqual([
      { target: 'stick', kind: 'directory', place: `folder ${stick}`, error: null },
    ]);
    const pulled = await user.run(['pull', ...passphraseFlags(user, cheapPassphrase)]);
    expect(pulled.status).toBe(0);
    expect(pulled.stdout).toContain('in stick');
  });

  it('add sets up a folder that is new', async () => {
    const folder = join(user.folder, 'new-place');
    expect((await user.run(['target', 'add', 'new', folder])).status).toBe(0);
    expect(readFileSync(join(folder, 'READ ME FIRST.txt'), 'utf8')).toContain('vault pull');
    const tested = await user.run(['target', 'test']);
    expect(tested).toMatchObject({ status: 0, stderr: '' });
    expect(tested.stdout).toMatch(/^ok {6}new {2}directory {2}folder /);
  });

  it('remove forgets the place and leaves what is in it', async () => {
    await user.run(['target', 'add', 'stick', stick]);
    const removed = await user.run(['target', 'remove', 'stick', '--json']);
    expect(removed.status).toBe(0);
    expect((parseOutput('targets', removed.stdout) as Listed).targets).toEqual([]);
    const flags = passphraseFlags(user, cheapPassphrase);
    expect((await user.run(['pull', '--from', stick, ...flags])).status).toBe(0);
  });

  it.each([
    ['a name that is taken', ['add', 'stick', './other'], 'target remove stick'],
    ['a name that is none', ['add', 'E:', './other'], 'letters, digits'],
    ['a name that is not there', ['remove', 'stikc'], 'It has: stick.'],
    ['a kind that is not known', ['add', 'new', 'ftp://x/y'], 'A place is a folder'],
  ])('refuses %s with 2 and a hint', async (_, args, hint) => {
    await user.run(['target', 'add', 'stick', stick]);
    const run = await user.run(['target', ...args, '--json']);
    expect(run.status).toBe(2);
    expect(parseFailure(run.stdout).hint).toContain(hint);
  });

  it('test ends with 3 when some places fail, and with the reason when all do', async () => {
    await user.run(['target', 'add', 'stick', stick]);
    const away = join(user.folder, 'away', 'stick');
    const some = await user.run(['target', 'test', 'stick', away, '--json']);
    expect(some.status).toBe(3);
    const { targets } = parseOutput('targets', some.stdout) as Listed;
    expect(targets.map(({ error }) => error)).toMatchObject([null, { code: 'UNAVAILABLE' }]);
    const all = await user.run(['target', 'test', away]);
    expect(all.status).toBe(11);
    expect(all.stdout).toMatch(/^failed {2}/);
    expect(all.stderr).toContain('vault: hint: ');
  });

  it('test tells a place that cannot be written to, and with --read-only looks only', async () => {
    const denied = (asked: Asked, response: ServerResponse): boolean =>
      asked.method === 'PUT' && refuse(response, 403, 'AccessDenied');
    const server = await startFakeS3({ answer: denied });
    try {
      const place = { name: 'any', kind: 's3', bucket: 'any', endpoint: server.endpoint };
      writeConfig({ targets: [{ ...place, credentials: 'profile' }] });
      mkdirSync(join(user.home, '.aws'), { recursive: true });
      const key = '[default]\naws_access_key_id = AKANY\naws_secret_access_key = any\n';
      writeFileSync(join(user.home, '.aws', 'credentials'), key);
      const full = await user.run(['target', 'test', '--json']);
      expect(full.status).toBe(4);
      expect((parseOutput('targets', full.stdout) as Listed).targets).toMatchObject([
        { error: { code: 'READ_ONLY' } },
      ]);
      server.requests.length = 0;
      const looked = await user.run(['target', 'test', '--read-only', '--json']);
      expect(looked.status).toBe(0);
      expect(server.requests.length).toBeGreaterThan(0);
      expect(server.requests.filter((request) => !request.startsWith('GET '))).toEqual([]);
    } finally {
      await server.close();
    }
  });

  it('test reads the newest backup of a place', async () => {
    const place = join(user.folder, 'unreadable');
    const name = await cheapStick(place, smallContent);
    const file = join(place, name);
    rmSync(file);
    mkdirSync(file);
    const harmless = await user.run(['target', 'test', '--read-only', place]);
    expect(harmless.status).toBe(0);
    rmSync(file, { recursive: true });
    writeFileSync(file, Buffer.alloc(1024 * 1024 + 1));
    const run = await user.run(['target', 'test', '--read-only', place, '--json']);
    const { targets } = parseOutput('targets', run.stdout) as Listed;
    expect(targets).toMatchObject([{ error: { code: 'DAMAGED' } }]);
  });

  it('finds another stick in the place of the right one', async () => {
    const folder = join(user.folder, 'swapped');
    await user.run(['target', 'add', 'right', folder]);
    const marker = join(folder, 'product-key-vault.json');
    const { id } = JSON.parse(readFileSync(marker, 'utf8')) as { id: string };
    writeFileSync(marker, readFileSync(marker, 'utf8').replace(id, 'f'.repeat(32)));
    const run = await user.run(['target', 'test', '--json']);
    expect(run.status).toBe(11);
    const { targets } = parseOutput('targets', run.stdout) as Listed;
    expect(targets).toMatchObject([{ error: { code: 'WRONG_TARGET' } }]);
  });
});

describe('the config', () => {
  it.each([
    ['no JSON', '{"targets": [', 'is not JSON'],
    ['a member of another name', { places: [] }, 'is not valid at'],
    ['a member of a newer version', { schema: 2, targets: [] }, 'schema: this version knows no'],
    ['places that are no list', { targets: {} }, 'is not valid at targets'],
  ])('with %s ends with 2, names it and gives a hint', async (_, value, message) => {
    writeConfig(value);
    const before = readFileSync(user.configFile, 'utf8');
    for (const words of [['list'], ['add', 'new', stick], ['remove', 'stick'], ['test']]) {
      const run = await user.run(['target', ...words, '--json']);
      expect(run.status).toBe(2);
      const failure = parseFailure(run.stdout);
      expect(failure.code).toBe('BAD_CONFIG');
      expect(failure.message).toContain(message);
      expect(failure.hint).not.toBeNull();
    }
    expect(readFileSync(user.configFile, 'utf8')).toBe(before);
  });

  it('may be saved by Notepad', async () => {
    writeConfig(`\uFEFF${JSON.stringify({ targets: [] })}\r\n`);
    expect((await user.run(['target', 'list'])).status).toBe(0);
  });

  it('of the project, config.example.json, is one that the program takes', async () => {
    const example = join(projectRoot, 'config.example.json');
    const { targets: written } = parseOutput('config', readFileSync(example, 'utf8')) as {
      targets: { name: string; kind: string }[];
    };
    expect(written.length).toBeGreaterThan(0);
    const run = await user.run(['target', 'list', '--config', example, '--json']);
    expect(run.status).toBe(0);
    const { targets } = parseOutput('targets', run.stdout) as Listed;
    expect(targets.map(({ target, kind }) => ({ name: target, kind }))).toEqual(
      written.map(({ name, kind }) => ({ name, kind })),
    );
  });
});
