// Ctrl-C and requests to end, in the middle of a push: status 130, and nothing half-written.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import {
  exampleDisk,
  passphraseFlags,
  pushExample,
  recordsIn,
  stickOf,
} from '../../support/example-stick.js';
import {
  type RunningProgram,
  type TestUser,
  newUser,
  projectRoot,
  startProcess,
} from '../../support/program.js';

const users: TestUser[] = [];
const user = (): TestUser => {
  const made = newUser();
  users.push(made);
  return made;
};
afterAll(() => {
  for (const made of users) made.dispose();
});

function startPush(who: TestUser, ...passphraseSource: readonly string[]): RunningProgram {
  const args = ['push', '--from', exampleDisk, '--to', stickOf(who), ...passphraseSource];
  return who.start([...args, '--json']);
}

/** Resolves when the file is there, or the process has ended without it. */
async function until(file: string, running: RunningProgram): Promise<void> {
  const isOver = (): boolean => running.process.exitCode !== null;
  while (!existsSync(file) && !isOver()) await sleep(1);
}

/** Every file below the folder, in a form that tells whether a backup among them is whole. */
function filesIn(folder: string): string[] {
  const whole = recordsIn(folder).map((file) => {
    const digest = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 32);
    return basename(file).includes(digest) ? 'whole' : `half-written ${file}`;
  });
  const others = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return [...whole, ...others.filter((name) => /\.(tmp|lock)$/.test(name))];
}

// On Windows a process cannot be sent Ctrl-C from outside.
describe.skipIf(process.platform === 'win32')('a push that is stopped', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('by %s at work ends with 130', async (signal) => {
    const who = user();
    const running = startPush(who, ...passphraseFlags(who));
    await until(`${who.stateFile}.lock`, running);
    running.process.kill(signal);
    const { status, stdout, stderr } = await running.ended;
    expect(status).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'INTERRUPTED' } });
    expect(stderr).toContain('vault: error: stopped');
    expect(filesIn(who.folder)).toEqual([]);
  });

  it('while it stores leaves whole backups or none, and the next push goes on', async () => {
    const who = user();
    const running = startPush(who, ...passphraseFlags(who));
    await until(stickOf(who), running);
    running.process.kill('SIGINT');
    const { status } = await running.ended;
    expect([0, 130]).toContain(status);
    // A disk that is slower than the grace of a write keeps a temporary file; a day later a push removes it.
    const lasting = (): string[] => filesIn(who.folder).filter((name) => !name.endsWith('.tmp'));
    expect(lasting().filter((name) => name !== 'whole')).toEqual([]);
    expect((await pushExample(who)).status).toBe(0);
    expect(lasting()).toEqual(['whole']);
  });

  it.each([['--passphrase-stdin'], ['--passphrase-command', 'exec sleep 30']])(
    'while it waits for %s ends with 130',
    async (...source) => {
      const who = user();
      const args = ['push', '--from', exampleDisk, '--to', stickOf(who), ...source];
      const running = who.start(args, { stdin: null });
      await until(`${who.stateFile}.lock`, running);
      await sleep(200);
      running.process.kill('SIGINT');
      expect((await running.ended).status).toBe(130);
      running.process.stdin?.destroy();
      expect(filesIn(who.folder)).toEqual([]);
    },
  );
});

describe.skipIf(process.platform === 'win32')('a process that is stopped', () => {
  const built = pathToFileURL(join(projectRoot, 'dist', 'cli', 'terminal', 'interrupt.js')).href;
  const runScript = (who: TestUser, script: string): RunningProgram =>
    startProcess([process.execPath, '--input-type=module', '--eval', script], {
      environment: who.environment,
      ...{ cwd: who.folder, stdin: '' },
    });

  it('by one wish that comes as two signals ends in good order, and by a second wish at once', async () => {
    const running = runScript(
      user(),
      `import { interruptSignal } from '${built}';
      import { setTimeout as sleep } from 'node:timers/promises';
      const signal = interruptSignal();
      process.kill(process.pid, 'SIGINT');
      process.kill(process.pid, 'SIGTERM');
      await sleep(50);
      console.log(signal.aborted ? 'in good order' : 'not stopped');
      await sleep(600);
      process.kill(process.pid, 'SIGINT');
      await sleep(10_000);
      console.log('still there');`,
    );
    const { status, stdout } = await running.ended;
    expect([status, stdout.trim()]).toEqual([130, 'in good order']);
  });

  it('while a thread waits for a file ends as by Ctrl-C', async () => {
    const who = user();
    execFileSync('mkfifo', [join(who.folder, 'pipe')]);
    const running = runScript(
      who,
      `import { open } from 'node:fs';
      import { endStopped } from '${built}';
      open('pipe', () => undefined);
      await endStopped();`,
    );
    // A process that waits for the thread would be there for ever.
    const patience = setTimeout(() => running.process.kill('SIGKILL'), 10_000);
    await running.ended;
    clearTimeout(patience);
    expect(running.process.signalCode).toBe('SIGINT');
  });

  it('while no thread waits ends with 130', async () => {
    const running = runScript(user(), `(await import('${built}')).endStopped();`);
    expect((await running.ended).status).toBe(130);
  });
});
