// `vault doctor`: is everything as it should be, and what is to be done where it is not.
import type { Command } from 'commander';
import { schedulerOf } from '../../household/schedule/schedule.js';
import { type Place, asTargetAddress, choosePlaces } from '../../household/places.js';
import { surroundingsOf } from '../../household/surroundings.js';
import type { Finding } from '../../report/finding.js';
import { doctorReport, doctorStatus, findingsOf } from '../../report/findings.js';
import {
  type CommandContext,
  type CommonFlags,
  type Finish,
  addCommonOptions,
  startCommand,
} from '../command.js';
import { type BucketFlags, addBucketOptions, withBucketFlags } from '../options/s3-options.js';
import { exampleStick } from '../../household/example-place.js';
import { openTerminalVault } from '../terminal-vault.js';
import { printData, printJson, printable, say, shown } from '../terminal/output.js';
import { stepWords } from '../terminal/step-words.js';
import { hideTyped } from '../terminal/typed-text.js';
import { hintText } from '../../errors.js';

interface Flags extends CommonFlags, BucketFlags {
  readonly readOnly?: true;
}

/** Adds the command to the program. */
export function addDoctorCommand(program: Command, finish: Finish): void {
  const command = program
    .command('doctor')
    .summary('look whether everything is as it should be')
    .description(
      'Looks at the program, the config, what this PC remembers, and every place: each is held to all that it must do, on data that mean nothing and are removed again. With each finding comes the next step.',
    )
    .argument('[place...]', 'names or places; none: all of the config')
    .option('--read-only', 'only look: write nothing, not even for a moment');
  addCommonOptions(addBucketOptions(command)).action(async (places: string[], flags: Flags) => {
    finish(await runDoctor(places, flags));
  });
}

async function runDoctor(names: readonly string[], flags: Flags): Promise<number> {
  const context = await startCommand(flags);
  const { config, configPath, json, signal } = context;
  const places = placesToTry(names, context, flags);
  const vault = openTerminalVault(places.map(asTargetAddress), context);
  const examined = await vault.examine({ readOnly: flags.readOnly === true });
  const { state: schedule } = await schedulerOf().state(signal);
  const surroundings = await surroundingsOf(config, configPath);
  const findings = findingsOf({ ...surroundings, schedule }, examined);
  if (json) printJson(doctorReport(findings, stepWords));
  else findings.forEach(printFinding);
  const status = doctorStatus(findings);
  if (status === 0) say('Nothing has to be mended.');
  return status;
}

/** None where the config has none: that is a finding, and no error. */
function placesToTry(
  names: readonly string[],
  { config }: CommandContext,
  flags: Flags,
): readonly Place[] {
  if (names.length === 0 && (config.fault !== null || config.entries.length === 0)) return [];
  const byNaming = { do: 'target-test', given: [exampleStick] } as const;
  const places = choosePlaces(names, { ...config }, byNaming);
  // What is wrong with an entry is told of the config.
  return withBucketFlags(places, flags).filter(({ fault }) => fault === null);
}

const marks = { ok: 'ok      ', advice: 'advice  ', problem: 'PROBLEM ' } as const;

function printFinding({ level, place, message, hint }: Finding): void {
  const where = place === null ? '' : `${hideTyped(printable(place))}: `;
  printData(`${marks[level]}${where}${shown(message)}`);
  if (hint !== null) printData(`        ${shown(hintText(hint, stepWords))}`);
}
