// No exit status comes from the runtime by chance: what nobody foresaw, a wait that never ends and an
// output that nobody reads have their own, each with its word.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cheapPassphrase, cheapStick } from '../support/cheap-stick.js';
import { passphraseFlags } from '../support/example-stick.js';
import { parseFailure } from '../support/json-output.js';
import { type Run, newUser, programFile, startProcess } from '../support/program.js';
import { smallContent } from '../support/sample-content.js';

const user = newUser();
const stick = join(user.folder, 'stick');
const list = (): string[] => [
  ...['list', '--from', stick],
  ...passphraseFlags(user, cheapPassphrase),
];
beforeAll(async () => {
  await cheapStick(stick, smallContent);
});
afterAll(() => {
  user.dispose();
});

/** Runs the program with a config that it never gets to read: `instead` is run in its place. */
function runWithout(instead: string, args: readonly string[]): Promise<Run> {
  const hook = join(user.folder, 'hook.mjs');
  writeFileSync(
    hook,
    `import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module';
    const real = fs.open;
    const never = () => { ${instead} };
    fs.open = (file, ...rest) =>
      String(file).endsWith('config.json') ? never() : real(file, ...rest);
    syncBuiltinESMExports();`,
  );
  const command = [
    ...[process.execPath, '--import', pathToFileURL(hook).href],
    ...[programFile, ...args],
  ];
  const { environment, folder: cwd } = user;
  return startProcess(command, { environment, cwd, stdin: '' }).ended;
}

const key = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';

describe('an end that nobody foresaw', () => {
  it('is 130 with a word where a wait never ends', async () => {
    const { status, stdout, stderr } = await runWithout('', ['target', 'list', '--json']);
    expect(status).toBe(130);
    expect(stderr).toContain('vault: error: stopped: it waited for something that never came');
    expect(parseFailure(stdout)).toMatchObject({ code: 'INTERRUPTED' });
  });

  it.each([
    ['an uncaught error', `throw new Error('x ${key}')`],
    ['an unhandled rejection', `Promise.reject(new Error('x ${key}'))`],
    ['something thrown that is no error', `throw '${key}'`],
  ])('is 1 with a word, without a stack or a key, for %s', async (_, fault) => {
    // In the middle of the command, and it would never end by itself.
    const code = `setTimeout(() => { ${fault} }); setInterval(() => {}, 1000);`;
    const { status, stdout, stderr } = await runWithout(code, ['target', 'list', '--json']);
    expect(status).toBe(1);
    expect(stderr).toContain('vault: error: a fault of the program: ');
    expect(stderr).toContain('please report it');
    expect(stdout + stderr).not.toMatch(/VK7JG|\bat .*:\d+:\d+/);
    expect(parseFailure(stdout)).toMatchObject({ code: 'FAILURE' });
  });
});

/** Runs the program with one of its outputs closed by the reader before anything is written. */
async function runUnread(args: readonly string[], closed: 'stdout' | 'stderr'): Promise<Run> {
  const { environment: env, folder: cwd } = user;
  const child = spawn(process.execPath, [programFile, ...args], { env, cwd, stdio: 'pipe' });
  const read = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].on('data', (data: Buffer) => (read[name] += data.toString()));
  child[closed].destroy();
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, ...read };
}

describe('an output that nobody reads', () => {
  it('is 141 in place of 0, without a word', async () => {
    const { status, stderr } = await runUnread(list(), 'stdout');
    expect({ status, stderr }).toEqual({ status: 141, stderr: '' });
  });

  it('leaves the status of a failure as it is', async () => {
    expect((await runUnread(['list'], 'stderr')).status).toBe(2);
  });

  it.skipIf(process.platform !== 'linux')('is 141 with a word where there is no room', async () => {
    const script = ['sh', '-c', '"$0" "$@" > /dev/full', process.execPath, programFile, ...list()];
    const { environment, folder: cwd } = user;
    const { status, stderr } = await startProcess(script, { environment, cwd, stdin: '' }).ended;
    expect(status).toBe(141);
    expect(stderr).toContain('vault: error: what was printed could not be written (ENOSPC)');
  });
});
