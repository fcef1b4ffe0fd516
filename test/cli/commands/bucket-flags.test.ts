// The flags of a bucket: `s3://bucket/prefix` is all that it takes with them, and the line that a push
// ends with has them. The server takes signatures for its own region alone, and does not name it.
import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeS3, refuse, startFakeS3 } from '../../support/fake-s3.js';
import { exampleDisk, exampleKeys, passphraseFlags } from '../../support/example-stick.js';
import { newUser } from '../../support/program.js';

const key = { AWS_ACCESS_KEY_ID: 'AKANY', AWS_SECRET_ACCESS_KEY: 'any' };

describe('a bucket on the command line', () => {
  const user = newUser();
  let server: FakeS3;
  beforeAll(async () => {
    server = await startFakeS3({
      answer: ({ headers }, response) =>
        headers.authorization?.includes('/garage/s3/') === true
          ? false
          : refuse(response, 403, 'SignatureDoesNotMatch'),
    });
  });
  afterAll(async () => {
    await server.close();
    user.dispose();
  });

  const run = (args: readonly string[], more: Record<string, string> = {}) =>
    user.run([...args], { environment: { ...user.environment, ...key, ...more } });
  const unlocked = () => passphraseFlags(user, 'correct horse battery staple');
  const push = (...args: string[]) => ['push', '--from', exampleDisk, ...args, ...unlocked()];
  const wayBack = (screen: string): string[] => {
    const [, line = ''] = /^To get the keys back: \S+ (.*)$/m.exec(screen) ?? [];
    return line.split(' ');
  };

  it('is reached by its flags alone, and so again by the line that the push ends with', async () => {
    const flags = ['--endpoint', server.endpoint, '--region', 'garage', '--path-style'];
    const pushed = await run(push('--to', 's3://any/flags', ...flags));
    expect(pushed.stderr).toContain('stored');
    const line = wayBack(pushed.stderr);
    expect(line).toContain(server.endpoint);
    const pulled = await run([...line, ...unlocked()]);
    expect(pulled.status, pulled.stderr).toBe(0);
    for (const productKey of exampleKeys) expect(pulled.stdout).toContain(productKey);
    const listed = await run(['list', '--from', 's3://any/flags', ...flags, ...unlocked()]);
    expect(listed.status, listed.stderr).toBe(0);
    const tested = await run(['target', 'test', 's3://any/flags', ...flags]);
    expect(tested.status, tested.stderr).toBe(0);
  });

  it.each([
    ['the config', true],
    ['the variables', false],
  ])('that %s told of is reached without it by that line', async (_what, isKept) => {
    const told = { AWS_ENDPOINT_URL: server.endpoint, AWS_REGION: 'garage' };
    const place = isKept ? 'bucket' : 's3://any/told';
    if (isKept) await run(['target', 'add', 'bucket', 's3://any/told'], told);
    const pushed = await run(push('--to', place, '--force'), isKept ? {} : told);
    const line = wayBack(pushed.stderr);
    expect(line.slice(0, 3)).toEqual(['pull', '--from', 's3://any/told']);
    rmSync(dirname(user.configFile), { recursive: true, force: true });
    const pulled = await run([...line, ...unlocked()]);
    expect(pulled.status, pulled.stderr).toBe(0);
  });

  it('is reached by every command that takes a place', async () => {
    const flags = ['--endpoint', server.endpoint, '--region', 'garage'];
    const to = ['--to', 's3://any/every', ...flags];
    writeFileSync(join(user.folder, 'mask.txt'), `${'XXXXX-'.repeat(4)}J4J7R`);
    writeFileSync(join(user.folder, 'list.csv'), `Product,Key\nWindows,${exampleKeys[0]}\n`);
    expect((await run(push(...to))).stderr).toContain('stored');
    const masked = ['--key-file', 'mask.txt', '--anyway', '--product', 'Office 2019'];
    for (const [command = '', ...args] of [
      ['add', ...masked],
      ['import', 'list.csv'],
      ['edit', '--entry', '1', '--note', 'on paper', '--yes'],
      ['remove-key', '--entry', '1', '--yes'],
      ['sync'],
      ['prune', '--keep', '2', '--yes'],
    ]) {
      const ended = await run([command, ...to, ...args, ...unlocked()]);
      expect(ended.status, `${command}: ${ended.stderr}`).toBe(0);
    }
    const made = await run(['recovery', 'create', ...to, ...unlocked()]);
    expect(made.status, made.stderr).toBe(0);
    const code = /(?:\b[0-9A-Z]{5}\b[-\s]*){8}/.exec(made.stdout + made.stderr)?.[0] ?? '';
    writeFileSync(join(user.folder, 'code.txt'), code.trim());
    const [, line = ''] = /^Try it once: \S+ (.*)$/m.exec(made.stderr) ?? [];
    expect(line).toContain(server.endpoint);
    const checked = await run([...line.split(' '), '--recovery-code-file', 'code.txt']);
    expect(checked.status, checked.stderr).toBe(0);
  });

  it('is what such a flag needs', async () => {
    const pulled = await run(['pull', '--from', user.folder, '--region', 'garage', ...unlocked()]);
    expect(pulled.status).toBe(2);
    expect(pulled.stderr).toContain('no bucket was given');
    const wrong = await run([
      'pull',
      '--from',
      's3://any/x',
      '--region',
      'no region',
      ...unlocked(),
    ]);
    expect(wrong.status).toBe(2);
  });
});
