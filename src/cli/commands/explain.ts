// `vault explain`: what an error code of activation means, and what to do. It asks nobody.
import type { Command } from 'commander';
import { VaultError, exitStatus } from '../../errors.js';
import { activationErrors } from '../../report/activation-errors.js';
import { explainedReport } from '../../report/explained-report.js';
import { type Explanation, activationCode, explained } from '../../report/explanation.js';
import { type CommonFlags, type Finish, addCommonOptions, startCommand } from '../command.js';
import { exampleText } from '../terminal/examples.js';
import { commandLine } from '../terminal/invocation.js';
import { keptCommands } from '../terminal/kept-commands.js';
import { columns } from '../terminal/layout.js';
import { printData, printJson, say } from '../terminal/output.js';

/** Adds the command to the program. */
export function addExplainCommand(program: Command, finish: Finish): void {
  const command = program
    .command('explain')
    .summary('say what an error code of activation means')
    .description(
      'Says what an error code means that Windows or Office shows when it is activated, and what to do. Nobody is asked: it needs no network, no place and no passphrase.',
    )
    .argument('[code]', 'the code, such as 0xC004F074; none: all that are noted')
    .addHelpText(
      'after',
      exampleText([
        [['explain', '0xC004C003'], 'one code'],
        [['explain'], 'all codes'],
      ]),
    );
  addCommonOptions(command).action(async (code: string | undefined, flags: CommonFlags) => {
    finish(await runExplain(code, flags));
  });
}

async function runExplain(typed: string | undefined, flags: CommonFlags): Promise<number> {
  const { json } = await startCommand(flags);
  if (typed === undefined) printAll(json);
  else {
    const explanation = explained(codeOf(typed));
    if (json) printJson(explainedReport([explanation]));
    else printOne(explanation);
  }
  return exitStatus.ok;
}

function codeOf(typed: string): string {
  const code = activationCode(typed);
  if (code !== null) return code;
  throw new VaultError('USAGE', 'that is no error code of Windows', {
    hint: `It has 8 digits and letters behind 0x: ${commandLine('explain', '0xC004F074')}`,
  });
}

function printAll(json: boolean): void {
  const all = Object.keys(activationErrors).map(explained);
  if (json) {
    printJson(explainedReport(all));
    return;
  }
  const rows = all.map(({ code, meaning }) => [code, meaning]);
  for (const line of columns(rows, '')) printData(line);
  say(`What to do about one: ${commandLine('explain', '0xC004C003')}`);
}

function printOne({ code, meaning, steps, source }: Explanation): void {
  printData(`${code}: ${meaning}`);
  steps.forEach((step, i) => {
    printData(`  ${i + 1}. ${keptCommands(step)}`);
  });
  if (source !== null) printData(`From: ${source}`);
}
