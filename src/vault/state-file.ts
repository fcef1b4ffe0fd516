// The state in a file of this user, and the lock that keeps two commands of the same user apart. The
// file is replaced whole; a lock whose process has ended is taken over.
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { VaultError, systemCode } from '../errors.js';
import { replaceDurably } from '../durable-write.js';
import { type State, type StateStore, emptyState, parseState } from './state.js';

const waitStepMs = 100;
/** Longer than a push to a slow target takes. */
const waitLimitMs = 120_000;

/** The state kept at `path`; the folder is made when it is first needed. */
export function stateFile(path: string): StateStore {
  return {
    load: () => load(path),
    save: (state) => save(path, state),
    exclusively: (work, signal) => exclusively(`${path}.lock`, work, signal),
  };
}

async function load(path: string): Promise<State> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return emptyState;
    throw unusable(path, error);
  }
  try {
    return parseState(JSON.parse(text));
  } catch (error) {
    throw unusable(path, error);
  }
}

async function save(path: string, state: State): Promise<void> {
  const text = `${JSON.stringify(state, null, 2)}\n`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await replaceDurably(path, new TextEncoder().encode(text));
  } catch (error) {
    const code = systemCode(error) ?? 'unknown error';
    const message = `the state file cannot be written (${code}): ${path}`;
    throw new VaultError('BAD_STATE', message, { cause: error });
  }
}

function unusable(path: string, cause: unknown): VaultError {
  const why = cause instanceof VaultError ? cause.message : 'the state file cannot be read';
  return new VaultError('BAD_STATE', `${why}: ${path}`, {
    hint: 'Move the file away: the backups tell everything again that it remembers.',
    cause,
  });
}

async function exclusively<Result>(
  lockPath: string,
  work: () => Promise<Result>,
  signal: AbortSignal,
): Promise<Result> {
  const locked = await takeLock(lockPath, signal);
  try {
    return await work();
  } finally {
    if (locked) await rm(lockPath, { force: true });
  }
}

/** False where no lock can be made, as on a rescue system: then no other command can be running. */
async function takeLock(lockPath: string, signal: AbortSignal): Promise<boolean> {
  for (let waitedMs = 0; ; waitedMs += waitStepMs) {
    signal.throwIfAborted();
    const made = await makeLock(lockPath);
    if (made !== 'held') return made === 'made';
    if (await isStale(lockPath)) await rm(lockPath, { force: true });
    else if (waitedMs >= waitLimitMs) throw busy(lockPath);
    else await sleep(waitStepMs);
  }
}

async function makeLock(lockPath: string): Promise<'made' | 'held' | 'impossible'> {
  try {
    await mkdir(dirname(lockPath), { recursive: true, mode: 0o700 });
    const handle = await open(lockPath, 'wx', 0o600);
    await handle.writeFile(String(process.pid));
    await handle.close();
    return 'made';
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EEXIST') return 'held';
    if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM' || code === 'ENOSPC') {
      return 'impossible';
    }
    throw error;
  }
}

async function isStale(lockPath: string): Promise<boolean> {
  const text = await readFile(lockPath, 'utf8').catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return '';
    throw error;
  });
  const pid = Number(text);
  // An empty lock is one that is just being made.
  if (text === '' || !Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return systemCode(error) === 'ESRCH';
  }
}

function busy(lockPath: string): VaultError {
  return new VaultError('BUSY', 'another vault command is still running on this PC', {
    hint: `Wait for it to end. If none is running, delete ${lockPath}.`,
  });
}
