// The lock that keeps two commands of one user apart: a file beside the state file that holds the id of
// the process. What a killed process or a power cut leaves of it is taken over.
import { type FileHandle, open, readFile, rm, stat } from 'node:fs/promises';
import { uptime } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processStart } from '../../system/process-start.js';
import { VaultError, systemCode } from '../../errors.js';
import { makeFolders } from '../../system/make-folders.js';

const waitStepMs = 100;
/** Longer than a push to a slow target takes. */
const usualWaitMs = 120_000;
/** A lock without a process id is being made just now, or its maker died while making it. */
const unfinishedAfterMs = 10_000;

/** The locks that this process holds: its own id in a file tells nothing in a container. */
const held = new Set<string>();

/**
 * Runs `work` while no other process holds the lock.
 *
 * Where no lock can be made, as on a rescue system with a read-only disk, it runs without.
 * @throws VaultError `BUSY` when the lock stays held for too long.
 */
export async function withLock<Result>(
  lockPath: string,
  work: () => Promise<Result>,
  { signal, waitLimitMs = usualWaitMs }: { signal: AbortSignal; waitLimitMs?: number | undefined },
): Promise<Result> {
  const locked = await takeLock(lockPath, { signal, waitLimitMs });
  if (!locked) return work();
  try {
    return await work();
  } finally {
    await release(lockPath);
  }
}

/** False where no lock can be made: then no other command can make one either. */
async function takeLock(
  lockPath: string,
  { signal, waitLimitMs }: { signal: AbortSignal; waitLimitMs: number },
): Promise<boolean> {
  for (let waitedMs = 0; ; waitedMs += waitStepMs) {
    signal.throwIfAborted();
    const made = await makeLock(lockPath);
    if (made !== 'held') return made === 'made';
    const freed = (await isStale(lockPath)) ? await takeOver(lockPath) : 'held';
    if (freed === 'impossible') return false;
    if (freed === 'made') continue;
    if (waitedMs >= waitLimitMs) throw busy(lockPath);
    await sleep(waitStepMs);
  }
}

type Made = 'made' | 'held' | 'impossible';

async function makeLock(lockPath: string): Promise<Made> {
  const file = await createFile(lockPath);
  if (typeof file === 'string') return file;
  held.add(lockPath);
  // A lock that cannot be filled, on a full disk, still keeps others out.
  const start = await processStart(process.pid);
  const holder = [process.pid, ...(start === null ? [] : [start])].join(' ');
  await file.writeFile(holder).catch(ignoreSystemError);
  await file.close().catch(ignoreSystemError);
  return 'made';
}

async function createFile(path: string): Promise<FileHandle | 'held' | 'impossible'> {
  const folderMade = await possible(() => makeFolders(dirname(path)));
  if (!folderMade) return 'impossible';
  try {
    return await open(path, 'wx', 0o600);
  } catch (error) {
    ignoreSystemError(error);
    return systemCode(error) === 'EEXIST' ? 'held' : 'impossible';
  }
}

/**
 * Removes a stale lock: `made` when room was made for a new one. It is judged again under a lock of
 * its own: the first look may be older than the lock of whoever took it over meanwhile.
 */
async function takeOver(lockPath: string): Promise<Made> {
  const guardPath = `${lockPath}.takeover`;
  const guard = await makeLock(guardPath);
  if (guard === 'held' && (await isOlderThan(guardPath, unfinishedAfterMs))) {
    await release(guardPath);
  }
  if (guard !== 'made') return guard;
  try {
    if (!(await isStale(lockPath))) return 'made';
    return (await possible(() => rm(lockPath, { force: true }))) ? 'made' : 'impossible';
  } finally {
    await release(guardPath);
  }
}

async function isStale(lockPath: string): Promise<boolean> {
  const text = await readIfThere(lockPath);
  if (text === null) return false;
  const [, number = '', start] = /^(\d+)(?: (\d+))?$/.exec(text) ?? [];
  const pid = Number(number);
  const isFinished = number !== '' && Number.isSafeInteger(pid) && pid > 0;
  if (!isFinished) return isOlderThan(lockPath, unfinishedAfterMs);
  // Process ids start anew with the system, so an old one may be another program's by now.
  if (await isOlderThan(lockPath, uptime() * 1000)) return true;
  if (pid === process.pid) return !held.has(lockPath);
  if (!isRunning(pid)) return true;
  const now = start === undefined ? null : await processStart(pid);
  return now !== null && now !== start;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) !== 'ESRCH';
  }
}

async function isOlderThan(path: string, ageMs: number): Promise<boolean> {
  try {
    return Date.now() - (await stat(path)).mtimeMs > ageMs;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** A lock that cannot be removed is stale as soon as this process ends, so the work still counts. */
async function release(lockPath: string): Promise<void> {
  held.delete(lockPath);
  await possible(() => rm(lockPath, { force: true }));
}

/** Whether the action went well; what is no error of the system is thrown. */
async function possible(action: () => Promise<unknown>): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (error) {
    ignoreSystemError(error);
    return false;
  }
}

function ignoreSystemError(error: unknown): void {
  if (systemCode(error) === undefined) throw error;
}

function busy(lockPath: string): VaultError {
  return new VaultError('BUSY', 'another vault command is still running on this PC', {
    hint: `Wait for it to end. If none is running, delete ${lockPath}.`,
  });
}
