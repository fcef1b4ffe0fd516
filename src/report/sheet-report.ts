// The sheets that were written, as data: nothing of what is sealed in them.
import * as v from 'valibot';
import type { PullResult } from '../vault/pull.js';
import type { StepWords } from './failure.js';
import { count, pullOutput, schema, warningShape } from './json-output.js';
import { openedReport } from './opened-report.js';

/** `vault sheet --json` */
export const sheetOutput = v.object({
  schema,
  sheets: v.array(
    v.object({
      /** The file; several PCs may stand in one. */
      file: v.string(),
      pc: v.string(),
      /** The backup that is printed, by its name, and when it was made. */
      record: v.string(),
      takenAt: v.string(),
      /** How many QR codes hold it. */
      codes: count,
    }),
  ),
  unopened: pullOutput.entries.unopened,
  silent: pullOutput.entries.silent,
  warnings: v.array(warningShape),
});

type SheetOutput = v.InferOutput<typeof sheetOutput>;

/** A backup on paper, and where that was written. */
export type WrittenSheet = SheetOutput['sheets'][number];

/** The sheets as data. */
export function sheetReport(
  sheets: readonly WrittenSheet[],
  result: PullResult,
  words: StepWords,
): Omit<SheetOutput, 'schema'> {
  const { unopened, silent, warnings } = openedReport(result, { reveal: false, words });
  return { sheets: [...sheets], unopened, silent, warnings };
}
