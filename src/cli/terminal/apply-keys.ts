// The keys of a backup entered into the Windows at hand: first the lines that do it and what speaks against
// each, then, on Windows, each key after a yes of its own. Elsewhere the lines are all.
import { exitStatus } from '../../errors.js';
import type { EnteredKey, KeyEntry } from '../../household/key-entry.js';
import type { RecordContent } from '../../record/schema.js';
import { type PlannedKey, type WindowsHere, applyPlan } from '../../report/apply-plan.js';
import { explained } from '../../report/explanation.js';
import { maskProductKey } from '../../record/licence.js';
import { pcLine } from './licence-lines.js';
import { commandLine } from './invocation.js';
import { keptCommands } from './kept-commands.js';
import { printData, printable, say, sayAlways, sayCaution } from './output.js';

/** What entering asks for. */
export interface Applying {
  readonly keys: KeyEntry;
  /** A yes or a no; null where nobody can be asked. */
  readonly confirm: ((question: string) => Promise<boolean>) | null;
  readonly signal: AbortSignal;
}

/**
 * Shows the plan, and carries it out where that is possible.
 * @param entry the one entry that is meant; null for all
 * @returns the exit status: 1 where something that was wanted was not entered
 */
export async function applyKeys(
  pc: RecordContent,
  entry: number | null,
  { keys, confirm, signal }: Applying,
): Promise<number> {
  const here = await keys.windows();
  const plan = applyPlan(pc, here).filter((key) => entry === null || key.entry === entry);
  printPlan(pc, plan, here);
  const enterable = plan.filter(({ hindrance }) => hindrance === null);
  if (here === null || enterable.length === 0) return exitStatus.ok;
  if (confirm === null) {
    sayCaution('nobody can be asked, so nothing was entered.');
    return exitStatus.failure;
  }
  if (!(await keys.isAdministrator(signal))) {
    sayCaution(
      'keys are entered as administrator. Open the command prompt so (type cmd in the Start menu, right click, Run as administrator), and run this again there.',
    );
    return exitStatus.failure;
  }
  let status: number = exitStatus.ok;
  for (const key of enterable) {
    const name = `${printable(key.licence.product)}, ${maskProductKey(key.licence) ?? ''}`;
    if (!(await confirm(`Enter this key into this Windows? ${name}`))) continue;
    const entered = await keys.enter(key.productKey, signal);
    if (!sayEntered(entered)) status = exitStatus.failure;
  }
  return status;
}

function printPlan(pc: RecordContent, plan: readonly PlannedKey[], here: WindowsHere | null): void {
  printData(`Keys of ${pcLine(pc)}`);
  if (here !== null)
    printData(
      `This Windows: ${printable(`${here.productName}, edition ${here.edition ?? 'not known'}`)}`,
    );
  for (const { entry, licence, lines, hindrance } of plan) {
    printData('');
    printData(`  ${entry}. ${printable(licence.product)}`);
    for (const line of lines) printData(`    ${printable(line)}`);
    if (hindrance !== null) printData(`    Not entered: ${printable(hindrance.why)}.`);
    if (hindrance !== null) printData(`    ${printable(hindrance.instead)}`);
  }
  if (plan.length === 0) printData('  No key has to be typed.');
  printData('');
  printData('The lines are typed as administrator. They hold whole keys.');
  printData(`What becomes of the others, and other ways: ${commandLine('pull')}`);
}

/** Says how it ended. @returns whether the key was entered */
function sayEntered(entered: EnteredKey): boolean {
  if (entered.isEntered) {
    say(
      'Entered. Windows may activate by itself now; if it does not, as administrator: slmgr /ato',
    );
    return true;
  }
  if (entered.code === null) {
    sayAlways('It was not entered: Windows gave no reason. Type the lines above to see one.');
    return false;
  }
  const { code, meaning, steps } = explained(entered.code);
  sayAlways(`Windows refused it with ${code}. ${meaning}`);
  steps.forEach((step, i) => {
    sayAlways(`  ${i + 1}. ${keptCommands(step)}`);
  });
  return false;
}
