// Where the words of a passphrase that this run made go: into a file, into the JSON, or onto the screen.
// They are there before anything is stored, or nothing is: a backup that nobody can open is none.
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Command } from 'commander';
import { type Hint, VaultError, hint, systemCode } from '../../errors.js';
import { typedPath } from '../../household/paths.js';
import { nodeDurableFileSystem } from '../../system/durable-write.js';
import type { UnlockWith } from '../../vault/opening/unlock-with.js';
import { beginJson, deliver, printable, say } from '../terminal/output.js';
import { confirmNewPassphrase, sayNewPassphrase } from '../terminal/new-passphrase.js';
import { canAsk } from '../terminal/prompts.js';

/** The flags of a command that can make a passphrase. */
export interface NewWordsFlags {
  readonly generatePassphrase?: true;
  readonly passphraseOut?: string;
  readonly json?: true;
}

/** Adds the flags. */
export function addNewWordsOptions(command: Command): Command {
  return command
    .option('--generate-passphrase', 'make a new passphrase of six words and show it')
    .option('--passphrase-out <file>', 'write the new passphrase into this new file');
}

/**
 * @param ofChange whether a change makes them: one that was interrupted has left its words in the file.
 * @throws VaultError `USAGE` where the words can go nowhere
 */
export function checkNewWords(
  { generatePassphrase, passphraseOut }: NewWordsFlags,
  { ofChange = false }: { readonly ofChange?: boolean } = {},
): void {
  if (passphraseOut === undefined) return;
  if (generatePassphrase !== true) {
    throw new VaultError('USAGE', '--passphrase-out is for a passphrase that this run makes', {
      hint: 'Add --generate-passphrase.',
    });
  }
  if (!existsSync(typedPath(passphraseOut))) return;
  throw fileExists(passphraseOut, ofChange ? wordsOfBefore(passphraseOut) : undefined);
}

/**
 * Hands the words over, and resolves once they are out of this program's hands.
 * @throws VaultError `PASSPHRASE_UNSEEN` where they could not be written.
 */
export function wordsHandedOver(
  unlock: UnlockWith,
  { passphraseOut, json }: NewWordsFlags,
): (signal: AbortSignal) => Promise<void> {
  return async (signal) => {
    if (unlock.kind !== 'generated') return;
    const { words } = unlock;
    if (passphraseOut !== undefined) return writeWords(passphraseOut, words);
    if (json === true) return orUnseen(() => beginJson({ passphrase: words }));
    if (canAsk()) return confirmNewPassphrase(words, signal);
    sayNewPassphrase(words);
    // All that was said before has gone the same way.
    return orUnseen(() => deliver(process.stderr, ''));
  };
}

/** Into a file of its own, for this user alone; never in place of another. */
async function writeWords(named: string, words: string): Promise<void> {
  const path = typedPath(named);
  try {
    const file = await nodeDurableFileSystem.createFile(path);
    try {
      await file.write(new TextEncoder().encode(`${words}\n`));
      await file.sync();
    } finally {
      await file.close();
    }
    await nodeDurableFileSystem.syncFolder(dirname(path));
  } catch (error) {
    if (systemCode(error) === 'EEXIST') throw fileExists(named);
    throw unseen(error);
  }
  say(`The new passphrase is in ${printable(path)}. Keep it apart from the backup.`);
}

async function orUnseen(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    throw unseen(error);
  }
}

function fileExists(path: string, next: Hint = 'Name another file.'): VaultError {
  return new VaultError('USAGE', `--passphrase-out makes a new file, and there is one: ${path}`, {
    hint: next,
  });
}

function wordsOfBefore(path: string): Hint {
  return hint`Where a change was interrupted that made these words, give them in place of both flags: ${{ tell: 'new-passphrase-file', value: path }}. Else name another file.`;
}

function unseen(cause: unknown): VaultError {
  const why = systemCode(cause) ?? (cause instanceof Error ? cause.message : 'unknown reason');
  const message = `the new passphrase could not be written out (${why}), so nothing was stored`;
  return new VaultError('PASSPHRASE_UNSEEN', message, {
    cause,
    hint: 'Nobody could have opened the backup. Let it be shown, or give --passphrase-out FILE.',
  });
}
