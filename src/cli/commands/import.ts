// `vault import`: the keys that another program exported, or that stand in a text, put to the backups of
// their PCs.
import type { Command } from 'commander';
import { exampleText } from '../terminal/examples.js';
import type { Finding } from '../../collect/collector.js';
import { confirmMany } from '../terminal/many-pcs.js';
import { ofOnePc } from '../terminal/pc-of-file.js';
import { importReport, outcomeStatus } from '../../report/stored-report.js';
import type { PcName } from '../../vault/run.js';
import {
  type CommonFlags,
  type DryRunFlags,
  type Finish,
  addCommonOptions,
  addDryRunOption,
  asToldBy,
  nothingStored,
  startCommand,
} from '../command.js';
import { type ToFlags, addPlaceOptions } from '../options/place-options.js';
import { type UnlockFlags, addUnlockOptions, unlockOrNew } from '../options/unlock-options.js';
import { withReadings } from '../options/near-key-options.js';
import { openTerminalVault, placesNamed } from '../terminal-vault.js';
import { stepWords } from '../terminal/step-words.js';
import { printJson, printable, say } from '../terminal/output.js';
import { licenceLines } from '../terminal/licence-lines.js';
import { pcNameWords } from '../terminal/vault-events.js';

interface Flags extends CommonFlags, DryRunFlags, UnlockFlags, ToFlags {
  readonly machine?: string;
  readonly fromText?: true;
  readonly anyway?: true;
  readonly yes?: true;
}

/** Adds the command to the program. */
export function addImportCommand(program: Command, finish: Finish): void {
  const command = program
    .command('import')
    .summary('add the keys that another program saved')
    .description(
      'Reads a list of keys that a program or script saved (a table, csv, xml, json, html, label-and-value lines), or finds the keys in any text or web page, and stores them with the backups of the PC that they belong to.',
    )
    .argument('<file>', 'what the other program saved')
    .option('--from-text', 'find the keys in any text, e-mail or web page')
    .option('--anyway', 'keep a key although its check fails')
    .option('--yes', 'do not ask whether all PCs are meant where they are very many')
    .option(
      '--machine <name>',
      'the PC that they belong to, or of a list of several PCs the one to take; a new name makes a new PC',
    )
    .addHelpText(
      'after',
      exampleText([
        [['import', 'keys.csv'], 'saved by ProduKey'],
        [
          ['import', 'report.html', '--from-text', '--machine', 'Office'],
          "Belarc Advisor's report",
        ],
        [['import', 'order.eml', '--from-text'], 'an e-mail'],
      ]),
    );
  addPlaceOptions(command, 'to');
  addCommonOptions(addDryRunOption(addUnlockOptions(command))).action(
    async (file: string, flags: Flags) => {
      finish(await runImport(file, flags));
    },
  );
}

async function runImport(file: string, flags: Flags): Promise<number> {
  const context = await startCommand(flags);
  const { signal } = context;
  const isDryRun = flags.dryRun === true;
  const own = {
    found: sayFound,
    addressed: (pc: PcName) => {
      sayWhere(pc, { isDryRun });
    },
  };
  const places = await placesNamed('to', flags, context);
  const vault = openTerminalVault(places, context, own, asToldBy(flags));
  const unlock = await unlockOrNew(flags, signal);
  const { importFile } = await import('../../collect/import-file.js');
  const isText = flags.fromText === true;
  const machine = flags.machine ?? null;
  const read = await importFile(file, { isText, now: new Date(), signal });
  const ofPc = await ofOnePc(read, machine, signal);
  if (machine === null && !isDryRun) await confirmMany(ofPc, { yes: flags.yes === true, signal });
  const collection = await withReadings(ofPc, { anyway: flags.anyway === true, signal });
  const result = await vault.import({ unlock, collection, machine });
  say(`${printable(file)} holds the keys in plain text: keep it safe, or delete it.`);
  if (context.json) printJson(importReport(result, stepWords));
  if (result.isDryRun) say(nothingStored);
  return outcomeStatus(result.outcomes);
}

function sayFound(findings: readonly Finding[]): void {
  for (const { snapshot } of findings) {
    const { name } = snapshot.machine;
    say(name === null ? 'Found:' : `Found of ${printable(name)}:`);
    for (const line of licenceLines(snapshot.licences, { indent: '  ', reveal: false })) say(line);
  }
  say();
}

function sayWhere(pc: PcName, { isDryRun }: { readonly isDryRun: boolean }): void {
  say(`${isDryRun ? 'They would be kept' : 'Kept'} with the backups of ${pcNameWords(pc)}.`);
}
