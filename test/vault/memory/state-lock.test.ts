import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, readdir, utimes, writeFile } from 'node:fs/promises';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { processStart } from '../../../src/system/process-start.js';
import { withLock } from '../../../src/vault/memory/state-lock.js';
import { refusal } from '../../support/refusal.js';
import { never } from '../../support/signal.js';
import { eachInFolder } from '../../support/temporary-folder.js';

let folder: string;
let lock: string;
const children: ChildProcess[] = [];
eachInFolder((made) => {
  folder = made;
});
beforeEach(() => {
  lock = join(folder, 'state.json.lock');
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill();
});

const atOnce = { signal: never, waitLimitMs: 0 };

function tryLock(): Promise<string> {
  return refusal(() => withLock(lock, () => Promise.resolve(), atOnce));
}

/** Makes the lock look as if it was made so long ago. */
async function age(path: string, ms: number): Promise<void> {
  const then = new Date(Date.now() - ms);
  await utimes(path, then, then);
}

/** A process that does nothing until it is stopped. */
async function otherProcess(): Promise<{ pid: number; end: () => Promise<void> }> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  children.push(child);
  await once(child, 'spawn');
  const end = async (): Promise<void> => {
    child.kill();
    await once(child, 'exit');
  };
  return { pid: child.pid ?? 0, end };
}

describe.skipIf(process.platform !== 'linux')('a lock of a process that runs', () => {
  it('holds for the one that made it, and not for a later one of its number', async () => {
    const other = await otherProcess();
    const start = await processStart(other.pid);
    await writeFile(lock, `${other.pid} ${start ?? ''}`);
    expect(await tryLock()).toBe('BUSY');
    await writeFile(lock, `${other.pid} ${Number(start) - 1}`);
    expect(await tryLock()).not.toBe('BUSY');
    await writeFile(lock, String(other.pid));
    expect(await tryLock()).toBe('BUSY');
  });

  it('is told by a start that brackets and blanks in its name do not hide', async () => {
    const fields = Array.from({ length: 50 }, (_, i) => String(i + 3));
    await mkdir(join(folder, '7'));
    await writeFile(join(folder, '7', 'stat'), `7 (a) 1 (b) ${fields.join(' ')}`);
    expect(await processStart(7, { proc: folder })).toBe('22');
    expect(await processStart(8, { proc: folder })).toBe(null);
  });
});

describe('the lock', () => {
  it('is there while the work goes on, and gone after it', async () => {
    const during = await withLock(lock, () => readFile(lock, 'utf8'), atOnce);
    expect(during.split(' ')[0]).toBe(String(process.pid));
    expect(await readdir(folder)).toEqual([]);
  });

  it('lets one after the other work, in one process', async () => {
    let working = 0;
    const work = async (): Promise<void> => {
      working += 1;
      expect(working).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      working -= 1;
    };
    await Promise.all([1, 2, 3].map(() => withLock(lock, work, { signal: never })));
    expect(await readdir(folder)).toEqual([]);
  });

  it('is not waited for longer than the limit', async () => {
    await withLock(
      lock,
      async () => {
        expect(await tryLock()).toBe('BUSY');
      },
      atOnce,
    );
  });

  it('is not waited for once the user gives up', async () => {
    const { pid } = await otherProcess();
    await writeFile(lock, String(pid));
    const reason = new Error('stopped');
    const waiting = withLock(lock, () => Promise.resolve(), { signal: AbortSignal.abort(reason) });
    await expect(waiting).rejects.toBe(reason);
  });

  it('of a process that runs is respected; of one that has ended it is taken over', async () => {
    const { pid, end } = await otherProcess();
    await writeFile(lock, String(pid));
    expect(await tryLock()).toBe('BUSY');
    await end();
    expect(await tryLock()).toBe('accepted');
    expect(await readdir(folder)).toEqual([]);
  });

  it('with our own process id is taken over when it is not ours: containers count from one', async () => {
    await writeFile(lock, String(process.pid));
    expect(await tryLock()).toBe('accepted');
  });

  it.each(['', 'not a number', '0', '-1', '12x'])(
    'that says %j is one being made; after ten seconds it is taken over',
    async (text) => {
      await writeFile(lock, text);
      expect(await tryLock()).toBe('BUSY');
      await age(lock, 11_000);
      expect(await tryLock()).toBe('accepted');
    },
  );

  it('from before the system started is taken over: its process id is another program by now', async () => {
    const { pid } = await otherProcess();
    await writeFile(lock, String(pid));
    await age(lock, (uptime() + 3600) * 1000);
    expect(await tryLock()).toBe('accepted');
  });

  it('is taken over by one of many at a time', async () => {
    await writeFile(lock, '');
    await age(lock, 11_000);
    let working = 0;
    const work = async (): Promise<void> => {
      working += 1;
      expect(working).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      working -= 1;
    };
    await Promise.all([1, 2, 3, 4].map(() => withLock(lock, work, { signal: never })));
    expect(await readdir(folder)).toEqual([]);
  });

  it('is taken over though a takeover was killed half-way', async () => {
    await writeFile(lock, '');
    await age(lock, 11_000);
    await writeFile(`${lock}.takeover`, '');
    expect(await tryLock()).toBe('BUSY');
    await age(`${lock}.takeover`, 11_000);
    const later = withLock(lock, () => Promise.resolve('done'), { signal: never });
    expect(await later).toBe('done');
    expect(await readdir(folder)).toEqual([]);
  });

  it('is done without where none can be made', async () => {
    await writeFile(join(folder, 'file'), '');
    const impossible = join(folder, 'file', 'state.json.lock');
    expect(await withLock(impossible, () => Promise.resolve('done'), atOnce)).toBe('done');
  });
});
