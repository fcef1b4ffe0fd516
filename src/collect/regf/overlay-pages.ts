// Pages of transaction logs laid over a hive, in memory: the hive as it would be after Windows had
// finished writing it. The file is not touched, and no page is read before it is asked for.
import type { PageSource } from './page-source.js';

/** Logs replace whole multiples of it. */
export const sectorBytes = 512;

/** Where the newest bytes of a sector are. */
interface Sector {
  readonly pages: PageSource;
  readonly offset: number;
}

/** Sectors to lay over a hive; later ones win. */
export interface Overlay {
  /** Takes `length` bytes at `offset` of the hive from `from.offset` of `from.pages`. */
  replace(offset: number, length: number, from: Sector): void;
  /** The hive with the sectors laid over it. Closing it closes the hive alone. */
  over(hive: PageSource): PageSource;
}

/** Nothing to lay over yet. */
export function emptyOverlay(): Overlay {
  const sectors = new Map<number, Sector>();
  let end = 0;
  return {
    replace: (offset, length, from) => {
      for (let at = 0; at < length; at += sectorBytes) {
        const place = { pages: from.pages, offset: from.offset + at };
        sectors.set((offset + at) / sectorBytes, place);
      }
      end = Math.max(end, offset + length);
    },
    over: (hive) => {
      const length = Math.max(hive.length, end);
      return {
        length,
        read: (offset, wanted) => {
          const bytes = new Uint8Array(Math.max(0, Math.min(wanted, length - offset)));
          // where neither has bytes (the hive grew, and not all of it was written) there are zeros
          bytes.set(hive.read(offset, bytes.length));
          layOver(bytes, offset, sectors);
          return bytes;
        },
        close: () => {
          hive.close();
        },
      };
    },
  };
}

function layOver(bytes: Uint8Array, offset: number, sectors: ReadonlyMap<number, Sector>): void {
  const end = offset + bytes.length;
  for (let index = Math.floor(offset / sectorBytes); index * sectorBytes < end; index += 1) {
    const sector = sectors.get(index);
    if (sector === undefined) continue;
    const start = Math.max(offset, index * sectorBytes);
    const within = start - index * sectorBytes;
    const length = Math.min(end - start, sectorBytes - within);
    bytes.set(sector.pages.read(sector.offset + within, length), start - offset);
  }
}
