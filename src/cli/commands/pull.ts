// `vault pull` and `vault list`: what the places hold, opened with the passphrase.
import type { Command } from 'commander';
import { exitStatus } from '../../errors.js';
import { type PullOptions, type PullResult, listRecords, pull } from '../../vault/pull.js';
import type { CollectWarning } from '../../record/warning.js';
import {
  type CommonFlags,
  type Finish,
  addCommonOptions,
  repeated,
  startCommand,
} from '../command.js';
import { deriveInWorker } from '../../household/derivation.js';
import { type PullOutput, shownSnapshot, shownWarning } from '../../report/json-output.js';
import { printJson, sayWarning } from '../terminal/output.js';
import { asNamedTarget, choosePlaces } from '../../household/places.js';
import { type PassphraseFlags, addPassphraseOptions } from '../options/passphrase-options.js';
import {
  type RecoveryFlags,
  addRecoveryOptions,
  unlockSource,
} from '../options/recovery-code-options.js';
import { printList, printPull } from '../terminal/pull-report.js';

interface Flags extends CommonFlags, PassphraseFlags, RecoveryFlags {
  readonly from: readonly string[];
  readonly machine?: string;
  readonly reveal?: true;
}

const fromOption = [
  '--from <place>',
  'a place of the config, a folder, credential-store or s3://bucket/prefix; repeatable',
] as const;

/** Adds `pull` to the program. */
export function addPullCommand(program: Command, finish: Finish): void {
  const command = program
    .command('pull')
    .summary('get the product keys back')
    .description(
      'Opens the newest backup of each PC, shows its whole product keys and says what to do with each.',
    )
    .option(...fromOption, repeated, [])
    .option('--machine <name>', 'only the PC of this name')
    .addHelpText(
      'after',
      `
Examples:
  vault pull --from E:\\product-key-vault       from a stick
  vault pull --machine ANNA-PC                 one PC, from the places of the config`,
    );
  addCommonOptions(addRecoveryOptions(addPassphraseOptions(command))).action(
    async (flags: Flags) => {
      finish(await open(flags, { select: pull, print: printPull, reveal: true }));
    },
  );
}

/** Adds `list` to the program. */
export function addListCommand(program: Command, finish: Finish): void {
  const command = program
    .command('list')
    .summary('list the PCs and their backups')
    .description('Opens every backup in the places and lists them by PC.')
    .option(...fromOption, repeated, [])
    .option('--machine <name>', 'only the PC of this name')
    .option('--reveal', 'show whole product keys in the JSON');
  addCommonOptions(addRecoveryOptions(addPassphraseOptions(command))).action(
    async (flags: Flags) => {
      const reveal = flags.reveal === true;
      finish(await open(flags, { select: listRecords, print: printList, reveal }));
    },
  );
}

interface View {
  readonly select: (options: PullOptions) => Promise<PullResult>;
  readonly print: (result: PullResult) => void;
  readonly reveal: boolean;
}

async function open(flags: Flags, { select, print, reveal }: View): Promise<number> {
  const { config, json, signal } = await startCommand(flags);
  const targets = choosePlaces(flags.from, config, '--from').map(asNamedTarget);
  const unlockWith = await unlockSource(flags, signal);
  const warnings: CollectWarning[] = [];
  const warn = (warning: CollectWarning): void => {
    warnings.push(warning);
    sayWarning(warning);
  };
  const derive = deriveInWorker(signal);
  const machine = flags.machine ?? null;
  try {
    const result = await select({ targets, unlockWith, derive, machine, signal, warn });
    warnOfRest(result, warn);
    if (json) printJson(asJson(result, { warnings, reveal }));
    else print(result);
    return result.reach.unreached.length > 0 ? exitStatus.someTargetsFailed : exitStatus.ok;
  } finally {
    await Promise.all(targets.map(({ target }) => target.close()));
  }
}

/** Names every place that could not be asked and every backup that does not open. */
function warnOfRest(result: PullResult, warn: (warning: CollectWarning) => void): void {
  for (const { named, error } of result.reach.unreached) {
    const message = `this place could not be asked, so it may hold newer backups: ${error.message}`;
    warn({ code: 'place-not-reached', message, location: named.name });
  }
  for (const { holding, error } of result.failed) {
    const message = `a backup does not open: ${error.message}`;
    warn({ code: 'backup-not-opened', message, location: holding.name });
  }
}

function asJson(
  { opened }: PullResult,
  { warnings, reveal }: { warnings: readonly CollectWarning[]; reveal: boolean },
): Omit<PullOutput, 'schema'> {
  const records = opened.map(({ holding, content }) => ({
    name: holding.name,
    targets: holding.holders.map(({ named }) => named.name),
    snapshot: shownSnapshot(content, { reveal }),
  }));
  return { records, warnings: warnings.map(shownWarning) };
}
