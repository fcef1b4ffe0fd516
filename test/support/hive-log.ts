// Makes transaction logs for hives that the hive writer made: of both forms, from the hive before and
// after a change. Source: msuhanov/regf, "Format of transaction log files".
import { marvin32 } from '../../src/registry/hive/marvin32.js';
import { repairChecksum } from './hive-writer.js';

const baseBlockBytes = 4096;
const sectorBytes = 512;

/** One change, as one entry of a log. */
export interface HiveChange {
  readonly sequence: number;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** A log with entries (HvLE), as since Windows 8.1. Its base block has the first entry's sequence. */
export function entriesLog(changes: readonly [HiveChange, ...HiveChange[]]): Uint8Array {
  const [first] = changes;
  const start = baseSector(first.before, { sequence: first.sequence, fileType: 6 });
  return Buffer.concat([start, ...changes.map(logEntry)]);
}

/** A log with a dirty vector (DIRT), as before Windows 8.1. */
export function dirtyVectorLog(before: Uint8Array, after: Uint8Array): Uint8Array {
  const sectors = (after.length - baseBlockBytes) / sectorBytes;
  const vector = Buffer.alloc(alignUp(4 + sectors / 8, sectorBytes));
  vector.write('DIRT', 'latin1');
  const pages: Uint8Array[] = [];
  for (let sector = 0; sector < sectors; sector += 1) {
    const at = baseBlockBytes + sector * sectorBytes;
    const page = after.subarray(at, at + sectorBytes);
    if (Buffer.compare(page, before.subarray(at, at + sectorBytes)) === 0) continue;
    const byte = 4 + (sector >> 3);
    vector.writeUInt8(vector.readUInt8(byte) | (1 << (sector & 7)), byte);
    pages.push(page);
  }
  // the time is that of the hive before: it is written first, with the sequence number
  const start = baseSector(before, { sequence: 8, fileType: 1, binsOf: after });
  return Buffer.concat([start, vector, ...pages]);
}

/** Sets both hashes of the log entry at `offset` to what its bytes ask for. */
export function repairHashes(log: Uint8Array, offset: number): void {
  const view = new DataView(log.buffer, log.byteOffset, log.byteLength);
  const size = view.getUint32(offset + 4, true);
  const bodyHash = marvin32([log.slice(offset + 40, offset + size)]);
  view.setUint32(offset + 24, bodyHash.low, true);
  view.setUint32(offset + 28, bodyHash.high, true);
  const headerHash = marvin32([log.slice(offset, offset + 32)]);
  view.setUint32(offset + 32, headerHash.low, true);
  view.setUint32(offset + 36, headerHash.high, true);
}

function logEntry({ sequence, before, after }: HiveChange): Uint8Array {
  const pages = changedPages(before, after);
  const references = Buffer.alloc(8 * pages.length);
  pages.forEach(({ offset, bytes }, i) => {
    references.writeUInt32LE(offset, 8 * i);
    references.writeUInt32LE(bytes.length, 8 * i + 4);
  });
  const header = Buffer.alloc(40);
  const content = Buffer.concat([header, references, ...pages.map(({ bytes }) => bytes)]);
  const entry = Buffer.alloc(alignUp(content.length, sectorBytes));
  content.copy(entry);
  entry.write('HvLE', 'latin1');
  const fields = [entry.length, 0, sequence, after.length - baseBlockBytes, pages.length];
  fields.forEach((field, i) => entry.writeUInt32LE(field, 4 + 4 * i));
  repairHashes(entry, 0);
  return entry;
}

/** What differs, in whole bins; neighbours together, as Windows does it. */
function changedPages(
  before: Uint8Array,
  after: Uint8Array,
): readonly { readonly offset: number; readonly bytes: Uint8Array }[] {
  const changed: { offset: number; end: number }[] = [];
  for (let at = baseBlockBytes; at < after.length; at += 4096) {
    const end = at + 4096;
    if (Buffer.compare(after.subarray(at, end), before.subarray(at, end)) === 0) continue;
    const last = changed.at(-1);
    if (last?.end === at) last.end = end;
    else changed.push({ offset: at, end });
  }
  return changed.map(({ offset, end }) => ({
    offset: offset - baseBlockBytes,
    bytes: after.subarray(offset, end),
  }));
}

function baseSector(
  hive: Uint8Array,
  fields: { readonly sequence: number; readonly fileType: number; readonly binsOf?: Uint8Array },
): Uint8Array {
  const sector = Buffer.from(hive.subarray(0, sectorBytes));
  sector.writeUInt32LE(fields.sequence, 4);
  sector.writeUInt32LE(fields.sequence, 8);
  sector.writeUInt32LE(fields.fileType, 28);
  if (fields.binsOf !== undefined) sector.writeUInt32LE(fields.binsOf.length - 4096, 40);
  repairChecksum(sector);
  return sector;
}

function alignUp(length: number, alignment: number): number {
  return Math.ceil(length / alignment) * alignment;
}
