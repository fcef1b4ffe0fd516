// Where the passphrase comes from: a prompt, a file, a command, stdin, or a new one made by this run.
// Never the value of a flag, which other programs on the PC could read.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Command } from 'commander';
import { generatePassphrase, parsePassphraseBytes } from '../../crypto/passphrase.js';
import { VaultError, systemCode } from '../../errors.js';
import type { GeneratedPassphrase, OwnPassphrase } from '../../vault/opening/unlock-with.js';
import { typedPath } from '../../household/paths.js';
import { ownCommandVariables, shellProgram } from '../../system/child-environment.js';
import {
  type Reading,
  UnfitFileError,
  readNamedFile,
  readStream,
} from '../../system/named-file.js';
import { holdKeyboard, lendingKeyboard } from '../terminal/keyboard.js';
import { canAsk } from '../terminal/prompts.js';
import { typedPassphrase } from './typed-passphrase.js';
import { withoutShellsWords } from './without-shells-words.js';

/** The passphrase flags as commander gives them. */
export interface PassphraseFlags {
  readonly passphraseFile?: string;
  readonly passphraseCommand?: string;
  readonly passphraseStdin?: true;
}

/** More than any passphrase with its byte order mark and line end. */
const maximumBytes = 4096;

/** Adds the flags that every command with a passphrase has. */
export function addPassphraseOptions(command: Command): Command {
  return command
    .option('--passphrase-file <file>', 'read the passphrase from a file (UTF-8)')
    .option('--passphrase-command <command>', 'run a command and read the passphrase it prints')
    .option('--passphrase-stdin', 'read the passphrase from standard input');
}

/**
 * The passphrase that the flags name, or a new one where they ask for it. It is read when it is needed.
 * @throws VaultError `USAGE` for two sources, `NO_PASSPHRASE` where nobody can be asked.
 */
export async function passphraseSource(
  flags: PassphraseFlags & { readonly generatePassphrase?: true },
): Promise<OwnPassphrase | GeneratedPassphrase> {
  checkOneSource(flags);
  if (flags.generatePassphrase !== true) return ownPassphrase(flags);
  return { kind: 'generated', words: await generatePassphrase() };
}

/** The passphrase that the flags name, which the owner has already. @throws as {@link passphraseSource} */
export function ownPassphrase(flags: PassphraseFlags): OwnPassphrase {
  checkOneSource(flags);
  const { passphraseFile, passphraseCommand, passphraseStdin } = flags;
  if (passphraseFile !== undefined)
    return given((signal) => readSecretFile(passphraseFile, 'passphrase', signal));
  if (passphraseCommand !== undefined)
    return given(async (signal) =>
      firstLine(await lendingKeyboard(() => readPassphraseCommand(passphraseCommand, signal))),
    );
  if (passphraseStdin === true) return given(readStdin);
  if (!canAsk()) throw nobodyToAsk();
  // It may be typed before it is asked for.
  holdKeyboard();
  return typedPassphrase();
}

/** Whether the passphrase comes from elsewhere than the keyboard. */
export function isGiven(flags: PassphraseFlags): boolean {
  const { passphraseFile, passphraseCommand, passphraseStdin } = flags;
  return [passphraseFile, passphraseCommand, passphraseStdin].some((one) => one !== undefined);
}

/** @throws VaultError `USAGE` for two sources */
export function checkOneSource(
  flags: PassphraseFlags & { readonly generatePassphrase?: true },
): void {
  const { passphraseFile, passphraseCommand, passphraseStdin, generatePassphrase: wanted } = flags;
  const sources = [passphraseFile, passphraseCommand, passphraseStdin, wanted];
  if (sources.filter((source) => source !== undefined).length < 2) return;
  throw new VaultError('USAGE', 'there is more than one source for the passphrase', {
    hint: 'Give one of --passphrase-file, --passphrase-command, --passphrase-stdin and --generate-passphrase.',
  });
}

