// Where the passphrase comes from: a prompt, a file, a command, stdin, or a new one made by this run.
// Never the value of a flag, which other programs on the PC could read.
import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import type { Command } from 'commander';
import { generatePassphrase, parsePassphraseBytes, passphraseBytes } from '../crypto/passphrase.js';
import { VaultError, systemCode } from '../errors.js';
import type { PassphraseSource } from '../vault/unlock.js';
import { askPassphrase, canAsk } from './prompts.js';

/** The passphrase flags as commander gives them. */
export interface PassphraseFlags {
  readonly passphraseFile?: string;
  readonly passphraseCommand?: string;
  readonly passphraseStdin?: true;
  readonly generatePassphrase?: true;
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

/** The passphrase as a new one shows it to the user, for `--generate-passphrase`. */
export interface GeneratedPassphrase extends PassphraseSource {
  readonly words: string;
}

/**
 * The source that the flags name.
 * @throws VaultError `USAGE` for two sources, `NO_PASSPHRASE` where nobody can be asked.
 */
export async function passphraseSource(
  flags: PassphraseFlags,
  signal: AbortSignal,
): Promise<PassphraseSource | GeneratedPassphrase> {
  checkOneSource(flags);
  if (flags.generatePassphrase === true) return generated();
  const { passphraseFile, passphraseCommand } = flags;
  if (passphraseFile !== undefined) return given(() => readPassphraseFile(passphraseFile));
  if (passphraseCommand !== undefined) {
    return given(() => readPassphraseCommand(passphraseCommand, signal));
  }
  if (flags.passphraseStdin === true) return given(readStdin);
  if (!canAsk()) throw nobodyToAsk();
  return prompted(signal);
}

function checkOneSource(flags: PassphraseFlags): void {
  const { passphraseFile, passphraseCommand, passphraseStdin, generatePassphrase: wanted } = flags;
  const sources = [passphraseFile, passphraseCommand, passphraseStdin, wanted];
  if (sources.filter((source) => source !== undefined).length < 2) return;
  throw new VaultError('USAGE', 'there is more than one source for the passphrase', {
    hint: 'Give one of --passphrase-file, --passphrase-command, --passphrase-stdin and --generate-passphrase.',
  });
}

function given(read: () => Promise<Uint8Array>): PassphraseSource {
  let passphrase: Promise<Uint8Array> | null = null;
  return {
    kind: 'given',
    get: () => (passphrase ??= read().then(parsePassphraseBytes)),
  };
}

async function generated(): Promise<GeneratedPassphrase> {
  const words = await generatePassphrase();
  return { kind: 'generated', words, get: () => Promise.resolve(passphraseBytes(words)) };
}

function prompted(signal: AbortSignal): PassphraseSource {
  let passphrase: Promise<Uint8Array> | null = null;
  const ask = (purpose: 'new' | 'existing'): Promise<Uint8Array> =>
    purpose === 'new' ? askNew(signal) : askPassphrase('Passphrase', signal).then(passphraseBytes);
  return { kind: 'prompt', get: (purpose) => (passphrase ??= ask(purpose)) };
}

async function askNew(signal: AbortSignal): Promise<Uint8Array> {
  const message = 'New passphrase (six words that you can write down are good)';
  const first = await askPassphrase(message, signal);
  const bytes = passphraseBytes(first);
  const second = await askPassphrase('The same once more', signal);
  if (first === second) return bytes;
  throw new VaultError('BAD_PASSPHRASE', 'the two passphrases differ', {
    hint: 'Nothing was stored. Try again, or let --generate-passphrase make one.',
  });
}

/** A small text file such as one with a recovery code. @throws VaultError `NO_PASSPHRASE` */
export async function readTextFile(path: string): Promise<string> {
  return Buffer.from(await readPassphraseFile(path))
    .toString('utf8')
    .replace(/^\uFEFF/, '');
}

async function readPassphraseFile(path: string): Promise<Uint8Array> {
  try {
    return await readBounded(createReadStream(path));
  } catch (error) {
    if (error instanceof VaultError) throw error;
    const why = systemCode(error) === 'ENOENT' ? 'is not there' : 'cannot be read';
    const message = `the passphrase file ${why}: ${path}`;
    throw new VaultError('NO_PASSPHRASE', message, { cause: error });
  }
}

/** All of standard input, where it is no longer than a passphrase or a key can be. */
export async function readStdin(): Promise<Uint8Array> {
  return readBounded(process.stdin);
}

async function readPassphraseCommand(command: string, signal: AbortSignal): Promise<Uint8Array> {
  const child = spawn(command, {
    shell: true,
    stdio: ['inherit', 'pipe', 'inherit'],
    signal,
  });
  const status = new Promise<number | null>((resolve, reject) => {
    child.once('close', resolve);
    child.once('error', reject);
  });
  const bytes = await readBounded(child.stdout);
  const code = await status;
  if (code === 0) return bytes;
  throw new VaultError('NO_PASSPHRASE', 'the passphrase command failed', {
    hint: `It ended with status ${code ?? 'unknown'}. Run it by itself to see why.`,
  });
}

async function readBounded(stream: AsyncIterable<unknown>): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk as Uint8Array);
    length += bytes.length;
    if (length > maximumBytes) {
      throw new VaultError('BAD_PASSPHRASE', 'that is too long for a passphrase');
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function nobodyToAsk(): VaultError {
  return new VaultError('NO_PASSPHRASE', 'there is no terminal to ask for the passphrase', {
    hint: 'Give --passphrase-file, --passphrase-command or --passphrase-stdin; for a first backup also --generate-passphrase.',
  });
}
