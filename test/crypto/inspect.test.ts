import { describe, expect, it } from 'vitest';
import { concatBytes } from '../../src/bytes.js';
import { parseSealedRecord } from '../../src/crypto/inspect.js';
import type { RecordName } from '../../src/record/name.js';
import { lowCostVault, repairChecksum } from '../support/low-cost-vault.js';
import { refusal } from '../support/refusal.js';
import { smallContent } from '../support/sample-content.js';

const mebibyte = 1024 * 1024;

async function sample() {
  return (await lowCostVault({ recovery: false })).seal(smallContent);
}

/** The record with a big-endian 16-bit number put in, its checksum repaired. */
async function withNumber(record: Uint8Array, offset: number, value: number): Promise<Uint8Array> {
  const changed = new Uint8Array(record);
  new DataView(changed.buffer).setUint16(offset, value);
  return repairChecksum(changed);
}

describe('parsing a sealed record', () => {
  it.each([
    ['nothing', new Uint8Array(0)],
    ['text', new TextEncoder().encode('READ ME FIRST')],
    ['zeros', new Uint8Array(1000)],
    ['more than 1 MiB', new Uint8Array(mebibyte + 1)],
  ])('says of %s that it is no record', async (_, bytes) => {
    expect(await refusal(() => parseSealedRecord(bytes))).toBe('NOT_A_RECORD');
  });

  it('says the same of a record that was made longer than 1 MiB', async () => {
    const { record } = await sample();
    const long = concatBytes(record, new Uint8Array(mebibyte));
    expect(await refusal(() => parseSealedRecord(long))).toBe('NOT_A_RECORD');
  });

  it.each([
    [0, 8],
    [11, 8],
    [1, 7],
    [1, 1025],
    [5, 820],
    [10, 410],
    [65535, 65535],
  ])('refuses a cost of %i passes over %i MiB before a key is derived', async (ops, memoryMiB) => {
    const { record } = await sample();
    const changed = await withNumber(await withNumber(record, 36, ops), 38, memoryMiB);
    expect(await refusal(() => parseSealedRecord(changed))).toBe('COST_REFUSED');
  });

  it.each([
    [1, 8],
    [10, 8],
    [4, 1024],
    [10, 409],
  ])('takes a cost of %i passes over %i MiB', async (ops, memoryMiB) => {
    const { record } = await sample();
    const changed = await withNumber(await withNumber(record, 36, ops), 38, memoryMiB);
    expect((await parseSealedRecord(changed)).header.cost).toEqual({ ops, memoryMiB });
  });

  it('compares the digest in the name before all else', async () => {
    const { name } = await sample();
    const noRecord = new Uint8Array(1000);
    expect(await refusal(() => parseSealedRecord(noRecord, { name }))).toBe('DAMAGED');
    expect(await refusal(() => parseSealedRecord(noRecord))).toBe('NOT_A_RECORD');
  });

  it('refuses the bytes of another record under a name', async () => {
    const [one, other] = [await sample(), await sample()];
    const attempt = (name: RecordName) => () => parseSealedRecord(one.record, { name });
    expect(await refusal(attempt(one.name))).toBe('accepted');
    expect(await refusal(attempt(other.name))).toBe('DAMAGED');
  });
});
