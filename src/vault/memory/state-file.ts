// The state in a file of this user, replaced whole at each save. What keeps two commands of the same
// user apart is state-lock.ts.
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { VaultError, systemCode } from '../../errors.js';
import { makeFolders } from '../../system/make-folders.js';
import { replaceDurably } from '../../system/durable-write.js';
import { withLock } from './state-lock.js';
import { type State, type StateStore, emptyState, parseState } from './state.js';

/** The state kept at `path`; the folder is made when it is first needed. */
export function stateFile(
  path: string,
  { waitLimitMs }: { readonly waitLimitMs?: number } = {},
): StateStore {
  return {
    load: () => load(path),
    save: (state) => save(path, state),
    exclusively: (work, signal) => withLock(`${path}.lock`, work, { signal, waitLimitMs }),
  };
}

async function load(path: string): Promise<State> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return emptyState;
    if (code === undefined) throw error;
    throw unusable(path, `the state file cannot be read (${code})`, error);
  }
  return parse(path, text);
}

function parse(path: string, text: string): State {
  try {
    return parseState(JSON.parse(text));
  } catch (error) {
    if (error instanceof VaultError) throw unusable(path, error.message, error);
    if (error instanceof SyntaxError) throw unusable(path, 'the state file is not JSON', error);
    throw error;
  }
}

async function save(path: string, state: State): Promise<void> {
  const text = `${JSON.stringify(state, null, 2)}\n`;
  try {
    await makeFolders(dirname(path));
    await replaceDurably(path, new TextEncoder().encode(text));
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    const message = `the state file cannot be written (${code}): ${path}`;
    throw new VaultError('BAD_STATE', message, { cause: error });
  }
}

function unusable(path: string, why: string, cause: unknown): VaultError {
  return new VaultError('BAD_STATE', `${why}: ${path}`, {
    hint: 'Move the file away: the backups tell everything again that it remembers.',
    cause,
  });
}
