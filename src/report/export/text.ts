// A text to read or to print: each PC, its verdict, and its licences with what to do with each.
import type { Licence, RecordContent } from '../../record/schema.js';
import { toldTime } from '../../record/time.js';
import { adviceFor, windowsSteps } from '../advice.js';
import { pcWords, shownKey } from '../licence-words.js';
import { verdictLines } from '../verdict-words.js';
import type { ExportInput } from './export-input.js';
import { factsOf } from './exported-licence.js';
import { oneLine } from './plain-text.js';

/** The text. */
export function readableText({ result, now }: ExportInput): string {
  const pcs = result.opened.map(({ content }) => content);
  const head = [
    `Product keys, exported on ${now.toISOString().slice(0, 10)} by product-key-vault.`,
    'This text is not encrypted: whoever can read it has the keys.',
  ];
  const parts = pcs.flatMap((pc) => ['', ...pcLines(pc, now)]);
  return `${[...head, ...parts].join('\n')}\n`;
}

function pcLines(pc: RecordContent, now: Date): string[] {
  const title = oneLine(pcWords(pc));
  return [
    title,
    '='.repeat(Math.min(title.length, 72)),
    ...verdictLines([pc]).map(oneLine),
    `Backup of ${toldTime(pc, now).slice(0, 10)}`,
    ...windowsSteps(pc).map((step, i) => `${i + 1}. ${oneLine(step)}`),
    ...pc.licences.flatMap((licence, i) => ['', ...licenceLines(licence, pc, i + 1)]),
  ];
}

function licenceLines(licence: Licence, pc: RecordContent, entry: number): string[] {
  const { worth, steps } = adviceFor(licence, pc, { reveal: true });
  const facts = factsOf({ licence, pc, worth }).filter(([label]) => label !== 'PC');
  return [
    `${entry}. ${oneLine(licence.product)}`,
    `   Product key: ${oneLine(shownKey(licence, { reveal: true }))}`,
    ...facts.map(([label, value]) => `   ${label}: ${value}`),
    ...steps.map((step, i) => `   ${i + 1}) ${oneLine(step)}`),
  ];
}
