// The state in a file of this user, replaced whole at each save. What keeps two commands of the same
// user apart is state-lock.ts.
import { randomBytes } from 'node:crypto';
import { open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { toHex } from '../../bytes.js';
import { VaultError, systemCode } from '../../errors.js';
import { makeFolders } from '../../system/make-folders.js';
import { replaceDurably } from '../../system/durable-write.js';
import { type Warning, warning } from '../../record/warning.js';
import { withLock } from './state-lock.js';
import { type State, type StateStore, emptyState, parseState } from './state.js';

type Warn = (warning: Warning) => void;

/** The state kept at `path`; the folder is made when it is first needed. */
export function stateFile(
  path: string,
  { waitLimitMs }: { readonly waitLimitMs?: number } = {},
): StateStore {
  return {
    load: (warn = () => undefined) => load(path, warn),
    save: (state) => save(path, state),
    tryWriting: () => tryWriting(path),
    exclusively: (work, signal) => withLock(`${path}.lock`, work, { signal, waitLimitMs }),
  };
}

/** A state that cannot be used is none: everything in it can be learnt again. It is said, and stays until a save. */
async function load(path: string, warn: Warn): Promise<State> {
  const read = await readState(path);
  if (!(read instanceof VaultError)) return read;
  const message = `${read.message}. It is left aside, and what it held is learnt again from the backups`;
  warn(warning('state-set-aside', message, path));
  return emptyState;
}

async function readState(path: string): Promise<State | VaultError> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return emptyState;
    if (code === undefined) throw error;
    return unusable(`the state file cannot be read (${code})`, error);
  }
  try {
    return parseState(JSON.parse(text));
  } catch (error) {
    if (error instanceof VaultError) return error;
    if (error instanceof SyntaxError) return unusable('the state file is not JSON', error);
    throw error;
  }
}

/** What a save would destroy and nobody could read keeps its bytes, for whoever wants to look into it. */
async function setAside(path: string): Promise<void> {
  if (!((await readState(path)) instanceof VaultError)) return;
  // A folder of that name is no state: the save says what is wrong.
  if ((await stat(path)).isFile()) await rename(path, `${path}.unusable`);
}

async function save(path: string, state: State): Promise<void> {
  const text = `${JSON.stringify(state, null, 2)}\n`;
  try {
    await makeFolders(dirname(path));
    await setAside(path);
    await replaceDurably(path, new TextEncoder().encode(text));
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    const message = `the state file cannot be written (${code}): ${path}`;
    throw new VaultError('BAD_STATE', message, { cause: error });
  }
}

/** Where the folder is not there yet it would be made: then the one above it is tried. */
async function tryWriting(path: string): Promise<void> {
  const folder = await nearestFolder(dirname(path));
  const probe = join(folder, `.${basename(path)}.${toHex(randomBytes(8))}.tmp`);
  try {
    const file = await open(probe, 'wx', 0o600);
    try {
      await file.writeFile('nothing\n');
      await file.sync();
    } finally {
      await file.close();
      await unlink(probe);
    }
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    const message = `the state file cannot be written (${code}): ${path}`;
    throw new VaultError('BAD_STATE', message, { cause: error });
  }
}

async function nearestFolder(folder: string): Promise<string> {
  try {
    await stat(folder);
    return folder;
  } catch (error) {
    const above = dirname(folder);
    if (systemCode(error) !== 'ENOENT' || above === folder) return folder;
    return nearestFolder(above);
  }
}

function unusable(why: string, cause: unknown): VaultError {
  return new VaultError('BAD_STATE', why, { cause });
}
