// `vault schedule on|off|status`: a push by itself, once a day and after signing in.
import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { VaultError, exitStatus, hint } from '../../errors.js';
import { type Place, asTargetAddress } from '../../household/places.js';
import { type PushToSchedule, pushJob, schedulerOf } from '../../household/schedule/schedule.js';
import type { ScheduleState, Scheduler } from '../../household/schedule/scheduler.js';
import { keptKey } from '../../household/kept-key.js';
import { typedPath } from '../../household/paths.js';
import { type Scheduled, scheduleReport } from '../../report/schedule-report.js';
import {
  type CommandContext,
  type CommonFlags,
  type Finish,
  addCommonOptions,
  repeated,
  startCommand,
} from '../command.js';
import {
  type PassphraseFlags,
  checkOneSource,
  ownPassphrase,
} from '../options/passphrase-options.js';
import { placesChosen } from '../terminal-vault.js';
import { printJson } from '../terminal/output.js';
import { sayScheduled } from '../terminal/schedule-lines.js';

interface OnFlags extends CommonFlags, Omit<PassphraseFlags, 'passphraseStdin'> {
  readonly to: readonly string[];
  readonly from: readonly string[];
}

/** Adds the command and its three parts to the program. */
export function addScheduleCommand(program: Command, finish: Finish): void {
  const schedule = program
    .command('schedule')
    .summary('let this PC push by itself')
    .description('Lets this PC push by itself, once a day and after you sign in.');
  const on = schedule
    .command('on')
    .summary('push by itself from now on')
    .description(
      'Hands a daily push to the scheduler of the system. It stores where something changed, and waits for a stick. No passphrase is part of it: it needs a remembered key, or a file or command that gives the passphrase.',
    )
    .option(
      '--to <place>',
      'a place of the config or a folder; repeatable; none: all of the config',
      repeated,
      [],
    )
    .option('--from <path>', 'what is pushed, as for push; none: this PC', repeated, [])
    .option('--passphrase-file <file>', 'the file that the push will read the passphrase from')
    .option('--passphrase-command <command>', 'the command that the push will run for it');
  addCommonOptions(on).action(async (flags: OnFlags) => {
    finish(await scheduleOn(flags));
  });
  const off = schedule
    .command('off')
    .summary('no longer push by itself')
    .description('Takes the push out of the scheduler. Backups and places stay as they are.');
  addCommonOptions(off).action(async (flags: CommonFlags) => {
    finish(await scheduleOff(flags));
  });
  const status = schedule
    .command('status')
    .summary('say whether, when last and when next')
    .description('Says whether this PC pushes by itself, when it last did and when it will.');
  addCommonOptions(status).action(async (flags: CommonFlags) => {
    finish(await scheduleStatus(flags));
  });
}

async function scheduleOn(flags: OnFlags): Promise<number> {
  checkOneSource(flags);
  const context = await startCommand(flags);
  const places = await placesChosen('to', flags, context);
  const passphrase = passphraseWords(flags);
  await refuseSpoken(flags, context.signal);
  if (passphrase.length === 0 && (await keptKey(context.signal)) === null) throw noPassphrase();
  const scheduler = schedulerOf();
  const job = pushJob(pushOf(flags, context, places, passphrase), process.env);
  const state = await scheduler.on(job, context.signal);
  tell(context, scheduler, { ...state, command: job.command });
  return state.state === 'on' ? exitStatus.ok : exitStatus.failure;
}

async function scheduleOff(flags: CommonFlags): Promise<number> {
  const context = await startCommand(flags);
  const scheduler = schedulerOf();
  const { fault } = await scheduler.off(context.signal);
  const state = await scheduler.state(context.signal);
  tell(context, scheduler, { ...state, fault: fault ?? state.fault, command: null });
  return state.state === 'off' ? exitStatus.ok : exitStatus.failure;
}

async function scheduleStatus(flags: CommonFlags): Promise<number> {
  const context = await startCommand(flags);
  const scheduler = schedulerOf();
  tell(context, scheduler, { ...(await scheduler.state(context.signal)), command: null });
  return exitStatus.ok;
}

function tell(
  { json }: CommandContext,
  { kind, places }: Scheduler,
  state: ScheduleState & Pick<Scheduled, 'command'>,
): void {
  const scheduled = { ...state, kind, places };
  if (json) printJson(scheduleReport(scheduled));
  else sayScheduled(scheduled);
}

/** Where nothing can be plugged in, nothing is waited for but the start of a network drive. */
const [patientMinutes, shortMinutes] = [12 * 60, 10];

function pushOf(
  { to, from }: OnFlags,
  { configPath }: CommandContext,
  places: readonly Place[],
  passphrase: readonly string[],
): PushToSchedule {
  const areFolders = places.some((place) => asTargetAddress(place).folder !== null);
  return {
    program: [process.execPath, realpathSync(process.argv[1] ?? '')],
    configFile: resolve(configPath),
    to: to.length === 0 ? [] : places.map((place) => asTargetAddress(place).folder ?? place.name),
    from: from.map((path) => resolve(typedPath(path))),
    waitMinutes: areFolders ? patientMinutes : shortMinutes,
    passphrase,
  };
}

/** A file is found wherever the push is started; a command is the person's own. */
function passphraseWords({ passphraseFile, passphraseCommand }: OnFlags): readonly string[] {
  if (passphraseFile !== undefined) return ['--passphrase-file', realFile(passphraseFile)];
  return passphraseCommand === undefined ? [] : ['--passphrase-command', passphraseCommand];
}

/**
 * Runs the command once: what is scheduled lies in a file and shows in lists of processes.
 * @throws VaultError `USAGE` for one that has the passphrase in its own words, and what the command fails with
 */
async function refuseSpoken({ passphraseCommand }: OnFlags, signal: AbortSignal): Promise<void> {
  if (passphraseCommand === undefined) return;
  const passphrase = await ownPassphrase({ passphraseCommand }).ask('existing', signal);
  const isSpoken = passphraseCommand
    .normalize('NFC')
    .includes(Buffer.from(passphrase).toString('utf8'));
  passphrase.fill(0);
  if (!isSpoken) return;
  throw new VaultError('USAGE', 'the passphrase stands in the command itself', {
    hint: 'Give a command that asks a password manager for it, or --passphrase-file.',
  });
}

function realFile(path: string): string {
  try {
    return realpathSync(typedPath(path));
  } catch (cause) {
    throw new VaultError('NO_PASSPHRASE', 'the file with the passphrase cannot be read', {
      hint: 'The flag takes the name of a file, not the passphrase itself.',
      cause,
    });
  }
}

function noPassphrase(): VaultError {
  return new VaultError('NO_PASSPHRASE', 'nobody is there to type the passphrase for it', {
    hint: hint`Let this PC remember the key first: ${{ do: 'passphrase-remember' }}. Or say where the push gets the passphrase: --passphrase-file or --passphrase-command.`,
  });
}
