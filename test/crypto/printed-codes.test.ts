// A record as the texts of codes, and back, whatever was scanned of them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes } from '../../src/bytes.js';
import { magic } from '../../src/crypto/header.js';
import { printedCodes, readPrintedCodes } from '../../src/crypto/printed-codes.js';
import { lowCostVault } from '../support/low-cost-vault.js';
import { sixKeyContent } from '../support/sample-content.js';

/** Bytes that begin as a record does; no two samples share them. */
function recordOf(length: number, seed = 7): Uint8Array {
  const body = Uint8Array.from({ length: length - 8 }, (_, i) => (i * 31 + seed + (i >> 8)) & 255);
  return concatBytes(magic, body);
}

describe('the codes of a record', () => {
  it('are one for six keys, with a recovery code', async () => {
    const vault = await lowCostVault({ recovery: true });
    const { record } = await vault.seal(sixKeyContent);
    const codes = await printedCodes(record);
    expect(codes).toHaveLength(1);
    expect(codes[0]).toHaveLength(2739);
    expect((await readPrintedCodes(codes)).records).toEqual([record]);
  });

  it('say which part of how many they are, where one does not hold it', async () => {
    const codes = await printedCodes(recordOf(3000));
    expect(codes.map((text) => /^VAULT:[0-9A-F]{12}:(\d)\/3:/.exec(text)?.[1])).toEqual([
      '1',
      '2',
      '3',
    ]);
    for (const text of codes) expect(text.length).toBeLessThan(1700);
  });

  it('are too many for paper at some size', async () => {
    expect(await printedCodes(recordOf(42_000))).toHaveLength(40);
    await expect(printedCodes(recordOf(43_000))).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });

  it('give every record back, in any order, with duplicates and others between', async () => {
    const property = fc.asyncProperty(
      fc.uniqueArray(fc.integer({ min: 8, max: 9000 }), { minLength: 1, maxLength: 3 }),
      fc.array(fc.string({ maxLength: 30 }), { maxLength: 3 }),
      fc.array(fc.nat(), { minLength: 1, maxLength: 20 }),
      async (lengths, others, order) => {
        const records = lengths.map((length, i) => recordOf(length, i));
        const codes = (await Promise.all(records.map(printedCodes))).flat();
        const twice = [...codes, ...codes, ...others].map((text, i) => ({
          text,
          key: order[i % order.length] ?? 0,
        }));
        const read = await readPrintedCodes(
          twice.sort((a, b) => a.key - b.key).map(({ text }) => text),
        );
        const sorted = (some: readonly Uint8Array[]): string[] =>
          some.map((one) => Buffer.from(one).toString('hex')).sort();
        expect(sorted(read.records)).toEqual(sorted(records));
        expect(read.broken).toEqual([]);
        expect(new Set(read.others)).toEqual(new Set(others));
      },
    );
    await fc.assert(property, { numRuns: 40 });
  });

  it('name the parts that are missing', async () => {
    const codes = await printedCodes(recordOf(4000));
    const [first = '', , third = '', fourth = ''] = codes;
    const { records, broken } = await readPrintedCodes([fourth, first, third]);
    expect(records).toEqual([]);
    expect(broken).toEqual([{ count: 4, there: [1, 3, 4], missing: [2] }]);
  });

  it('are no record where a part is of another one', async () => {
    const [ours, theirs] = await Promise.all([recordOf(3000), recordOf(3000, 9)].map(printedCodes));
    const set = /^VAULT:[0-9A-F]{12}/.exec(ours?.[0] ?? '')?.[0] ?? '';
    const swapped = (theirs?.[1] ?? '').replace(/^VAULT:[0-9A-F]{12}/, set);
    const { records, broken } = await readPrintedCodes([ours?.[0] ?? '', swapped, ours?.[2] ?? '']);
    expect(records).toEqual([]);
    expect(broken).toEqual([{ count: 3, there: [1, 2, 3], missing: [] }]);
  });

  it.each([
    'VAULT:0123456789AB:3/2:BB8',
    'VAULT:0123456789AB:0/2:BB8',
    'VAULT:0123456789ab:1/2:BB8',
    'VAULT:0123456789AB:1/2:GGW',
    'VAULT:0123456789AB:1/100:BB8',
    `VAULT:0123456789AB:1/2:${'0'.repeat(4300)}`,
    'https://example.com',
    '',
  ])('take %j for nothing of theirs', async (text) => {
    expect(await readPrintedCodes([text])).toEqual({ records: [], broken: [], others: [text] });
  });
});
