// `vault export`: what a pull opens, in a form that another program or a person reads.
import type { Command } from 'commander';
import { exampleStick } from '../../household/example-place.js';
import { checkExportFile, writeExportFile } from '../../household/export-file.js';
import { exportReport } from '../../report/export-report.js';
import { exportFormatNames, exportFormats } from '../../report/export/export-formats.js';
import type { ExportInput } from '../../report/export/export-input.js';
import { openedStatus } from '../../report/opened-report.js';
import { type CommonFlags, type Finish, addCommonOptions, startCommand } from '../command.js';
import {
  type ExportFlags,
  type Wanted,
  addExportOptions,
  databasePassphrase,
  wantedExport,
} from '../options/export-options.js';
import { type FromFlags, addPlaceOptions } from '../options/place-options.js';
import { type UnlockFlags, addUnlockOptions, existingUnlock } from '../options/unlock-options.js';
import { openTerminalVault, placesNamed } from '../terminal-vault.js';
import { exampleText } from '../terminal/examples.js';
import { dataWidth, printData, printFile, printJson, sayCaution } from '../terminal/output.js';
import { plainWords, sayPlainFile, sayWritten } from '../terminal/written-file.js';
import { stepWords } from '../terminal/step-words.js';
import { allowTyped } from '../terminal/typed-text.js';

interface Flags extends CommonFlags, UnlockFlags, FromFlags, Omit<ExportFlags, 'json'> {
  readonly machine?: string;
}

/** Adds `export` to the program. */
export function addExportCommand(program: Command, finish: Finish): void {
  const command = program
    .command('export')
    .summary('write the product keys out for another program')
    .description(
      'Opens the newest backup of each PC and writes its whole keys in a form that other programs read. All but a KeePass database are plain: whoever can read them has the keys.',
    )
    .option('--machine <name>', 'only the PC of this name');
  addExportOptions(command).addHelpText(
    'after',
    exampleText([
      [['export', '--format', 'html', '--out', 'keys.html'], 'a report to print'],
      [['export', '--from', exampleStick, '--format', 'csv'], 'a table, on standard output'],
      [['export', '--format', 'keepass', '--out', 'keys.kdbx'], 'an encrypted database'],
    ]),
  );
  addCommonOptions(addUnlockOptions(addPlaceOptions(command, 'from'))).action(
    async (flags: Flags) => {
      finish(await runExport(flags));
    },
  );
}

async function runExport(flags: Flags): Promise<number> {
  const context = await startCommand(flags);
  allowTyped(...exportFormatNames);
  const wanted = wantedExport(flags);
  if (wanted.file !== null) await checkExportFile(wanted.file, wanted);
  const places = await placesNamed('from', flags, context);
  const unlock = existingUnlock(flags, context.signal);
  const { machine = null } = flags;
  const result = await openTerminalVault(places, context).pull({ unlock, machine });
  const input = { result, words: stepWords, now: new Date() };
  const { format, file } = wanted;
  if (file === null) printExport(wanted, input);
  else {
    const bytes = await exportBytes(wanted, input, { flags, signal: context.signal });
    const { isPrivate } = await writeExportFile(file, bytes, wanted);
    sayWritten(file, result, { isPrivate });
    const written = { format, file, bytes: bytes.length };
    if (context.json) printJson(exportReport(written, result, stepWords));
  }
  sayIfPlain(wanted);
  return openedStatus(result);
}

async function exportBytes(
  { format }: Wanted,
  input: ExportInput,
  { flags, signal }: { readonly flags: Flags; readonly signal: AbortSignal },
): Promise<Uint8Array> {
  const { write } = exportFormats[format];
  if (write !== null) return new TextEncoder().encode(write(input));
  const passphrase = await databasePassphrase(flags, signal);
  const [{ keepassDatabase }, { keepassGroups }] = await Promise.all([
    import('../../household/keepass-database.js'),
    import('../../report/export/keepass-entries.js'),
  ]);
  try {
    return await keepassDatabase(keepassGroups(input), { passphrase });
  } finally {
    passphrase.fill(0);
  }
}

/** The text for a person to read is laid out for the screen; files for programs are printed as they are. */
function printExport({ format }: Wanted, input: ExportInput): void {
  const text = exportFormats[format].write?.(input) ?? '';
  if (format === 'text' && dataWidth() !== null)
    for (const line of text.trimEnd().split('\n')) printData(line);
  else printFile(text);
}

function sayIfPlain({ format, file }: Wanted): void {
  if (exportFormats[format].write === null) return;
  if (file === null) sayCaution(plainWords('export'));
  else sayPlainFile('export');
}
