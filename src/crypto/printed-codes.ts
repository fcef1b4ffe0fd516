// A sealed record as the texts of QR codes: one that holds it whole in Base45, or several that say which part
// of how many each is. It knows nothing of pictures, nor of what the bytes say. docs/format.md, "QR codes".
import { concatBytes, toHex } from '../bytes.js';
import { VaultError } from '../errors.js';
import { decodeBase45, encodeBase45 } from '../text/base45.js';
import { magic, size } from './header.js';
import { sha256 } from './sodium.js';

/**
 * The longest text of a record that stands in one code: what the largest code (40, 177 modules a side) holds
 * with 15 % of it gone.
 */
const longestWhole = 3391;
/** Of one of several codes: smaller ones, which a phone reads too, with 25 % of each gone. */
const bytesOfPart = 1066;
/** More is no sheet of paper any more. */
const mostParts = 40;
/** The most that any QR code holds. */
const longestText = 4296;
/** Digits of the hash that tells one set of parts from another. */
const setDigits = 12;

/** `VAULT:<set>:<number>/<count>:` and the part in Base45. */
const partForm = /^VAULT:([0-9A-F]{12}):([1-9][0-9]?)\/([1-9][0-9]?):([0-9A-Z $%*+\-./:]+)$/;

/**
 * The texts of the record's codes, in the order of its bytes.
 * @throws VaultError `TOO_LARGE` for more than a sheet can hold
 */
export async function printedCodes(record: Uint8Array): Promise<readonly string[]> {
  const whole = encodeBase45(record);
  if (whole.length <= longestWhole) return [whole];
  const count = Math.ceil(record.length / bytesOfPart);
  if (count > mostParts) {
    const message = `the backup has ${record.length} bytes: too much for paper`;
    throw new VaultError('TOO_LARGE', message, {
      hint: 'Keep it on a stick. A sheet holds some hundred keys.',
    });
  }
  const each = Math.ceil(record.length / count);
  const set = await setOf(record);
  return Array.from({ length: count }, (_, i) => {
    const part = encodeBase45(record.subarray(i * each, (i + 1) * each));
    return `VAULT:${set}:${i + 1}/${count}:${part}`;
  });
}

/** A set of parts that is no whole record. */
export interface BrokenSet {
  readonly count: number;
  /** The numbers of the parts that are there, ascending. */
  readonly there: readonly number[];
  readonly missing: readonly number[];
}

/** What the texts of codes say. */
export interface ReadCodes {
  /** Whole records: one that several codes say is there once. */
  readonly records: readonly Uint8Array[];
  /** Sets that lack parts, or whose parts do not belong together. */
  readonly broken: readonly BrokenSet[];
  /** Texts that are no part of a record: perhaps a recovery code. */
  readonly others: readonly string[];
}

/** Puts together what codes say, in whatever order they were read, each perhaps more than once. */
export async function readPrintedCodes(texts: Iterable<string>): Promise<ReadCodes> {
  const records = new Map<string, Uint8Array>();
  const sets = new Map<string, PartSet>();
  const others: string[] = [];
  for (const text of new Set(texts)) {
    const record = wholeOf(text);
    const part = record === null ? partOf(text) : null;
    if (record !== null) records.set(await setOf(record), record);
    else if (part === null) others.push(text);
    else addTo(sets, part);
  }
  const broken: BrokenSet[] = [];
  for (const set of sets.values()) {
    const record = await joined(set);
    if (record === null) broken.push(brokenOf(set));
    else records.set(set.set, record);
  }
  return { records: [...records.values()], broken, others };
}

interface Part {
  readonly set: string;
  readonly number: number;
  readonly count: number;
  readonly bytes: Uint8Array;
}

interface PartSet extends Pick<Part, 'set' | 'count'> {
  readonly parts: Map<number, Uint8Array>;
}

function wholeOf(text: string): Uint8Array | null {
  if (text.length > longestText || !text.startsWith(beginning)) return null;
  const bytes = decodeBase45(text);
  return bytes !== null && magic.every((byte, i) => bytes[i] === byte) ? bytes : null;
}

/** What the text of every whole record begins with. */
const beginning = encodeBase45(magic);

function partOf(text: string): Part | null {
  if (text.length > longestText) return null;
  const [, set, number, count, symbols] = partForm.exec(text) ?? [];
  if (set === undefined || symbols === undefined) return null;
  const bytes = decodeBase45(symbols);
  const part = { set, number: Number(number), count: Number(count) };
  return bytes === null || part.number > part.count ? null : { ...part, bytes };
}

/** One count is taken with a set: parts that say another one are of another set. */
function addTo(sets: Map<string, PartSet>, { set, number, count, bytes }: Part): void {
  const key = `${set}/${count}`;
  const known = sets.get(key) ?? { set, count, parts: new Map<number, Uint8Array>() };
  known.parts.set(number, bytes);
  sets.set(key, known);
}

async function joined({ set, count, parts }: PartSet): Promise<Uint8Array | null> {
  if (parts.size !== count) return null;
  const inOrder = [...parts].sort(([a], [b]) => a - b).map(([, bytes]) => bytes);
  const record = concatBytes(...inOrder);
  if (record.length > size.maximumRecord) return null;
  return (await setOf(record)) === set ? record : null;
}

function brokenOf({ count, parts }: PartSet): BrokenSet {
  const numbers = Array.from({ length: count }, (_, i) => i + 1);
  const there = numbers.filter((number) => parts.has(number));
  return { count, there, missing: numbers.filter((number) => !parts.has(number)) };
}

async function setOf(record: Uint8Array): Promise<string> {
  return toHex(await sha256(record))
    .slice(0, setDigits)
    .toUpperCase();
}
