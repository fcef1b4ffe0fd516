// What an export wrote, as data: never the keys, which stand in the file.
import * as v from 'valibot';
import type { PullResult } from '../vault/pull.js';
import {
  type ExportFormatName,
  exportFormatNames,
  exportFormats,
} from './export/export-formats.js';
import { pcName } from './export/exported-licence.js';
import type { StepWords } from './failure.js';
import { count, pullOutput, schema, warningShape } from './json-output.js';
import { openedReport } from './opened-report.js';

/** `vault export --json` */
export const exportOutput = v.object({
  schema,
  format: v.picklist(exportFormatNames),
  /** Where it was written to. */
  file: v.string(),
  bytes: count,
  /** Whether it opens with a passphrase of its own alone. */
  encrypted: v.boolean(),
  /** The PCs by their names, and how many licences of theirs are in the file. */
  pcs: v.array(v.string()),
  licences: count,
  unopened: pullOutput.entries.unopened,
  silent: pullOutput.entries.silent,
  warnings: v.array(warningShape),
});

type ExportOutput = v.InferOutput<typeof exportOutput>;

/** The file that was written. */
export interface WrittenExport {
  readonly format: ExportFormatName;
  readonly file: string;
  readonly bytes: number;
}

/** How many PCs and licences are in an export. */
export function exportCounts({ opened }: PullResult): Pick<ExportOutput, 'pcs' | 'licences'> {
  return {
    pcs: opened.map(({ content }) => pcName(content)),
    licences: opened.reduce((total, { content }) => total + content.licences.length, 0),
  };
}

/** An export as data. */
export function exportReport(
  written: WrittenExport,
  result: PullResult,
  words: StepWords,
): Omit<ExportOutput, 'schema'> {
  const { unopened, silent, warnings } = openedReport(result, { reveal: false, words });
  const encrypted = exportFormats[written.format].write === null;
  return { ...written, encrypted, ...exportCounts(result), unopened, silent, warnings };
}
