// How the opened backups look on the screen: each key with what it is worth and its next steps.
import type { Licence } from '../../record/schema.js';
import { adviceFor, signInAdvice } from '../../report/advice.js';
import type { PulledRecord, PullResult } from '../../vault/pull.js';
import { maskKeys } from '../../text/key-mask.js';
import { columns, printData, printable, wrapped } from './output.js';
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
    for (const line of columns(records.map(listRow), '  ')) printData(line);
    if (newest !== undefined) for (const line of entryLines(newest)) printData(line);
  }
}

function printPc({ targets, content }: PulledRecord): void {
  const where = targets.map(printable).join(', ');
  printData(pcLine(content));
  printData(`  backup of ${when(content.takenAt)}, in ${where}`);
  content.licences.forEach((licence, i) => {
    printLicence(licence, i + 1);
  });
  const signIn = signInAdvice(content.os);
  if (signIn !== null) for (const line of ['', ...wrapped(signIn, '  ')]) printData(line);
}

function printLicence(licence: Licence, entry: number): void {
  const { worth, steps } = adviceFor(licence);
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
  for (const line of wrapped(printable(worth), '    ')) printData(line);
  steps.forEach((step, i) => {
    printData(`    ${i + 1}. ${printable(step)}`);
  });
}

/** The entries of a PC's newest backup, by the numbers that they are corrected and removed by. */
function entryLines({ content }: PulledRecord): string[] {
  const rows = content.licences.map((licence, i) => [
    `${i + 1}.`,
    printable(maskKeys(licence.product)),
    printable(shownKey(licence, { reveal: false })),
  ]);
  return columns(rows, '    ');
}

function listRow({ targets, content }: PulledRecord): string[] {
  const where = targets.map(printable).join(', ');
  return [when(content.takenAt), keyCount(content.licences), where];
}

/** `2026-11-21 19:55 UTC` */
function when(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
}
