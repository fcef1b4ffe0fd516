// SMBIOS as Windows hands it out (RawSMBIOSData of GetSystemFirmwareTable, provider RSMB): what the
// structures "System Information" and "Baseboard Information" say of the PC. Every other structure is
// stepped over. Layout: DMTF DSP0134, 6.1 (structures), 7.2 and 7.3 (types 1 and 2).
import { byteReader, type ByteReader, FormatError, toHex } from '../../bytes.js';
import { type MachineFacts, machineFacts, type MakerTexts } from './machine-facts.js';

const what = 'SMBIOS table';
const rawHeaderBytes = 8;
const structureHeaderBytes = 4;
const systemInformation = 1;
const baseboardInformation = 2;
const endOfTable = 127;
/** A field that names a text is one byte. */
const mostTexts = 255;
const uuidOffset = 8;
const uuidBytes = 16;
/** From here on the first three fields of a UUID are little-endian by the specification. */
const firstLittleEndianUuid = 0x0206;
/** Versions that firmware gives in another form than others: 2.3, 2.3 and 2.6. As in Linux and dmidecode. */
const oddVersions = new Map([
  [0x021f, 0x0203],
  [0x0221, 0x0203],
  [0x0233, 0x0206],
]);

interface Structure {
  /** The formatted part with its header. */
  readonly fields: ByteReader;
  /** The text with a number from 1, null for 0 and for one that is missing. */
  text(number: number): string | null;
}

/**
 * The facts of the PC. A damaged table gives what stands before the damage.
 * @throws FormatError when there is no whole header.
 */
export function parseSmbios(bytes: Uint8Array): MachineFacts {
  const raw = byteReader(bytes, what);
  const version = (raw.u8(1) << 8) | raw.u8(2);
  const length = Math.min(raw.u32le(4), Math.max(0, bytes.length - rawHeaderBytes));
  const { system, board } = structuresOf(raw.bytes(rawHeaderBytes, length));
  return machineFacts({
    system: makerTexts(system),
    board: makerTexts(board),
    uuid: system === undefined ? null : uuidOf(system.fields, version),
  });
}

/** The first structure of each of the two types; a table may have any number of others. */
function structuresOf(table: Uint8Array): { system?: Structure; board?: Structure } {
  const found: { system?: Structure; board?: Structure } = {};
  let offset = 0;
  while (offset + structureHeaderBytes <= table.length) {
    const [type, length = 0] = table.subarray(offset, offset + 2);
    const textsOffset = offset + length;
    const isWhole = length >= structureHeaderBytes && textsOffset <= table.length;
    if (type === endOfTable || !isWhole) break;
    const { texts, end } = textsFrom(table, textsOffset);
    const fields = table.subarray(offset, textsOffset);
    if (type === systemInformation) found.system ??= structure(fields, texts);
    if (type === baseboardInformation) found.board ??= structure(fields, texts);
    offset = end;
  }
  return found;
}

function structure(fields: Uint8Array, texts: readonly Uint8Array[]): Structure {
  const text = (number: number): string | null => {
    const bytes = texts[number - 1];
    return bytes === undefined ? null : new TextDecoder().decode(bytes);
  };
  return { fields: byteReader(fields, what), text };
}

/** Texts end with a zero each, and all of them with one more; none at all is two zeros. */
function textsFrom(table: Uint8Array, start: number): { texts: Uint8Array[]; end: number } {
  const texts: Uint8Array[] = [];
  let offset = start;
  for (;;) {
    const zero = table.indexOf(0, offset);
    const end = zero < 0 ? table.length : zero;
    if (end <= offset) break;
    if (texts.length < mostTexts) texts.push(table.subarray(offset, end));
    offset = end + 1;
  }
  return { texts, end: offset === start ? offset + 2 : offset + 1 };
}

/** Manufacturer, product and serial stand at the same offsets in both types. */
function makerTexts(structure: Structure | undefined): MakerTexts {
  const text = (offset: number): string | null => {
    if (structure === undefined || offset >= structure.fields.length) return null;
    return structure.text(structure.fields.u8(offset));
  };
  return { manufacturer: text(4), model: text(5), serial: text(7) };
}

function uuidOf(fields: ByteReader, version: number): string | null {
  // Before SMBIOS 2.1 the structure ends earlier.
  if (fields.length < uuidOffset + uuidBytes) return null;
  return formatUuid(fields.bytes(uuidOffset, uuidBytes), {
    isLittleEndian: (oddVersions.get(version) ?? version) >= firstLittleEndianUuid,
  });
}

/**
 * The 16 bytes of a UUID as text.
 * @param options `isLittleEndian`: whether the first three fields have their lowest byte first.
 */
export function formatUuid(
  bytes: Uint8Array,
  options: { readonly isLittleEndian: boolean },
): string {
  if (bytes.length !== uuidBytes) {
    const actual = `${bytes.length}`;
    throw new FormatError('UUID', { offset: 0, expected: `${uuidBytes} bytes`, actual });
  }
  const field = (start: number, end: number): Uint8Array => {
    const part = Uint8Array.from(bytes.subarray(start, end));
    return options.isLittleEndian ? part.reverse() : part;
  };
  const swapped = [field(0, 4), field(4, 6), field(6, 8)];
  return [...swapped, bytes.subarray(8, 10), bytes.subarray(10)].map(toHex).join('-');
}
