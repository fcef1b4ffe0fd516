// Subkey lists: index leaf (li), fast leaf (lf), hash leaf (lh), and the index root (ri), a list of
// those. A damaged list gives what it still holds. Source: msuhanov/regf, "Index leaf" to "Index root".
import { type ByteReader, FormatError } from '../../bytes.js';
import { baseBlockBytes } from './base-block.js';
import { openCell } from './cell.js';
import type { Damage } from './damage.js';
import type { Bins } from './hive-bin.js';
import type { ListOwners } from './list-owners.js';

const headerBytes = 4;
/** An index root may not hold another; a little tolerance costs nothing. */
const deepestRoot = 3;
/** How many can be taken up in the time of one read. */
const elementsPerUnit = 16;

type LeafKind = 'li' | 'lf' | 'lh';

/** Subkeys as listed, by number; in columns, since there may be hundreds of thousands. */
export interface SubkeyList {
  /** Where the list says that the key nodes are; not checked, and one may come twice. */
  readonly cells: readonly number[];
  readonly kinds: readonly LeafKind[];
  /** The start (lf) or the hash (lh) of the name; 0 for li. */
  readonly hints: readonly number[];
}

/** A key that asks for its subkeys. */
export interface ListReader {
  readonly bins: Bins;
  readonly lists: ListOwners;
  /** The key node that names the list. */
  readonly key: number;
  readonly damage: Damage;
}

interface List {
  readonly kind: LeafKind | 'ri';
  readonly count: number;
  readonly body: ByteReader;
}

/** No subkeys. */
export const noSubkeys: SubkeyList = { cells: [], kinds: [], hints: [] };

/** Every subkey below a list, in its order. A list that comes again, or is another key's, is left out. */
export function readSubkeyList(reader: ListReader, list: number): SubkeyList {
  const { damage } = reader;
  const cells: number[] = [];
  const kinds: LeafKind[] = [];
  const hints: number[] = [];
  const listsSeen = new Set<number>();
  const visit = (offset: number, depth: number): void => {
    if (listsSeen.has(offset)) {
      throw listError(offset, 'a list that was not read yet', 'one that was');
    }
    listsSeen.add(offset);
    const { kind, count, body } = readList(reader, offset, depth);
    const step = elementBytes(kind);
    for (let i = 0; i < count; i += 1) {
      const element = body.u32le(i * step);
      if (kind === 'ri') {
        damage.salvage(() => {
          visit(element, depth + 1);
        });
        continue;
      }
      cells.push(element);
      kinds.push(kind);
      hints.push(kind === 'li' ? 0 : body.u32le(i * step + 4));
    }
  };
  damage.salvage(() => {
    visit(list, 0);
  });
  return { cells, kinds, hints };
}

function readList({ bins, lists, key, damage }: ListReader, offset: number, depth: number): List {
  const cell = openCell(bins, offset, 'subkey list');
  const header = cell.read(0, headerBytes);
  const kind = listKind(header.latin1(0, 2));
  if (kind === null || (kind === 'ri' && depth === deepestRoot)) {
    const expected = kind === null ? '"li", "lf", "lh" or "ri"' : 'no more "ri" within "ri"';
    throw listError(offset, expected, JSON.stringify(header.latin1(0, 2)));
  }
  const claimed = header.u16le(2);
  const room = Math.floor((cell.length - headerBytes) / elementBytes(kind));
  const count = Math.min(claimed, room);
  if (count < claimed) {
    damage.add(listError(offset, `at most ${count} elements`, `${claimed}`).message);
  }
  lists.claim(offset, key, count);
  bins.spend(count / elementsPerUnit);
  return { kind, count, body: cell.read(headerBytes, count * elementBytes(kind)) };
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

function elementBytes(kind: LeafKind | 'ri'): number {
  return kind === 'lf' || kind === 'lh' ? 8 : 4;
}

function listError(list: number, expected: string, actual: string): FormatError {
  return new FormatError('subkey list', { offset: baseBlockBytes + list, expected, actual });
}
