// Makes registry hive files from a plain description, for tests, scripts and benchmarks: valid down to
// checksums, bins and security, so that Windows and other readers take them. It shares no code with
// the reader in src/registry/hive. Source: the msuhanov/regf specification.
import { hiveArena, type HiveArena } from './hive-arena.js';
import { writeSubkeyList, type SubkeyListKind } from './hive-subkey-list.js';
import { writeValues } from './hive-values.js';
import { encodeName, type NameEncoding } from './hive-name.js';

/** One value: `type` is the REG_ number, `data` is stored as it is. */
export interface HiveValueSpec {
  /** Empty for the default value. */
  readonly name: string;
  readonly type: number;
  readonly data: Uint8Array;
}

/** One key with all below it. Subkeys may be made while they are written, for large hives. */
export interface HiveKeySpec {
  readonly name: string;
  readonly className?: string;
  readonly values?: readonly HiveValueSpec[];
  readonly subkeys?: Iterable<HiveKeySpec>;
}

/** How a hive is written; what is left out is as Windows 10 does it. */
export interface HiveOptions {
  /** The kind of subkey list; `lh` unless told. */
  readonly subkeyList?: SubkeyListKind;
  /** More subkeys than this in one key are divided into lists under an `ri`; 507 unless told. */
  readonly subkeysPerList?: number;
  /** `shortest`, one byte a character where the name allows it, unless told. */
  readonly names?: NameEncoding;
  /** `sorted` by upper-case name as Windows requires, unless told. */
  readonly order?: 'sorted' | 'as-given';
  /** 3, 4, 5 or 6; big data needs 4 or more. */
  readonly minorVersion?: number;
  /** Makes the two sequence numbers differ, as after a crash. */
  readonly dirty?: boolean;
  readonly lastWritten?: Date;
  /** As the base block tells it, up to 31 characters. */
  readonly fileName?: string;
}

type Settings = Required<HiveOptions>;

interface Writer {
  readonly arena: HiveArena;
  readonly settings: Settings;
  /** Null until the root key was written, which Windows expects in the first cell. */
  security: number | null;
  keyCount: number;
}

const noCell = 0xffffffff;

/** The bytes of a whole hive file with `root` as its root key. */
export function writeHive(root: HiveKeySpec, options: HiveOptions = {}): Uint8Array {
  const arena = hiveArena();
  const settings: Settings = {
    subkeyList: 'lh',
    subkeysPerList: 507,
    names: 'shortest',
    order: 'sorted',
    minorVersion: 5,
    dirty: false,
    lastWritten: new Date('2024-05-17T09:30:00Z'),
    fileName: '\\SystemRoot\\System32\\Config\\',
    ...options,
  };
  const writer: Writer = { arena, settings, security: null, keyCount: 0 };
  const rootCell = writeKey(writer, root, null);
  if (writer.security !== null) arena.u32(writer.security, 12, writer.keyCount);
  const bytes = arena.finish();
  writeBaseBlock(bytes, rootCell, settings);
  return bytes;
}

/** A REG_SZ with its closing NUL. */
export function regSz(name: string, text: string): HiveValueSpec {
  return { name, type: 1, data: encodeName(`${text}\0`, 'utf16').bytes };
}

/** A REG_DWORD. */
export function regDword(name: string, value: number): HiveValueSpec {
  const data = new Uint8Array(4);
  new DataView(data.buffer).setUint32(0, value, true);
  return { name, type: 4, data };
}

/** A REG_BINARY. */
export function regBinary(name: string, data: Uint8Array): HiveValueSpec {
  return { name, type: 3, data };
}

/** Sets the checksum of a base block (or of a log's) to what its bytes ask for. */
export function repairChecksum(hive: Uint8Array): void {
  const view = new DataView(hive.buffer, hive.byteOffset, hive.byteLength);
  let sum = 0;
  for (let at = 0; at < 508; at += 4) sum ^= view.getUint32(at, true);
  if (sum === -1) sum = -2;
  view.setUint32(508, sum === 0 ? 1 : sum, true);
}

