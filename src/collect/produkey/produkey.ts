// What the rows of a ProduKey export say: the PCs by their names, their Windows and their licences. A
// key that ProduKey did not find, or shows as BBBBB-BBBBB-..., is said to be missing, never kept as one.
import { basename } from 'node:path';
import type { Snapshot } from '../../record/schema.js';
import { readKeyText } from '../../keys/key-text.js';
import { recordOfKey } from '../records/field-records.js';
import type { KeyRecord } from '../records/key-record.js';
import { snapshotsOfRecords } from '../records/record-snapshots.js';
import type { ExportRow } from './export-row.js';

/** Of what file the rows are, and when it was read. */
export interface ExportSource {
  readonly path: string;
  readonly collector: string;
  readonly now: Date;
}

/** A snapshot for each PC that the rows name, in their order. */
export function produkeySnapshots(
  rows: readonly ExportRow[],
  { path, collector, now }: ExportSource,
): Snapshot[] {
  const locationOf = ({ where }: KeyRecord): string => `${basename(path)}, ${where ?? ''}`;
  return snapshotsOfRecords(rows.map(recordOf), { collector, now, locationOf });
}

function recordOf(row: ExportRow, index: number): KeyRecord {
  const fields = [...row].map(([label, value]) => ({ label, value, line: null }));
  const record = recordOfKey(keyOf(row.get('product key') ?? ''), fields);
  const folder = record.where === null ? '' : ` (${record.where})`;
  return { ...record, where: `row ${index + 1}${folder}` };
}

function keyOf(text: string): Pick<KeyRecord, 'productKey' | 'lastFive' | 'cautions'> {
  const read = readKeyText(text);
  if (read === null) return { productKey: null, lastFive: null, cautions: ['not-found'] };
  if (read.kind === 'key') return { productKey: read.productKey, lastFive: null, cautions: [] };
  // The number 0 in letters is what tools show for a key that was erased.
  const { lastFive } = read;
  return { productKey: null, lastFive, cautions: lastFive === null ? ['erased'] : [] };
}
