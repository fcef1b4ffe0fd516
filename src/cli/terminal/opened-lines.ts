// How the opened backups look on the screen: each key with what it is worth and its next steps.
import { toldTime } from '../../record/time.js';
import type { Licence } from '../../record/schema.js';
import { adviceFor, windowsSteps } from '../../report/advice.js';
import type { PulledRecord } from '../../vault/pulled-record.js';
import { maskKeys } from '../../text/key-mask.js';
import type { Tone } from './colour.js';
import { commandLine } from './invocation.js';
import { keptCommands } from './kept-commands.js';
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
  for (const line of pullLines(opened, tonedData)) printData(line);
}

/** The same as lines. */
export function pullLines(
  opened: readonly PulledRecord[],
  toned: (tone: Tone, text: string) => string,
): string[] {
  const verdicts = verdictsOn(
    opened.map(({ content }) => content),
    toned,
  );
  const pcs = opened.flatMap((record, i) => [...(i > 0 ? [''] : []), ...pcLines(record)]);
  return [
    ...verdicts,
    ...(verdicts.length > 0 ? [''] : []),
    ...pcs,
    ...(opened.length > 0 ? ['', refused()] : []),
  ];
}

function refused(): string {
  return `If a key is refused with an error code: ${commandLine('explain', 'CODE')}`;
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

function pcLines({ targets, content }: PulledRecord): string[] {
  const where = targets.map(printable).join(', ');
  return [
    pcLine(content),
    `  backup of ${localTime(toldTime(content, new Date()))}, in ${where}`,
    ...stepLines(windowsSteps(content)),
    ...content.licences.flatMap((licence, i) =>
      licenceBlock(licence, { pc: content, entry: i + 1 }),
    ),
  ];
}

function licenceBlock(
  licence: Licence,
  { pc, entry }: { readonly pc: Pc; readonly entry: number },
): string[] {
  const { worth, steps } = adviceFor(licence, pc, { reveal: true });
  const remark = printable(remarks(licence));
  const bought = [licence.seller, licence.orderNumber, licence.purchasedOn].filter(
    (x) => x !== null,
  );
  return [
    '',
    `  ${entry}. ${printable(licence.product)}`,
    `    ${printable(shownKey(licence, { reveal: true }))}`,
    `    Sold as: ${printable(licence.channel ?? 'not recorded')}${remark === '' ? '' : ` (${remark})`}`,
    ...(bought.length > 0 ? [`    Bought: ${printable(bought.join(', '))}`] : []),
    ...(licence.note === null ? [] : [`    Your note: ${printable(licence.note)}`]),
    `    ${printable(worth)}`,
    ...stepLines(steps),
  ];
}

function stepLines(steps: readonly string[]): string[] {
  return steps.map((step, i) => `    ${i + 1}. ${keptCommands(printable(step))}`);
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