function writeKey(writer: Writer, key: HiveKeySpec, parent: number | null): number {
  const { arena, settings } = writer;
  const name = encodeName(key.name, settings.names);
  const cell = arena.allocate(76 + name.bytes.length);
  writer.keyCount += 1;
  writer.security ??= writeSecurity(arena);
  const rootFlags = parent === null ? 0x0c : 0;
  arena.ascii(cell, 0, 'nk');
  arena.u16(cell, 2, rootFlags | (name.isOneByte ? 0x20 : 0));
  writeFiletime(arena, cell, 4, settings.lastWritten);
  arena.u32(cell, 16, parent ?? noCell);
  arena.u32(cell, 32, noCell);
  arena.u32(cell, 44, writer.security);
  arena.u16(cell, 72, name.bytes.length);
  arena.put(cell, 76, name.bytes);
  writeClassName(writer, cell, key.className ?? '');
  linkValues(writer, cell, key.values ?? []);
  linkSubkeys(writer, cell, key.subkeys ?? []);
  return cell;
}

function writeClassName({ arena }: Writer, cell: number, className: string): void {
  const { bytes } = encodeName(className, 'utf16');
  const classCell = bytes.length === 0 ? noCell : arena.allocate(bytes.length);
  if (classCell !== noCell) arena.put(classCell, 0, bytes);
  arena.u32(cell, 48, classCell);
  arena.u16(cell, 74, bytes.length);
}

function linkValues(writer: Writer, cell: number, values: readonly HiveValueSpec[]): void {
  const { arena, settings } = writer;
  arena.u32(cell, 36, values.length);
  arena.u32(cell, 40, values.length === 0 ? noCell : writeValues(arena, values, settings));
  arena.u32(cell, 60, Math.max(0, ...values.map((value) => 2 * value.name.length)));
  arena.u32(cell, 64, Math.max(0, ...values.map((value) => value.data.length)));
}

function linkSubkeys(writer: Writer, cell: number, subkeys: Iterable<HiveKeySpec>): void {
  const { arena, settings } = writer;
  const entries: { name: string; cell: number }[] = [];
  let largestName = 0;
  for (const subkey of subkeys) {
    entries.push({ name: subkey.name, cell: writeKey(writer, subkey, cell) });
    largestName = Math.max(largestName, 2 * subkey.name.length);
  }
  arena.u32(cell, 20, entries.length);
  arena.u32(cell, 28, entries.length === 0 ? noCell : writeSubkeyList(arena, entries, settings));
  arena.u32(cell, 52, largestName);
}

/** One security cell for every key: owner and group SYSTEM, full access for Everyone. */
function writeSecurity(arena: HiveArena): number {
  const system = [1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0];
  const everyone = [1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0];
  const acl = [2, 0, 28, 0, 1, 0, 0, 0, 0, 2, 20, 0, 0x3f, 0, 0x0f, 0, ...everyone];
  const header = [1, 0, 4, 0x80, 48, 0, 0, 0, 60, 0, 0, 0, 0, 0, 0, 0, 20, 0, 0, 0];
  const descriptor = Uint8Array.from([...header, ...acl, ...system, ...system]);
  const cell = arena.allocate(20 + descriptor.length);
  arena.ascii(cell, 0, 'sk');
  arena.u32(cell, 4, cell);
  arena.u32(cell, 8, cell);
  arena.u32(cell, 16, descriptor.length);
  arena.put(cell, 20, descriptor);
  return cell;
}

function writeBaseBlock(hive: Uint8Array, rootCell: number, settings: Settings): void {
  const view = new DataView(hive.buffer, hive.byteOffset, hive.byteLength);
  hive.set([0x72, 0x65, 0x67, 0x66]);
  const fields = [settings.dirty ? 8 : 7, 7];
  fields.forEach((field, i) => {
    view.setUint32(4 + 4 * i, field, true);
  });
  view.setBigUint64(12, filetime(settings.lastWritten), true);
  const rest = [1, settings.minorVersion, 0, 1, rootCell, hive.length - 4096, 1];
  rest.forEach((field, i) => {
    view.setUint32(20 + 4 * i, field, true);
  });
  hive.set(encodeName(settings.fileName.slice(0, 31), 'utf16').bytes, 48);
  view.setBigUint64(4096 + 20, filetime(settings.lastWritten), true);
  repairChecksum(hive);
}

function writeFiletime(arena: HiveArena, cell: number, offset: number, moment: Date): void {
  const ticks = filetime(moment);
  arena.u32(cell, offset, Number(ticks & 0xffffffffn));
  arena.u32(cell, offset + 4, Number(ticks >> 32n));
}

/** 100-nanosecond steps since 1601. */
function filetime(moment: Date): bigint {
  return (BigInt(moment.getTime()) + 11_644_473_600_000n) * 10_000n;
}
