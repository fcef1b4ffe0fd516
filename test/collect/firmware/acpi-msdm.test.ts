// MSDM tables as boards carry them, and as they never should.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../../../src/bytes.js';
import { genericKeys } from '../../../src/keys/generic-keys.js';
import { parseMsdm, startsAsMsdm } from '../../../src/collect/firmware/acpi-msdm.js';
import { msdmTable } from '../../support/msdm-writer.js';

const proKey = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const all = (byte: number, length = 29): Uint8Array => new Uint8Array(length).fill(byte);

describe('an MSDM table', () => {
  it('holds the key in its last 29 bytes', () => {
    const table = msdmTable(proKey);
    expect(table).toHaveLength(85);
    expect(startsAsMsdm(table)).toBe(true);
    expect(parseMsdm(table)).toEqual({ productKey: proKey, checksumFits: true, oemId: 'LENOVO' });
  });

  it('gives back every public key', () => {
    expect(genericKeys.length).toBeGreaterThan(60);
    for (const { productKey } of genericKeys) {
      expect(parseMsdm(msdmTable(productKey)).productKey).toBe(productKey);
    }
  });

  it('may be followed by other bytes, as in a dump of memory', () => {
    const padded = new Uint8Array(4096).fill(0xaa);
    padded.set(msdmTable(proKey));
    expect(parseMsdm(padded)).toMatchObject({ productKey: proKey, checksumFits: true });
  });

  it('says when its checksum is wrong, and gives the key all the same', () => {
    const table = msdmTable(proKey, { checksumError: 1 });
    expect(parseMsdm(table)).toMatchObject({ productKey: proKey, checksumFits: false });
  });

  it('has no maker where the sign is blank', () => {
    expect(parseMsdm(msdmTable(proKey, { oemId: ' ' })).oemId).toBeNull();
  });

  const bare = proKey.replaceAll('-', '');
  it.each([
    ['without hyphens', msdmTable(bare)],
    ['without hyphens, filled up with zeros', msdmTable(`${bare}\0\0\0\0`, { dataLength: 25 })],
    ['without hyphens, filled up with ones', msdmTable(Buffer.from(`${bare}\xff\xff`, 'latin1'))],
    ['in small letters', msdmTable(proKey.toLowerCase())],
    ['divided by blanks', msdmTable(proKey.replaceAll('-', ' '))],
    ['of another version and data type', msdmTable(proKey, { fields: [3, 0, 2, 0] })],
    ['with a data length of 28', msdmTable(proKey, { dataLength: 28 })],
    ['with a data length of 0', msdmTable(proKey, { dataLength: 0 })],
    ['with the greatest data length', msdmTable(proKey, { dataLength: 0xffffffff })],
    ['longer than its data', msdmTable(`${proKey}\0\0\0\0\0\0\0`, { dataLength: 29 })],
  ])('gives a key %s', (_, table) => {
    expect(parseMsdm(table)).toMatchObject({ productKey: proKey, checksumFits: true });
  });

  it('gives a key of which a group is one symbol over and over', () => {
    const like = proKey.replace('VK7JG', 'FFFFF');
    expect(parseMsdm(msdmTable(like)).productKey).toBe(like);
  });

  it.each([0, 35, 36, 84, 86, 0xffffffff])(
    'gives a key though its length is said to be %i, and that its checksum is wrong',
    (length) => {
      const table = msdmTable(proKey, { length });
      expect(parseMsdm(table)).toMatchObject({ productKey: proKey, checksumFits: false });
    },
  );

  const ones = 0xffffffff;
  const onesThenZeros = new Uint8Array([...all(0xff, 25), ...all(0, 4)]);
  it.each([
    ['zeros and a data length of 0', msdmTable(all(0), { fields: [0, 0, 0, 0], dataLength: 0 })],
    ['zeros', msdmTable(all(0))],
    ['blanks', msdmTable(all(0x20))],
    [
      'an erased flash chip',
      msdmTable(all(0xff), { fields: [ones, ones, ones, ones], dataLength: ones }),
    ],
    ['an erased chip, cut short', msdmTable(onesThenZeros, { dataLength: ones })],
    ['a mask', msdmTable('XXXXX-XXXXX-XXXXX-XXXXX-XXXXX')],
    ['another mask', msdmTable('*****-*****-*****-*****-*****')],
    ['zeros in letters', msdmTable('00000-00000-00000-00000-00000')],
    ['all but the end masked', msdmTable('XXXXX-XXXXX-XXXXX-XXXXX-3V66T')],
    ['all but the ends masked', msdmTable('VK7JG-*****-*****-*****-3V66T')],
    ['a header alone', msdmTable(all(0), { length: 36 })],
    ['no data', msdmTable(new Uint8Array())],
  ])('holds no key where the maker left %s', (_, table) => {
    expect(parseMsdm(table).productKey).toBeNull();
  });
});

describe('what is no MSDM table', () => {
  it.each([
    ['nothing', new Uint8Array(), 0],
    ['a signature alone', msdmTable(proKey).subarray(0, 4), 4],
    ['another table', msdmTable(proKey, { signature: 'SLIC' }), 0],
    ['a length shorter than the header', msdmTable(all(0), { length: 35 }), 4],
    ['a length of zero', msdmTable(all(0), { length: 0 }), 4],
    ['a length past the end', msdmTable(all(0), { length: 86 }), 0],
    ['the greatest length', msdmTable(all(0), { length: 0xffffffff }), 0],
    ['a table cut off in the key', msdmTable(proKey).subarray(0, 84), 0],
    ['a key that lacks its last symbol', msdmTable(proKey.slice(0, -1)), 56],
    ['a text that is no key', msdmTable('this is not a key of any sort'), 56],
    ['a key with a letter that keys lack', msdmTable(proKey.replace('V', 'A')), 56],
    ['a key in UTF-16', msdmTable(new Uint8Array(Buffer.from(proKey, 'utf16le'))), 56],
  ])('%s is refused with the place of the fault', (_, bytes, offset) => {
    const error = thrownBy(() => parseMsdm(bytes));
    expect(error).toBeInstanceOf(FormatError);
    expect(error).toMatchObject({ offset });
  });

  it('is refused without repeating what may be most of a key', () => {
    const error = thrownBy(() => parseMsdm(msdmTable(proKey.replace('V', 'A'))));
    expect(String(error)).not.toContain('9MPGT');
  });

  it('throws nothing but FormatError, whatever the bytes', () => {
    const mutated = fc.array(fc.tuple(fc.nat(84), fc.nat(255)), { maxLength: 6 }).map((changes) => {
      const table = msdmTable(proKey);
      for (const [at, byte] of changes) table[at] = byte;
      return table;
    });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), mutated), (bytes) => {
        try {
          parseMsdm(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  expect.fail('nothing was thrown');
}
