// What the rows of a ProduKey export say: the PCs by their names, their Windows and their licences. A
// key that ProduKey did not find, or shows as BBBBB-BBBBB-..., is said to be missing, never kept as one.
import { basename } from 'node:path';
import type { Licence, Snapshot } from '../../record/schema.js';
import { licenceIdentity } from '../../record/licence.js';
import { formatTime } from '../../record/time.js';
import { readKeyText } from '../../keys/key-text.js';
import { unknownWindows, windowsName } from '../../keys/product-name.js';
import { systemNamed, unknownMachine } from '../../windows/unknown-pc.js';
import type { ExportRow } from './export-row.js';
import {
  type ImportedFacts,
  importedLicence,
  isWindowsName,
  withPlacesOf,
} from '../../windows/imported-licence.js';

/** Of what file the rows are, and when it was read. */
export interface ExportSource {
  readonly path: string;
  readonly collector: string;
  readonly now: Date;
}

interface NumberedRow {
  readonly row: ExportRow;
  /** From 1. */
  readonly number: number;
}

/** A snapshot for each PC that the rows name, in their order. */
export function produkeySnapshots(rows: readonly ExportRow[], source: ExportSource): Snapshot[] {
  const pcs = new Map<string, NumberedRow[]>();
  rows.forEach((row, i) => {
    const name = cell(row, 'computer name') ?? '';
    const ofPc = pcs.get(name.toLowerCase()) ?? [];
    ofPc.push({ row, number: i + 1 });
    pcs.set(name.toLowerCase(), ofPc);
  });
  return [...pcs.values()].map((ofPc) => snapshotOf(ofPc, source));
}

function snapshotOf(rows: readonly NumberedRow[], source: ExportSource): Snapshot {
  const name = rows.map(({ row }) => cell(row, 'computer name')).find((one) => one !== null);
  const licences = new Map<string, Licence>();
  for (const numbered of rows) {
    const licence = licenceOf(numbered, source);
    const identity = licenceIdentity(licence);
    const first = licences.get(identity);
    licences.set(identity, first === undefined ? licence : joined(first, licence));
  }
  return {
    machine: { ...unknownMachine, name: name ?? null },
    os: windowsOf(rows),
    activation: null,
    licences: [...licences.values()],
  };
}

/** Internet Explorer has a copy of the key of Windows, and comes first in the alphabet. */
function joined(first: Licence, second: Licence): Licence {
  const isFirst = isWindowsName(first.product) || !isWindowsName(second.product);
  return isFirst ? withPlacesOf(first, second) : withPlacesOf(second, first);
}

function licenceOf({ row, number }: NumberedRow, source: ExportSource): Licence {
  const folder = cell(row, 'installation folder');
  const where = folder === null ? '' : ` (${folder})`;
  return importedLicence({
    ...keyOf(cell(row, 'product key') ?? ''),
    product: productOf(row),
    productId: cell(row, 'product id'),
    note: null,
    place: {
      collector: source.collector,
      location: `${basename(source.path)}, row ${number}${where}`,
      foundAt: formatTime(source.now),
    },
  });
}

function keyOf(text: string): Pick<ImportedFacts, 'productKey' | 'lastFive' | 'cautions'> {
  const read = readKeyText(text);
  if (read === null) return { productKey: null, lastFive: null, cautions: ['not-found'] };
  if (read.kind === 'key') return { productKey: read.productKey, lastFive: null, cautions: [] };
  // The number 0 in letters is what tools show for a key that was erased.
  const { lastFive } = read;
  return { productKey: null, lastFive, cautions: lastFive === null ? ['erased'] : [] };
}

function windowsOf(rows: readonly NumberedRow[]): Snapshot['os'] {
  const windows = rows.find(({ row }) => isWindows(row))?.row;
  if (windows === undefined) return systemNamed(unknownWindows);
  return {
    ...systemNamed(productOf(windows) ?? unknownWindows),
    build: cell(windows, 'build number'),
    productId: cell(windows, 'product id'),
  };
}

/** ProduKey takes the name from the registry, which says Windows 10 on 11. */
function productOf(row: ExportRow): string | null {
  const name = cell(row, 'product name');
  if (name === null || !isWindows(row)) return name;
  const build = Number.parseInt(cell(row, 'build number') ?? '', 10);
  return windowsName(name, Number.isNaN(build) ? null : build);
}

function isWindows(row: ExportRow): boolean {
  return isWindowsName(cell(row, 'product name') ?? '');
}

function cell(row: ExportRow, column: string): string | null {
  const text = row.get(column) ?? '';
  return text === '' ? null : text;
}
