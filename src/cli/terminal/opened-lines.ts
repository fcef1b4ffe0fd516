// How the opened backups look on the screen: each key with what it is worth and its next steps.
import { toldTime } from '../../record/time.js';
import type { Licence } from '../../record/schema.js';
import { adviceFor, windowsSteps } from '../../report/advice.js';
import type { PulledRecord } from '../../vault/pulled-record.js';
import { maskKeys } from '../../text/key-mask.js';
import { columns } from './layout.js';
import { localTime } from './local-time.js';
import { dataWidth, printData, printable, tonedData } from './output.js';
import { remarks, shownKey } from '../../report/licence-words.js';
import { verdictOf } from '../../report/verdict.js';
import { countWords } from '../../report/verdict-words.js';
import type { Pc } from '../../report/windows-return.js';
import { verdictsOn } from './verdicts.js';
import { pcLine } from './licence-lines.js';

/** Prints the verdicts, then each PC's newest backup with its whole keys. */
export function printPull(opened: readonly PulledRecord[]): void {
  const verdicts = verdictsOn(
    opened.map(({ content }) => content),
    tonedData,
  );
  for (const verdict of verdicts) printData(verdict);
  if (verdicts.length > 0) printData('');
  opened.forEach((record, i) => {
    if (i > 0) printData('');
    printPc(record);
  });
}

/** Prints every backup, by PC, newest first, and the keys of the newest: whole with `reveal`. */
export function printList(opened: readonly PulledRecord[], { reveal }: { reveal: boolean }): void {
  const shown = (text: string): string => (reveal ? text : maskKeys(text));
  const tags = [...new Set(opened.map((record) => record.tag))];
  for (const tag of tags) {
    const records = opened.filter((record) => record.tag === tag);
    const [newest] = records;
    if (newest !== undefined) printData(`${shown(pcLine(newest.content))}  [${tag}]`);
    for (const line of columns(records.map(listRow), '  ', dataWidth())) printData(line);
    if (newest !== undefined) for (const line of entryLines(newest, reveal)) printData(line);
  }
}

function printPc({ targets, content }: PulledRecord): void {
  const where = targets.map(printable).join(', ');
  printData(pcLine(content));
  printData(`  backup of ${localTime(toldTime(content, new Date()))}, in ${where}`);
  printSteps(windowsSteps(content));
  content.licences.forEach((licence, i) => {
    printLicence(licence, { pc: content, entry: i + 1 });
  });
}

function printLicence(
  licence: Licence,
  { pc, entry }: { readonly pc: Pc; readonly entry: number },
): void {
  const { worth, steps } = adviceFor(licence, pc, { reveal: true });
  const remark = printable(remarks(licence));
  printData('');
  printData(`  ${entry}. ${printable(licence.product)}`);
  printData(`    ${printable(shownKey(licence, { reveal: true }))}`);
  printData(
    `    Sold as: ${printable(licence.channel ?? 'not recorded')}${remark === '' ? '' : ` (${remark})`}`,
  );
  const bought = [licence.seller, licence.orderNumber, licence.purchasedOn].filter(
    (x) => x !== null,
  );
  if (bought.length > 0) printData(`    Bought: ${printable(bought.join(', '))}`);
  if (licence.note !== null) printData(`    Your note: ${printable(licence.note)}`);
  printData(`    ${printable(worth)}`);
  printSteps(steps);
}

function printSteps(steps: readonly string[]): void {
  steps.forEach((step, i) => {
    printData(`    ${i + 1}. ${printable(step)}`);
  });
}

/** The entries of a PC's newest backup, by the numbers that they are corrected and removed by. */
function entryLines({ content }: PulledRecord, reveal: boolean): string[] {
  const rows = content.licences.map((licence, i) => [
    `${i + 1}.`,
    printable(reveal ? licence.product : maskKeys(licence.product)),
    printable(shownKey(licence, { reveal })),
  ]);
  return columns(rows, '    ', dataWidth());
}

function listRow({ targets, content }: PulledRecord): string[] {
  const where = targets.map(printable).join(', ');
  return [localTime(toldTime(content, new Date())), countWords(verdictOf(content)), where];
}
