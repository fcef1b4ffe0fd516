// What an export is written as, and where: flags to data, with all that speaks against it said before any
// place is asked.
import type { Command } from 'commander';
import { VaultError } from '../../errors.js';
import { isWeakPassphrase } from '../../household/passphrase-strength.js';
import { typedPath } from '../../household/paths.js';
import {
  type ExportFormatName,
  exportFormatNames,
  exportFormats,
  isExportFormat,
} from '../../report/export/export-formats.js';
import { sayAlways, sayCaution } from '../terminal/output.js';
import { canAsk } from '../terminal/prompts.js';
import { ownPassphrase } from './passphrase-options.js';
import { askOwn } from './typed-passphrase.js';

/** The flags as commander gives them. */
export interface ExportFlags {
  readonly format?: string;
  readonly out?: string;
  readonly force?: true;
  readonly json?: true;
  readonly databasePassphraseFile?: string;
}

/** What is to be written. */
export interface Wanted {
  readonly format: ExportFormatName;
  /** Null for standard output. */
  readonly file: string | null;
  readonly mayReplace: boolean;
}

/** Adds the flags. */
export function addExportOptions(command: Command): Command {
  return command
    .option('--format <format>', `one of ${exportFormatNames.join(', ')}`)
    .option('--out <file>', 'write this file, for your eyes alone, not standard output')
    .option('--force', 'replace the file of --out where it is there already')
    .option('--database-passphrase-file <file>', 'read the passphrase of a KeePass database');
}

/** What the flags say. @throws VaultError `USAGE`, `NO_PASSPHRASE` */
export function wantedExport(flags: ExportFlags): Wanted {
  const format = formatNamed(flags.format);
  const file = flags.out === undefined ? null : typedPath(flags.out);
  if (exportFormats[format].write === null) checkDatabase(flags);
  else if (flags.databasePassphraseFile !== undefined)
    throw usage('only a KeePass database has a passphrase of its own', 'Add --format keepass.');
  if (file === null && flags.json === true)
    throw usage(
      'with --json the keys go into a file, and what was written is told on standard output',
      'Add --out FILE. The keys themselves as JSON: --format json',
    );
  if (file === null && flags.force === true)
    throw usage('--force is for the file of --out', 'Add --out FILE, or leave it out.');
  return { format, file, mayReplace: flags.force === true };
}

function formatNamed(name: string | undefined): ExportFormatName {
  const wanted = name?.toLowerCase();
  if (wanted !== undefined && isExportFormat(wanted)) return wanted;
  const known = exportFormatNames.join(', ');
  const message =
    wanted === undefined
      ? 'the form of the export is missing'
      : 'there is no such form of an export';
  throw usage(message, `Give --format with one of ${known}.`);
}

function checkDatabase({ out, databasePassphraseFile }: ExportFlags): void {
  if (out === undefined)
    throw usage('a KeePass database is no text: it needs a file', 'Add --out FILE.kdbx.');
  if (databasePassphraseFile !== undefined || canAsk()) return;
  throw new VaultError('NO_PASSPHRASE', 'there is no terminal to ask for the new passphrase', {
    hint: 'Give --database-passphrase-file: the database has a passphrase of its own.',
  });
}

function usage(message: string, hint: string): VaultError {
  return new VaultError('USAGE', message, { hint });
}

/** The passphrase of the database: out of the file, or asked for twice. @throws VaultError */
export async function databasePassphrase(
  { databasePassphraseFile }: ExportFlags,
  signal: AbortSignal,
): Promise<Uint8Array> {
  if (databasePassphraseFile === undefined) {
    sayAlways('The database gets a passphrase of its own. KeePass asks for it.');
    return askOwn(signal, 'Passphrase of the database');
  }
  const file = ownPassphrase({ passphraseFile: databasePassphraseFile });
  const passphrase = await file.ask('new', signal);
  if (await isWeakPassphrase(passphrase))
    sayCaution('The passphrase of the database is weak: whoever finds it could guess it.');
  return passphrase;
}
