// Subkey lists: index leaf (li), fast leaf (lf), hash leaf (lh), and the index root (ri), a list of
// those. A damaged list gives what it still holds. Source: msuhanov/regf, "Index leaf" to "Index root".
import { FormatError } from '../../bytes.js';
import { baseBlockBytes } from './base-block.js';
import { type Cell, openCell } from './cell.js';
import type { Damage } from './damage.js';
import type { Bins } from './hive-bin.js';
import { foldCase, type WantedName } from './name.js';

const headerBytes = 4;
/** An index root may not hold another; a little tolerance costs nothing. */
const deepestRoot = 3;
/** The least that a key takes: more elements than fit into the bins can only be repetitions. */
const smallestKeyBytes = 80;

/** One subkey as listed. */
export interface SubkeyEntry {
  /** Where the list says that the key node is; not checked. */
  readonly cell: number;
  readonly kind: LeafKind;
  /** The start (lf) or the hash (lh) of the name; 0 for li. */
  readonly hint: number;
}

type LeafKind = 'li' | 'lf' | 'lh';

interface List {
  readonly kind: LeafKind | 'ri';
  readonly elements: readonly { readonly cell: number; readonly hint: number }[];
}

/** Every subkey below a list, in its order. A key node or a list that comes again is left out. */
export function readSubkeyList(bins: Bins, list: number, damage: Damage): readonly SubkeyEntry[] {
  const entries = new Map<number, SubkeyEntry>();
  const listsSeen = new Set<number>();
  let elementsSeen = 0;
  const visit = (offset: number, depth: number): void => {
    if (listsSeen.has(offset) || elementsSeen * smallestKeyBytes > bins.length) {
      throw repeated(offset);
    }
    listsSeen.add(offset);
    const { kind, elements } = readList(openCell(bins, offset, 'subkey list'), depth, damage);
    elementsSeen += elements.length;
    for (const { cell, hint } of elements) {
      if (kind === 'ri') {
        damage.salvage(() => {
          visit(cell, depth + 1);
        });
      } else if (!entries.has(cell)) entries.set(cell, { cell, kind, hint });
    }
  };
  damage.salvage(() => {
    visit(list, 0);
  });
  return [...entries.values()];
}

/** Whether the entry's hint allows for this name. A wrong hint may deny the name that is there. */
export function couldBeNamed(entry: SubkeyEntry, wanted: WantedName): boolean {
  if (entry.kind === 'lh') return entry.hint === wanted.hash;
  if (entry.kind === 'lf') return wanted.folded.startsWith(foldCase(hintText(entry.hint)));
  return true;
}

function readList(cell: Cell, depth: number, damage: Damage): List {
  const header = cell.read(0, headerBytes);
  const kind = listKind(header.latin1(0, 2));
  if (kind === null || (kind === 'ri' && depth === deepestRoot)) {
    const expected = kind === null ? '"li", "lf", "lh" or "ri"' : 'no more "ri" within "ri"';
    throw listError(cell.offset, expected, JSON.stringify(header.latin1(0, 2)));
  }
  const step = kind === 'lf' || kind === 'lh' ? 8 : 4;
  const claimed = header.u16le(2);
  const count = Math.min(claimed, Math.floor((cell.length - headerBytes) / step));
  if (count < claimed) {
    damage.add(listError(cell.offset, `at most ${count} elements`, `${claimed}`).message);
  }
  const body = cell.read(headerBytes, count * step);
  const elements = Array.from({ length: count }, (_, i) => ({
    cell: body.u32le(i * step),
    hint: step === 8 ? body.u32le(i * step + 4) : 0,
  }));
  return { kind, elements };
}

function listKind(signature: string): LeafKind | 'ri' | null {
  switch (signature) {
    case 'li':
    case 'lf':
    case 'lh':
    case 'ri':
      return signature;
    default:
      return null;
  }
}

/** The up to four characters of an lf hint; empty where the name's do not fit into bytes. */
function hintText(hint: number): string {
  let text = '';
  for (let bits = hint; bits !== 0 && (bits & 0xff) !== 0; bits >>>= 8) {
    text += String.fromCharCode(bits & 0xff);
  }
  return text;
}

function repeated(offset: number): FormatError {
  return listError(offset, 'a list that was not read yet', 'one that was');
}

function listError(cell: number, expected: string, actual: string): FormatError {
  return new FormatError('subkey list', { offset: baseBlockBytes + cell, expected, actual });
}
