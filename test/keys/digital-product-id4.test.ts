import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../../src/bytes.js';
import { isDigitalProductId4, parseDigitalProductId4 } from '../../src/keys/digital-product-id4.js';
import { digitalProductId4 } from '../support/digital-product-id-writer.js';

const productKey = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const spec = {
  productKey,
  advancedPid: '03612-03308-000-000000-00-1033-26100.0000-1382024',
  edition: 'Professional',
  keyType: 'Retail',
  partNumber: '[TH]X19-98841',
};
const bytes = digitalProductId4(spec);

describe('parseDigitalProductId4', () => {
  it('reads the key and all that stands around it', () => {
    const expected = { ...spec, isUpgrade: false, integrity: 'passed' };
    expect(parseDigitalProductId4(bytes)).toEqual(expected);
    expect(isDigitalProductId4(bytes)).toBe(true);
  });

  it('still tells edition and key type when the key was erased', () => {
    const erased = digitalProductId4({ ...spec, productKey: null, keyType: 'Volume:MAK' });
    expect(parseDigitalProductId4(erased)).toMatchObject({
      productKey: null,
      edition: 'Professional',
      keyType: 'Volume:MAK',
      integrity: 'passed',
    });
  });

  it('does not hold the hashes of an erased key against what is left', () => {
    const erased = Uint8Array.from(bytes).fill(0, 808, 824);
    expect(parseDigitalProductId4(erased)).toMatchObject({
      productKey: null,
      edition: 'Professional',
      integrity: 'not-possible',
    });
  });

  it('sees any changed byte', () => {
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = bytes.with(at, (bytes[at] ?? 0) ^ 1);
      expect(parseDigitalProductId4(changed).integrity).toBe('failed');
    }
  });

  it('checks the hash of the key by itself too', () => {
    const changed = Uint8Array.from(bytes).fill(0, 824, 888);
    changed.set(createHash('sha256').update(changed).digest(), 856);
    expect(parseDigitalProductId4(changed).integrity).toBe('failed');
  });

  it('takes longer ones, and shorter ones as far as they go', () => {
    const longer = new Uint8Array(1300);
    longer.set(bytes);
    expect(parseDigitalProductId4(longer).integrity).toBe('passed');
    expect(parseDigitalProductId4(bytes.subarray(0, 824))).toMatchObject({
      productKey,
      keyType: null,
      integrity: 'not-possible',
    });
  });

  it.each([
    ['no bytes', bytes.subarray(0, 0), /at byte 808 expected 16 bytes, found 0 bytes/],
    [
      'the shorter structure',
      bytes.subarray(0, 164),
      /at byte 808 expected 16 bytes, found 0 bytes/,
    ],
    ['one byte too few', bytes.subarray(0, 823), /at byte 808 expected 16 bytes, found 15 bytes/],
  ])('refuses %s', (_, malformed, message) => {
    expect(() => parseDigitalProductId4(malformed)).toThrow(FormatError);
    expect(() => parseDigitalProductId4(malformed)).toThrow(message);
    expect(isDigitalProductId4(malformed)).toBe(false);
  });

  it('refuses a number that no key has', () => {
    const malformed = Uint8Array.from(bytes).fill(0xff, 808, 824);
    expect(() => parseDigitalProductId4(malformed)).toThrow(/a number below 24 to the 25th/);
  });
});
