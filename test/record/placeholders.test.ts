// What stands for none in a maker's fields, and what only looks a little like it.
import { describe, expect, it } from 'vitest';
import {
  isPlaceholderSerial,
  isPlaceholderText,
  isPlaceholderUuid,
} from '../../src/record/placeholders.js';

describe("a maker's text", () => {
  it.each(['To Be Filled By O.E.M.', 'to be filled by OEM', 'Default string', 'N/A', '...', ' '])(
    'stands for none: %j',
    (text) => {
      expect([isPlaceholderText(text), isPlaceholderSerial(text)]).toEqual([true, true]);
    },
  );

  it.each(['LENOVO', 'Standard PC', 'OEMPLUS', '0000'])('is a name: %j', (text) => {
    expect(isPlaceholderText(text)).toBe(false);
  });
});

describe('a serial number', () => {
  it.each(['0000', 'xxxxxxxx', '123456789', '1234567890', '0123456789', '0x00000000', '-'])(
    'stands for none: %j',
    (serial) => {
      expect(isPlaceholderSerial(serial)).toBe(true);
    },
  );

  it.each(['PF2ABCDE', '1234567891', '0x1F', '11112'])('is one: %j', (serial) => {
    expect(isPlaceholderSerial(serial)).toBe(false);
  });
});

describe('a UUID', () => {
  it.each([
    '00000000-0000-0000-0000-000000000000',
    'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
    '01010101-0101-0101-0101-010101010102',
    '03000200-0400-0500-0006-000700080009',
  ])('stands for none: %s', (uuid) => {
    expect(isPlaceholderUuid(uuid)).toBe(true);
  });

  it('is one whatever its form', () => {
    expect(isPlaceholderUuid('4c4c4544-0037-4b10-8032-b7c04f4d3258')).toBe(false);
    expect(isPlaceholderUuid('new')).toBe(false);
  });
});
