// What can be said of bytes without a passphrase: whether they have the form of a sealed record, and
// what its header says. Nothing read here is proof of anything until the record was opened. The order of
// the checks, and the error of each, is docs/format.md, "Order of checks".
import { sameBytes, toHex } from '../bytes.js';
import { VaultError } from '../errors.js';
import { type RecordName, parseRecordName } from '../record/name.js';
import type { SealedRecord } from '../record/sealed-record.js';
import type { VaultCard } from './card.js';
import * as header from './header.js';
import { type Cost, checkReaderCost } from './kdf.js';
import { sha256 } from './sodium.js';

/** A record's header in the clear, as it stands there. */
interface RecordHeader {
  /** 32 hex digits; survives re-sealing. */
  readonly recordId: string;
  readonly generation: number;
  readonly cost: Cost;
  readonly salt: Uint8Array;
  /** How many slots it has: 1, or 2 with a recovery code. */
  readonly slots: number;
}

/** Bytes that passed every check that needs no passphrase. */
export interface ParsedRecord {
  readonly record: SealedRecord;
  readonly header: RecordHeader;
  /** The vault's card as the record shows it: not to be adopted before the record was opened. */
  readonly card: VaultCard;
  /** The name that the bytes were read under, null where unknown; its digest has been checked. */
  readonly name: RecordName | null;
}

/**
 * Checks everything that needs no passphrase. The bytes are copied.
 * @param options.name the name under which the bytes were found; its digest must be theirs.
 * @throws VaultError `NOT_A_RECORD`, `UNSUPPORTED_VERSION`, `COST_REFUSED`, `DAMAGED` or `MALFORMED`
 */
export async function parseSealedRecord(
  bytes: Uint8Array,
  options: { readonly name?: RecordName } = {},
): Promise<ParsedRecord> {
  const name = options.name ?? null;
  if (name !== null) await checkDigest(bytes, name);
  checkFrame(bytes);
  await checkChecksum(bytes);
  const fields = header.readHeaderFields(bytes);
  checkFields(fields, bytes.length);
  const slots = Array.from({ length: fields.slotCount }, (_, i) => header.slotBytes(bytes, i));
  checkSlotTypes(slots);
  const record = new Uint8Array(bytes) as SealedRecord;
  const { generation, cost } = fields;
  const salt = new Uint8Array(fields.salt);
  const recoverySlot = slots[1] === undefined ? null : new Uint8Array(slots[1]);
  return {
    record,
    name,
    header: { recordId: toHex(fields.recordId), generation, cost, salt, slots: fields.slotCount },
    card: { generation, cost, salt, recoverySlot },
  };
}

/** What is known of the record, without its bytes: for whoever looks at thousands. It can be put nowhere. */
export function withoutBytes(parsed: ParsedRecord): ParsedRecord {
  return { ...parsed, record: new Uint8Array() as SealedRecord };
}

/**
 * Checks that the bytes are those that the name tells.
 * @throws VaultError `DAMAGED`
 */
export async function checkDigest(bytes: Uint8Array, name: RecordName): Promise<void> {
  const digest = toHex((await sha256(bytes)).subarray(0, 16));
  if (parseRecordName(name)?.digest === digest) return;
  throw new VaultError('DAMAGED', 'the backup does not match its name: it was damaged', {
    hint: 'Take the copy from another place.',
  });
}

function checkFrame(bytes: Uint8Array): void {
  const isRecord =
    bytes.length <= header.size.maximumRecord &&
    sameBytes(bytes.subarray(0, header.magic.length), header.magic);
  if (!isRecord) throw new VaultError('NOT_A_RECORD', 'this is not a backup of this program');
  const version = header.readVersion(bytes);
  if (version !== null && version !== header.formatVersion) throw newer(`version ${version}`);
  if (bytes.length < header.size.minimumRecord) throw damaged();
}

async function checkChecksum(bytes: Uint8Array): Promise<void> {
  const end = bytes.length - header.size.checksum;
  const hash = await sha256(bytes.subarray(0, end));
  if (!sameBytes(hash.subarray(0, header.size.checksum), bytes.subarray(end))) throw damaged();
}

function checkFields(fields: header.HeaderFields, length: number): void {
  const { suite, flags, slotCount, ciphertextLength, generation, cost } = fields;
  if (suite !== header.cipherSuite) throw newer(`cipher suite ${suite}`);
  if (flags !== 0) throw newer(`flags ${flags}`);
  if (slotCount < 1 || slotCount > 2) throw newer(`${slotCount} slots`);
  if (header.recordLength(slotCount, ciphertextLength) !== length) {
    throw new VaultError('MALFORMED', 'the backup is not as long as its header says');
  }
  if (generation < 1) throw new VaultError('MALFORMED', 'the backup is of generation 0');
  checkReaderCost(cost);
}

function checkSlotTypes(slots: readonly Uint8Array[]): void {
  const expected = [header.slotType.passphrase, header.slotType.recovery];
  slots.forEach((slot, i) => {
    const { type } = header.readSlot(slot);
    if (type !== expected[i]) throw newer(`slot type ${type}`);
  });
}

function damaged(): VaultError {
  return new VaultError('DAMAGED', 'the backup is damaged: its checksum does not match', {
    hint: 'Take the copy from another place.',
  });
}

function newer(what: string): VaultError {
  return new VaultError(
    'UNSUPPORTED_VERSION',
    `the backup has a form that this version does not know: ${what}`,
    {
      hint: 'Install the newest version of the program.',
    },
  );
}
