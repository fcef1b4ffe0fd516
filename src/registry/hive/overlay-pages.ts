// Pages of transaction logs laid over a hive, in memory: the hive as it would be after Windows had
// finished writing it. The file is not touched, and no page is read before it is asked for.
import type { PageSource } from './page-source.js';

/** Logs replace whole multiples of it. */
export const sectorBytes = 512;
/**
 * The place of a sector is one number, since a large log has millions of them: that of its source,
 * from 1 on, times this, plus its offset there. 0 is none.
 */
const placesInSource = 2 ** 40;

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
  const sources: PageSource[] = [];
  let places: Float64Array = new Float64Array(0);
  let end = 0;
  const sectorAt = (index: number): Sector | null => {
    const place = places[index] ?? 0;
    const pages = sources[Math.floor(place / placesInSource) - 1];
    return pages === undefined ? null : { pages, offset: place % placesInSource };
  };
  return {
    replace: (offset, length, from) => {
      end = Math.max(end, offset + length);
      places = withRoom(places, end / sectorBytes);
      const first = offset / sectorBytes;
      const place = sourceNumber(sources, from.pages) * placesInSource + from.offset;
      for (let at = 0; at < length; at += sectorBytes) {
        places[first + at / sectorBytes] = place + at;
      }
    },
    over: (hive) => overlaid(hive, Math.max(hive.length, end), sectorAt),
  };
}

function overlaid(
  hive: PageSource,
  length: number,
  sectorAt: (index: number) => Sector | null,
): PageSource {
  return {
    length,
    read: (offset, wanted) => {
      const bytes = new Uint8Array(Math.max(0, Math.min(wanted, length - offset)));
      // where neither has bytes (the hive grew, and not all of it was written) there are zeros
      bytes.set(hive.read(offset, bytes.length));
      layOver(bytes, offset, sectorAt);
      return bytes;
    },
    close: () => {
      hive.close();
    },
  };
}

function layOver(
  bytes: Uint8Array,
  offset: number,
  sectorAt: (index: number) => Sector | null,
): void {
  const end = offset + bytes.length;
  for (let index = Math.floor(offset / sectorBytes); index * sectorBytes < end; index += 1) {
    const sector = sectorAt(index);
    if (sector === null) continue;
    const start = Math.max(offset, index * sectorBytes);
    const within = start - index * sectorBytes;
    const length = Math.min(end - start, sectorBytes - within);
    bytes.set(sector.pages.read(sector.offset + within, length), start - offset);
  }
}

/** The number of a source, from 1 on; a new one is taken up. */
function sourceNumber(sources: PageSource[], pages: PageSource): number {
  const known = sources.indexOf(pages);
  return known === -1 ? sources.push(pages) : known + 1;
}

/** The places, or a longer copy of them. */
function withRoom(places: Float64Array, count: number): Float64Array {
  if (count <= places.length) return places;
  const longer = new Float64Array(Math.max(count, 2 * places.length));
  longer.set(places);
  return longer;
}