function given(read: (signal: AbortSignal) => Promise<Uint8Array>): OwnPassphrase {
  const ask: OwnPassphrase['ask'] = async (_purpose, signal) => {
    const bytes = await read(signal);
    try {
      return parsePassphraseBytes(bytes);
    } finally {
      bytes.fill(0);
    }
  };
  return { kind: 'passphrase', isTyped: false, ask };
}

/** A small text file such as one with a recovery code. @throws VaultError `NO_PASSPHRASE` */
export async function readTextFile(
  path: string,
  what: 'product key' | 'recovery code',
  signal: AbortSignal,
): Promise<string> {
  return Buffer.from(await readSecretFile(path, what, signal))
    .toString('utf8')
    .replace(/^\uFEFF/, '');
}

async function readSecretFile(
  path: string,
  what: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  try {
    return await bounded((limits) => readNamedFile(typedPath(path), limits), signal);
  } catch (error) {
    if (error instanceof VaultError) throw error;
    throw unreadFile(path, what, error);
  }
}

/** Whoever gives the secret itself in place of a file must not find it in a log: a path alone is shown. */
function unreadFile(path: string, what: string, cause: unknown): VaultError {
  const isPath = /[\\/]/.test(path) && existsSync(dirname(typedPath(path)));
  const why = systemCode(cause) === 'ENOENT' ? 'is not there' : 'cannot be read';
  const message = `the file with the ${what} ${why}${isPath ? `: ${path}` : ''}`;
  const hint = `The flag takes the name of a file, not the ${what} itself.`;
  return new VaultError('NO_PASSPHRASE', message, { cause, ...(isPath ? {} : { hint }) });
}

/** All of standard input, where it is no longer than a passphrase or a key can be. */
export async function readStdin(signal: AbortSignal): Promise<Uint8Array> {
  return lendingKeyboard(() => bounded((limits) => readStream(process.stdin, limits), signal));
}

async function readPassphraseCommand(command: string, signal: AbortSignal): Promise<Uint8Array> {
  const child = spawn(command, {
    shell: shellProgram(),
    env: ownCommandVariables(),
    stdio: ['inherit', 'pipe', 'pipe'],
  });
  const said = withoutShellsWords(command);
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (text: string) => process.stderr.write(said.take(text)));
  child.stderr.once('end', () => process.stderr.write(said.end()));
  const stop = (): void => {
    child.kill();
  };
  signal.addEventListener('abort', stop);
  const status = new Promise<number | null>((resolve, reject) => {
    child.once('close', resolve);
    child.once('error', reject);
  });
  const bytes = await bounded((limits) => readStream(child.stdout, limits), signal);
  const code = await status;
  signal.removeEventListener('abort', stop);
  if (code === 0) return bytes;
  throw new VaultError('NO_PASSPHRASE', 'the passphrase command failed', {
    hint: `It ended with status ${code ?? 'unknown'}. Run it by itself to see why.`,
  });
}

/** `pass` and its kin print the passphrase first, then what else was noted beside it. */
function firstLine(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(lineFeed);
  if (end === -1) return bytes;
  bytes.subarray(end + 1).fill(0);
  return bytes.subarray(0, end + 1);
}

const lineFeed = 0x0a;

/** All of what is given. @throws VaultError `BAD_PASSPHRASE` where it is longer than a passphrase can be. */
async function bounded(
  reading: (limits: Required<Reading>) => Promise<Uint8Array>,
  signal: AbortSignal,
): Promise<Uint8Array> {
  try {
    return await reading({ maximumBytes, signal });
  } catch (error) {
    if (!(error instanceof UnfitFileError && error.code === 'EFBIG')) throw error;
    throw new VaultError('BAD_PASSPHRASE', 'that is too long for a passphrase or a key');
  }
}

function nobodyToAsk(): VaultError {
  return new VaultError('NO_PASSPHRASE', 'there is no terminal to ask for the passphrase', {
    hint: 'Give --passphrase-file, --passphrase-command or --passphrase-stdin; for a first backup also --generate-passphrase.',
  });
}
