// `vault collect`: what is there, and nothing stored.
import type { Command } from 'commander';
import { exampleText } from '../terminal/examples.js';
import type { Collection, Finding } from '../../collect/collector.js';
import { exitStatus } from '../../errors.js';
import { withFailedSources } from '../../report/stored-report.js';
import { collectedReport } from '../../report/collected-report.js';
import { type CommonFlags, type Finish, addCommonOptions, startCommand } from '../command.js';
import { stepWords } from '../terminal/step-words.js';
import {
  dataWidth,
  printData,
  printJson,
  printable,
  say,
  sayWarning,
  isQuiet,
  tonedData,
} from '../terminal/output.js';
import { askYesNo, canAsk } from '../terminal/prompts.js';
import { columns } from '../terminal/layout.js';
import { verdictsOn } from '../terminal/verdicts.js';
import type { Licence } from '../../record/schema.js';
import { licenceLines, pcLine } from '../terminal/licence-lines.js';
import { addSourceOptions, collectSources, type SourceFlags } from '../options/source-options.js';

interface Flags extends CommonFlags, SourceFlags {
  readonly reveal?: true;
}

/** Adds the command to the program. */
export function addCollectCommand(program: Command, finish: Finish): void {
  const command = program
    .command('collect')
    .summary('show the product keys that are there; nothing is stored')
    .description(
      'Finds the product keys of this PC, or of another disk or an export, and says what each is worth. Nothing is stored.',
    )
    .option('--reveal', 'show whole product keys')
    .addHelpText(
      'after',
      exampleText([
        [['collect'], 'this PC'],
        [['collect', '--from', 'D:\\'], 'a disk of another PC'],
        [['collect', '--from', 'keys.reg'], 'an export made with regedit'],
        [['collect', '--external'], 'every other disk that is attached'],
      ]),
    );
  addCommonOptions(addSourceOptions(command)).action(async (flags: Flags) => {
    finish(await collect(flags));
  });
}

async function collect(flags: Flags): Promise<number> {
  const { json, signal } = await startCommand(flags);
  const collection = await collectSources(flags, { now: new Date(), signal });
  const reveal = flags.reveal === true;
  if (json) printJson(collectedReport(collection, { reveal, words: stepWords }));
  else {
    print(collection, { reveal, withSource: isOfSeveral(flags, collection) });
    if (!reveal) await offerWhole(collection, signal);
  }
  const licences = licencesOf(collection);
  // As a push of the same would end.
  const isFound = licences.some(({ lastFive }) => lastFive !== null);
  const status = isFound ? exitStatus.ok : exitStatus.nothingStored;
  return withFailedSources(status, collection.warnings);
}

/** Two Windows may look the same: then it has to be said which is which. */
function isOfSeveral({ external }: Flags, { findings }: Collection): boolean {
  return external === true || findings.length > 1;
}

interface Shown {
  readonly reveal: boolean;
  /** Which disk it is on, where the user has not named it. */
  readonly withSource: boolean;
}

function printFinding({ snapshot, source }: Finding, { reveal, withSource }: Shown): void {
  printData(pcLine(snapshot));
  if (withSource && source !== null) printData(`  read from ${printable(source)}`);
  if (snapshot.licences.length === 0) printData('  no product key found');
  const layout = { indent: '  ', reveal, detailsOn: snapshot.os, width: dataWidth() };
  for (const line of licenceLines(snapshot.licences, layout)) printData(line);
}

function print({ findings, warnings }: Collection, shown: Shown): void {
  for (const warning of warnings) sayWarning(warning);
  const verdicts = verdictsOn(
    findings.map(({ snapshot }) => snapshot),
    tonedData,
  );
  for (const verdict of verdicts) printData(verdict);
  if (verdicts.length > 0) printData('');
  findings.forEach((finding, i) => {
    if (i > 0) printData('');
    printFinding(finding, shown);
  });
}

function licencesOf({ findings }: Collection): Licence[] {
  return findings.flatMap(({ snapshot }) => snapshot.licences);
}

/** Whole keys are on the screen only after a yes; where nobody can be asked, a flag shows them. */
async function offerWhole(collection: Collection, signal: AbortSignal): Promise<void> {
  const whole = licencesOf(collection).filter(({ productKey }) => productKey !== null);
  if (whole.length === 0) return;
  const isSeen = canAsk() && process.stdout.isTTY && !isQuiet();
  if (!isSeen) {
    say('Only the last five characters are shown; --reveal shows whole keys.');
    return;
  }
  if (!(await askYesNo('Show the whole keys?', signal, { initial: false }))) return;
  const rows = whole.map(({ product, productKey }) => [printable(product), productKey ?? '']);
  for (const line of columns(rows, '  ', dataWidth())) printData(line);
}
