// How the opened backups look on the screen: each key with what it is worth and its next steps.
import type { Licence } from '../../record/schema.js';
import { adviceFor, signInAdvice } from '../../report/advice.js';
import type { PulledRecord, PullResult } from '../../vault/pull.js';
import { maskKeys } from '../../text/key-mask.js';
import { columns } from './layout.js';
import { dataWidth, printData, printable } from './output.js';
import { keyCount, remarks, shownKey } from '../../report/licence-words.js';
import { pcLine } from './licence-lines.js';

/** Prints each PC's newest backup with its whole keys. */
export function printPull({ opened }: PullResult): void {
  opened.forEach((record, i) => {
    if (i > 0) printData('');
    printPc(record);
  });
}

/** Prints every backup, by PC, newest first. */
export function printList({ opened }: PullResult): void {
  const tags = [...new Set(opened.map((record) => record.tag))];
  for (const tag of tags) {
    const records = opened.filter((record) => record.tag === tag);
    const [newest] = records;
    if (newest !== undefined) printData(`${maskKeys(pcLine(newest.content))}  [${tag}]`);
    for (const line of columns(records.map(listRow), '  ', dataWidth())) printData(line);
  }
}

function printPc({ targets, content }: PulledRecord): void {
  const where = targets.map(printable).join(', ');
  printData(pcLine(content));
  printData(`  backup of ${when(content.takenAt)}, in ${where}`);
  for (const licence of content.licences) printLicence(licence);
  const signIn = signInAdvice(content.os);
  if (signIn !== null) printData(`\n  ${signIn}`);
}

function printLicence(licence: Licence): void {
  const { worth, steps } = adviceFor(licence);
  const remark = printable(remarks(licence));
  printData('');
  printData(`  ${printable(licence.product)}`);
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
  steps.forEach((step, i) => {
    printData(`    ${i + 1}. ${printable(step)}`);
  });
}

function listRow({ targets, content }: PulledRecord): string[] {
  const where = targets.map(printable).join(', ');
  return [when(content.takenAt), keyCount(content.licences), where];
}

/** `2026-11-21 19:55 UTC` */
function when(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
}
