// Sealing a record's content for a vault. The card and the passphrase key must belong together; that
// the vault checks by the card's tag. docs/format.md, "Layout" and "Keys".
import { concatBytes, toHex } from '../bytes.js';
import { VaultError } from '../errors.js';
import { encodeContent } from '../record/canonical.js';
import { type RecordName, recordName } from '../record/name.js';
import type { RecordContent } from '../record/schema.js';
import type { SealedRecord } from '../record/sealed-record.js';
import { type VaultCard, checkCard } from './card.js';
import { buildHeaderFields, cipherSuite, recordLength, size } from './header.js';
import {
  type Cost,
  type PassphraseKey,
  checkWriterCost,
  keyBytes,
  subKey,
  writerCost,
} from './kdf.js';
import { packPayload } from './payload.js';
import { wrapFileKey } from './slot.js';
import { type RandomBytes, loadSodium, sha256 } from './sodium.js';

/** What a record is sealed with. */
export interface SealOptions {
  readonly passphraseKey: PassphraseKey;
  readonly card: VaultCard;
  /** 16 bytes: kept when a record is sealed again, made anew otherwise. */
  readonly recordId?: Uint8Array | undefined;
  /** Costs below are refused; the writer's cost unless a test brings a lower one. */
  readonly minimumCost?: Cost | undefined;
  /** Where the file key, the nonces and a new record id come from. */
  readonly random?: RandomBytes | undefined;
}

/** A record ready to be stored. */
export interface Sealed {
  readonly name: RecordName;
  readonly record: SealedRecord;
  /** 32 hex digits. */
  readonly recordId: string;
}

/**
 * Seals a record's content.
 * @throws VaultError `COST_REFUSED` for a card of too low a cost, `MALFORMED` for content that is not
 * valid, `TOO_LARGE` for more than a record can hold.
 */
export async function sealRecord(content: RecordContent, options: SealOptions): Promise<Sealed> {
  checkCard(options.card);
  checkWriterCost(options.card.cost, options.minimumCost ?? writerCost);
  const bytes = encodeContent(content);
  const payload = await packPayload(bytes);
  const { record, recordId } = await sealPayload(payload, options).finally(() => {
    for (const plain of [bytes, payload]) plain.fill(0);
  });
  const name = recordName(content.machine.tag, content.takenAt, await sha256(record));
  return { name, record, recordId };
}

/**
 * Seals a payload as it is, whatever it holds: for {@link sealRecord}, and for the hostile vectors that
 * scripts/make-vectors.ts makes.
 */
export async function sealPayload(
  payload: Uint8Array,
  options: SealOptions,
): Promise<{ readonly record: SealedRecord; readonly recordId: string }> {
  const sodium = await loadSodium();
  const random = options.random ?? sodium.randomBytes;
  const recordId = options.recordId ?? random(size.recordId);
  const fileKey = random(keyBytes);
  const ciphertextLength = payload.length + size.tag;
  const start = await buildStart(ciphertextLength, fileKey, { ...options, recordId, random });
  const macKey = await subKey(fileKey, 'header');
  const mac = sodium.blake2b(start, macKey);
  const header = concatBytes(start, mac);
  const key = await subKey(fileKey, 'payload');
  const nonce = start.subarray(start.length - size.nonce);
  const ciphertext = sodium.encrypt(payload, { key, nonce, associatedData: header });
  for (const used of [fileKey, macKey, key]) sodium.zero(used);
  const body = concatBytes(header, ciphertext);
  const checksum = sodium.sha256(body).subarray(0, size.checksum);
  return { record: concatBytes(body, checksum) as SealedRecord, recordId: toHex(recordId) };
}

/** Everything before the MAC: fields, slots and the payload nonce. */
async function buildStart(
  ciphertextLength: number,
  fileKey: Uint8Array,
  options: SealOptions & { readonly recordId: Uint8Array; readonly random: RandomBytes },
): Promise<Uint8Array> {
  const { card, passphraseKey, recordId, random } = options;
  const { generation, cost, salt, recoverySlot } = card;
  const slotCount = recoverySlot === null ? 1 : 2;
  checkLength(recordLength(slotCount, ciphertextLength));
  const fields = buildHeaderFields({
    suite: cipherSuite,
    flags: 0,
    slotCount,
    ciphertextLength,
    recordId,
    generation,
    cost,
    salt,
  });
  const slot = await wrapFileKey(fileKey, passphraseKey, { cost, salt, random });
  return concatBytes(fields, slot, recoverySlot ?? new Uint8Array(0), random(size.nonce));
}

function checkLength(length: number): void {
  if (length <= size.maximumRecord) return;
  throw new VaultError('TOO_LARGE', `the backup has ${length} bytes, more than 1 MiB`);
}
