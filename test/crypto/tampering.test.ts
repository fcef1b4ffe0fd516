// Every bit, every truncation and every appended byte of real records, with the checksum as it was and
// repaired: refused, and with the class that docs/format.md lays down for the field.
import { beforeAll, describe, expect, it } from 'vitest';
import { parseSealedRecord } from '../../src/crypto/inspect.js';
import { openRecord, unlockWithRecoveryCode } from '../../src/crypto/open.js';
import { concatBytes } from '../../src/bytes.js';
import { type LowCostVault, lowCostVault, repairChecksum } from '../support/low-cost-vault.js';
import { refusal } from '../support/refusal.js';
import { sixKeyContent, smallContent } from '../support/sample-content.js';

interface Sample {
  readonly vault: LowCostVault;
  readonly record: Uint8Array;
  readonly slots: number;
}

const samples: Sample[] = [];

beforeAll(async () => {
  for (const recovery of [false, true]) {
    const vault = await lowCostVault({ recovery });
    const content = recovery ? sixKeyContent : smallContent;
    const { record } = await vault.seal(content);
    samples.push({ vault, record, slots: recovery ? 2 : 1 });
  }
});

function open(bytes: Uint8Array, { vault }: Sample): Promise<string> {
  return refusal(async () => openRecord(await parseSealedRecord(bytes), vault.passphraseKey));
}

function openByCode(bytes: Uint8Array, { vault }: Sample): Promise<string> {
  return refusal(async () => {
    const parsed = await parseSealedRecord(bytes);
    return openRecord(parsed, await unlockWithRecoveryCode(parsed, vault.code));
  });
}

function flip(record: Uint8Array, bit: number): Uint8Array {
  const flipped = new Uint8Array(record);
  flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return flipped;
}

/** The class for a changed byte when the checksum was left alone. */
function unrepairedClass(offset: number): string {
  if (offset < 8) return 'NOT_A_RECORD';
  return offset === 8 ? 'UNSUPPORTED_VERSION' : 'DAMAGED';
}

/** The classes for a changed byte whose checksum was repaired. */
function repairedClasses(offset: number, byCode: boolean): readonly string[] {
  if (offset < 8) return ['NOT_A_RECORD'];
  if (offset < 12) return ['UNSUPPORTED_VERSION'];
  if (offset < 16) return ['MALFORMED'];
  if (offset < 32) return ['ALTERED'];
  if (offset < 36) return ['ALTERED', 'MALFORMED'];
  if (offset < 40) return ['COST_REFUSED', 'WRONG_PASSPHRASE'];
  if (offset < 56) return ['WRONG_PASSPHRASE'];
  if (offset === 56 || offset === 129) return ['UNSUPPORTED_VERSION'];
  if (offset < 129) return [byCode ? 'ALTERED' : 'WRONG_PASSPHRASE'];
  return offset < 202 && byCode ? ['WRONG_PASSPHRASE'] : ['ALTERED'];
}

function repairedClassesWithOneSlot(offset: number): readonly string[] {
  return offset >= 129 ? ['ALTERED'] : repairedClasses(offset, false);
}

describe('a record', () => {
  it('opens as it is, so that the refusals below mean something', async () => {
    expect(samples).toHaveLength(2);
    for (const sample of samples) expect(await open(sample.record, sample)).toBe('accepted');
  });

  it('is refused for every flipped bit', async () => {
    for (const sample of samples) {
      for (let bit = 0; bit < sample.record.length * 8; bit += 1) {
        const result = await open(flip(sample.record, bit), sample);
        expect(result, `bit ${bit}`).toBe(unrepairedClass(bit >> 3));
      }
    }
  });

  it('is refused for every flipped bit with the checksum repaired', async () => {
    for (const sample of samples) {
      for (let bit = 0; bit < (sample.record.length - 16) * 8; bit += 1) {
        const result = await open(await repairChecksum(flip(sample.record, bit)), sample);
        const offset = bit >> 3;
        const classes =
          sample.slots === 1 ? repairedClassesWithOneSlot(offset) : repairedClasses(offset, false);
        expect(classes, `bit ${bit}`).toContain(result);
      }
    }
  });

  it('is refused for every flipped bit when opened with the recovery code', async () => {
    const sample = samples[1];
    if (sample === undefined) throw new Error('the sample with a recovery slot is missing');
    expect(await openByCode(sample.record, sample)).toBe('accepted');
    for (let bit = 0; bit < (sample.record.length - 16) * 8; bit += 1) {
      const result = await openByCode(await repairChecksum(flip(sample.record, bit)), sample);
      expect(repairedClasses(bit >> 3, true), `bit ${bit}`).toContain(result);
    }
  });

  it('names a generation of 0 malformed, any other altered', async () => {
    const [sample] = samples;
    if (sample === undefined) throw new Error('no sample');
    const zero = await repairChecksum(flip(sample.record, 35 * 8));
    const two = await repairChecksum(flip(sample.record, 35 * 8 + 1));
    expect([await open(zero, sample), await open(two, sample)]).toEqual(['MALFORMED', 'ALTERED']);
  });

  it('is refused at every shorter length', async () => {
    for (const sample of samples) {
      for (let length = 0; length < sample.record.length; length += 1) {
        const result = await open(sample.record.subarray(0, length), sample);
        expect(result, `${length} bytes`).toBe(length < 8 ? 'NOT_A_RECORD' : 'DAMAGED');
      }
    }
  });

  it('is refused at every shorter length with the checksum repaired', async () => {
    for (const sample of samples) {
      // From 25 on: below, the checksum would lie over the version.
      for (let length = 25; length < sample.record.length; length += 1) {
        const result = await open(await repairChecksum(sample.record.subarray(0, length)), sample);
        expect(result, `${length} bytes`).toBe(length < 729 ? 'DAMAGED' : 'MALFORMED');
      }
    }
  });

  it('is refused with any byte appended', async () => {
    for (const sample of samples) {
      for (let byte = 0; byte < 256; byte += 1) {
        const longer = concatBytes(sample.record, Uint8Array.of(byte));
        expect(await open(longer, sample), `byte ${byte}`).toBe('DAMAGED');
        expect(await open(await repairChecksum(longer), sample), `byte ${byte}`).toBe('MALFORMED');
      }
    }
  });
});
