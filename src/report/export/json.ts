// JSON, as `vault pull --json` prints it: docs/schemas/pull.schema.json holds for both.
import { openedReport } from '../opened-report.js';
import type { ExportInput } from './export-input.js';

/** What a terminal or an editor could be steered by; `JSON.stringify` has escaped what comes before a space. */
const unsafe = /[\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g;

/** The whole content of each backup. */
export function jsonText({ result, words }: ExportInput): string {
  const report = { schema: 1, ...openedReport(result, { reveal: true, words }) };
  const escape = (character: string): string =>
    `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `${JSON.stringify(report, null, 2).replaceAll(unsafe, escape)}\n`;
}
