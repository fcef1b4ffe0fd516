// `vault pull` and `vault list`: what the places hold, opened with the passphrase.
import type { Command } from 'commander';
import { exampleText } from '../terminal/examples.js';
import { exampleStick } from '../../household/example-place.js';
import { exitStatus } from '../../errors.js';
import { checkExportFile } from '../../household/export-file.js';
import { openedReport, openedStatus } from '../../report/opened-report.js';
import type { UnlockExisting } from '../../vault/opening/unlock-with.js';
import type { PullRequest } from '../../vault/pull.js';
import { isOfMachine } from '../../vault/pulled-record.js';
import {
  type CommandContext,
  type CommonFlags,
  type Finish,
  addCommonOptions,
  startCommand,
} from '../command.js';
import { type FromFlags, addPlaceOptions } from '../options/place-options.js';
import { type UnlockFlags, addUnlockOptions, existingUnlock } from '../options/unlock-options.js';
import { type Place, asTargetAddress } from '../../household/places.js';
import { type PullFlags, addPullOptions, pullWish } from '../options/pull-options.js';
import { asSources, isScanned } from '../scanned-places.js';
import type { SyncResult } from '../../vault/sync.js';
import { givenBack } from '../terminal/given-back.js';
import { offerHealing } from '../terminal/offer-healing.js';
import { openTerminalVault, placesChosen, placesNamed } from '../terminal-vault.js';
import { printJson } from '../terminal/output.js';
import { earlyPrint } from '../terminal/early-print.js';
import { stepWords } from '../terminal/step-words.js';
import { printList, printPull } from '../terminal/opened-lines.js';

interface Flags extends CommonFlags, UnlockFlags, FromFlags {
  readonly machine?: string;
  readonly reveal?: true;
}

interface PullCommandFlags extends Omit<Flags, 'reveal'>, Omit<PullFlags, 'json'> {}

/** Adds `pull` to the program. */
export function addPullCommand(program: Command, finish: Finish): void {
  const command = program
    .command('pull')
    .summary('get the product keys back')
    .description(
      'Opens the newest backup of each PC, shows its whole product keys and says what to do with each. Or puts one onto the clipboard, writes them into a file, or enters them into this Windows.',
    )
    .option('--machine <name>', 'only the PC of this name');
  addPullOptions(command).addHelpText(
    'after',
    exampleText([
      [['pull', '--from', exampleStick], 'from a stick'],
      [['pull', '--machine', 'ANNA-PC'], 'one PC, from the places of the config'],
      [['pull', '--from', 'scan.png'], 'from a sheet that was scanned or photographed'],
      [['pull', '--copy'], 'one key, onto the clipboard'],
      [['explain', '0xC004C003'], 'what an error code of Windows means'],
    ]),
  );
  addCommonOptions(addUnlockOptions(addPlaceOptions(command, 'from'))).action(
    async (flags: PullCommandFlags) => {
      finish(await runPull(flags));
    },
  );
}

/** What a pull asks for, unlocked when it is known that there is something to open. */
type Wanted = PullRequest & { readonly unlock: () => Promise<UnlockExisting> };

/** Adds `list` to the program. */
export function addListCommand(program: Command, finish: Finish): void {
  const command = program
    .command('list')
    .summary('list the PCs and their backups')
    .description('Opens every backup in the places and lists them by PC.')
    .option('--machine <name>', 'only the PC of this name')
    .option('--reveal', 'show whole product keys');
  addCommonOptions(addUnlockOptions(addPlaceOptions(command, 'from'))).action(
    async (flags: Flags) => {
      finish(await runList(flags));
    },
  );
}

async function runPull(flags: PullCommandFlags): Promise<number> {
  const context = await startCommand(flags);
  const wish = pullWish(flags);
  if (wish.kind === 'file') await checkExportFile(wish.file, wish);
  const places = await placesChosen('from', flags, context);
  const unlock = existingUnlock(flags, context.signal);
  const request = { unlock, machine: flags.machine ?? null };
  if (wish.kind === 'show') return showPulled(places, request, context);
  const result = await openTerminalVault(asSources(places), context).pull(request);
  const status = await givenBack(wish, result, context.signal);
  return status === exitStatus.ok ? openedStatus(result) : status;
}

async function showPulled(
  places: readonly Place[],
  request: Wanted,
  context: CommandContext,
): Promise<number> {
  const early = earlyPrint((opened) => {
    printPull(opened.filter((record) => isOfMachine(record, request.machine)));
  });
  const from = asSources(places);
  const vault = openTerminalVault(from, context, context.json ? {} : early);
  const result = await vault.pull(request);
  if (context.json) printJson(openedReport(result, { reveal: true, words: stepWords }));
  else early.end(result.opened);
  if (!context.json && !result.isInterrupted) {
    const kept = places.filter((place) => !isScanned(place));
    const writable = openTerminalVault(kept.map(asTargetAddress), context);
    const heal = async (): Promise<SyncResult> => writable.sync({ unlock: await request.unlock() });
    await offerHealing(result.warnings, heal, context.signal);
  }
  return openedStatus(result);
}

async function runList(flags: Flags): Promise<number> {
  const context = await startCommand(flags);
  const places = await placesNamed('from', flags, context);
  const unlock = existingUnlock(flags, context.signal);
  const { machine = null, reveal = false } = flags;
  const early = earlyPrint((opened) => {
    printList(
      opened.filter((record) => isOfMachine(record, machine)),
      { reveal },
    );
  });
  const vault = openTerminalVault(places, context, context.json ? {} : early);
  const result = await vault.list({ unlock, machine });
  if (context.json) printJson(openedReport(result, { reveal, words: stepWords }));
  else early.end(result.opened);
  return openedStatus(result);
}
