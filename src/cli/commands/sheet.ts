// `vault sheet`: the newest backup of each PC as a page to print.
import type { Command } from 'commander';
import { exampleStick } from '../../household/example-place.js';
import { writeExportFile } from '../../household/export-file.js';
import { configuredPlaces } from '../../household/places.js';
import { pcName } from '../../report/export/exported-licence.js';
import { openedStatus } from '../../report/opened-report.js';
import { type WrittenSheet, sheetReport } from '../../report/sheet-report.js';
import { type PrintedSheet, backupSheet } from '../../restore/sheet/backup-sheet.js';
import type { SheetPlace } from '../../restore/sheet/on-paper.js';
import { sheetDocument } from '../../restore/sheet/sheet-page.js';
import type { PulledRecord } from '../../vault/pulled-record.js';
import { type CommonFlags, type Finish, addCommonOptions, startCommand } from '../command.js';
import { type FromFlags, addPlaceOptions } from '../options/place-options.js';
import { type SheetFlags, type SheetsOut, sheetFile, sheetsOut } from '../options/sheet-options.js';
import { type UnlockFlags, addUnlockOptions, existingUnlock } from '../options/unlock-options.js';
import { asSources } from '../scanned-places.js';
import { openTerminalVault, placesChosen } from '../terminal-vault.js';
import { exampleText } from '../terminal/examples.js';
import { printJson, printable, say } from '../terminal/output.js';
import { placesOnPaper } from '../terminal/places-on-paper.js';
import { stepWords } from '../terminal/step-words.js';

interface Flags extends CommonFlags, UnlockFlags, FromFlags, SheetFlags {
  readonly machine?: string;
}

/** Adds `sheet` to the program. */
export function addSheetCommand(program: Command, finish: Finish): void {
  const command = program
    .command('sheet')
    .summary('write a page to print: a backup on paper')
    .description(
      'Writes the newest backup of each PC as a page to print: sealed, as QR code and as text, with where the backups are and how to get the keys back. It opens nothing without the passphrase.',
    )
    .option('--machine <name>', 'only the PC of this name')
    .option('--out <place>', 'write this file (.html), or a page for each PC into this folder')
    .option('--force', 'replace a file that is there already')
    .addHelpText(
      'after',
      exampleText([
        [['sheet', '--out', 'sheet.html'], 'all PCs, from the places of the config'],
        [['sheet', '--from', exampleStick, '--machine', 'ANNA-PC', '--out', 'anna.html'], 'one PC'],
        [['pull', '--from', 'scan.png'], 'the way back: the sheet, scanned or photographed'],
      ]),
    );
  addCommonOptions(addUnlockOptions(addPlaceOptions(command, 'from'))).action(
    async (flags: Flags) => {
      finish(await runSheet(flags));
    },
  );
}

async function runSheet(flags: Flags): Promise<number> {
  const context = await startCommand(flags);
  const out = await sheetsOut(flags);
  const places = await placesChosen('from', flags, context);
  const unlock = existingUnlock(flags, context.signal);
  const vault = openTerminalVault(asSources(places), context);
  const { machine = null } = flags;
  const result = await vault.pull({ unlock, machine });
  const onPaper = await placesOnPaper([...configuredPlaces(context.config), ...places]);
  const made: Made[] = [];
  for (const record of result.opened) made.push(await sheetOf(record, onPaper));
  const written = await writeSheets(made, out);
  if (context.json) printJson(sheetReport(written, result, stepWords));
  for (const { pc, file, codes } of written) sayWritten(pc, file, codes);
  say('Open it in a browser, print it on A4 or Letter, and put it away from the passphrase.');
  return openedStatus(result);
}

interface Made {
  readonly record: PulledRecord;
  readonly pc: string;
  readonly sheet: PrintedSheet;
}

async function sheetOf(record: PulledRecord, places: readonly SheetPlace[]): Promise<Made> {
  const { content, hasRecovery, sealed } = record;
  const pc = pcName(content);
  const { takenAt } = content;
  const now = new Date();
  const sheet = await backupSheet({ pc, takenAt, record: sealed, hasRecovery, places, now });
  return { record, pc, sheet };
}

/** Writes one file for all, or one for each into the folder. */
async function writeSheets(
  made: readonly Made[],
  { path, isFolder, mayReplace }: SheetsOut,
): Promise<readonly WrittenSheet[]> {
  const taken = new Set<string>();
  const files = made.map(({ pc, record: { content } }) => {
    const file = isFolder ? sheetFile(path, { pc, takenAt: content.takenAt }, taken) : path;
    taken.add(file);
    return file;
  });
  for (const file of taken) {
    const inside = made.filter((_, i) => files[i] === file);
    const title = `Backup of ${inside.map(({ pc }) => pc).join(', ')}`;
    const text = sheetDocument(
      title,
      inside.flatMap(({ sheet }) => sheet.pages),
    );
    await writeExportFile(file, new TextEncoder().encode(text), { mayReplace });
  }
  return made.map(({ pc, record: { name, content }, sheet: { codes } }, i) => {
    return { file: files[i] ?? path, pc, record: name, takenAt: content.takenAt, codes };
  });
}

function sayWritten(pc: string, file: string, codes: number): void {
  const squares = codes === 1 ? 'one QR code' : `${codes} QR codes`;
  say(`${printable(pc)}, ${squares} and text: ${printable(file)}`);
}
