import { execFileSync, spawn } from 'node:child_process';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  writeFileSync,
} from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { UnfitFileError, readNamedFile, readNamedText } from '../../src/system/named-file.js';
import { folderOfFile } from '../support/temporary-folder.js';
import { type TestUser, newUser } from '../support/program.js';
import { cheapPassphrase, cheapStick } from '../support/cheap-stick.js';
import { smallContent } from '../support/sample-content.js';

const folder = folderOfFile();
const isPosix = process.platform !== 'win32';

function pipe(name: string): string {
  const path = join(folder, name);
  execFileSync('mkfifo', [path]);
  return path;
}

describe('a file that the owner names', () => {
  it('is read whole, and no more than is allowed', async () => {
    const path = join(folder, 'file');
    writeFileSync(path, 'x'.repeat(200_000));
    expect((await readNamedFile(path)).length).toBe(200_000);
    expect((await readNamedFile(path, { maximumBytes: 200_000 })).length).toBe(200_000);
    await expect(readNamedFile(path, { maximumBytes: 199_999 })).rejects.toThrow('too long');
  });

  it('is missing, as the system tells it', async () => {
    await expect(readNamedFile(join(folder, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('is empty where it is the null device', async () => {
    expect(await readNamedText(devNull)).toBe('');
  });

  it('is refused where it is a folder', async () => {
    mkdirSync(join(folder, 'sub'));
    // Windows opens no folder at all.
    await expect(readNamedFile(join(folder, 'sub'))).rejects.toThrow(isPosix ? 'a folder' : 'E');
  });

  it('is not waited for where the command is stopped already', async () => {
    const reason = new Error('stopped');
    const reading = readNamedFile(join(folder, 'none'), { signal: AbortSignal.abort(reason) });
    await expect(reading).rejects.toBe(reason);
  });
});

describe.skipIf(!isPosix)('a pipe that the owner names', () => {
  it('is read when its writer comes', async () => {
    const path = pipe('late');
    const reading = readNamedText(path);
    const writer = spawn('sh', ['-c', 'sleep 0.2; printf "one "; sleep 0.2; printf two'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    writer.stdout.pipe(createWriteStream(path));
    expect(await reading).toBe('one two');
  });

  it('is let go when the command is stopped', async () => {
    const [controller, reason] = [new AbortController(), new Error('stopped')];
    const reading = readNamedFile(pipe('silent'), { signal: controller.signal });
    setTimeout(() => {
      controller.abort(reason);
    }, 50);
    await expect(reading).rejects.toBe(reason);
  });

  it('is refused where it is a device', async () => {
    await expect(readNamedFile('/dev/zero')).rejects.toBeInstanceOf(UnfitFileError);
  });
});

// What a process has open is told by Linux.
describe.skipIf(process.platform !== 'linux')('the program and a pipe', () => {
  const users: TestUser[] = [];
  afterAll(() => {
    for (const user of users) user.dispose();
  });
  const withStick = async (): Promise<TestUser> => {
    const user = newUser();
    users.push(user);
    await cheapStick(join(user.folder, 'good'), smallContent);
    return user;
  };
  const flags = ['pull', '--from', './good', '--passphrase-file'];

  it.each(['SIGINT', 'SIGTERM'] as const)('nobody writes to ends by %s', async (signal) => {
    const user = await withStick();
    execFileSync('mkfifo', [join(user.folder, 'ppf')]);
    const running = user.start([...flags, 'ppf'], { stdin: null });
    await hasOpen(running.process.pid ?? 0, join(user.folder, 'ppf'));
    running.process.kill(signal);
    const { status, stderr } = await running.ended;
    expect(stderr).toContain('stopped');
    expect(status).toBe(130);
  });

  it('that somebody writes to reads the passphrase', async () => {
    const user = await withStick();
    execFileSync('mkfifo', [join(user.folder, 'ppf')]);
    const running = user.start([...flags, 'ppf', '--json']);
    writePassphrase(join(user.folder, 'ppf'));
    expect((await running.ended).status).toBe(0);
  });
});

function writePassphrase(path: string): void {
  const writer = spawn('sh', ['-c', 'cat > "$1"', 'sh', path], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  writer.stdin.end(`${cheapPassphrase}\n`);
}

/** Resolves when the process has the file open. */
async function hasOpen(pid: number, path: string): Promise<void> {
  const descriptors = `/proc/${pid}/fd`;
  const isOpen = (name: string): boolean => {
    try {
      return readlinkSync(join(descriptors, name)) === path;
    } catch {
      return false;
    }
  };
  while (existsSync(descriptors) && !readdirSync(descriptors).some(isOpen)) await sleep(10);
}
