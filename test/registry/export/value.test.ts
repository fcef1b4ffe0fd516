import { describe, expect, it } from 'vitest';
import { FormatError } from '../../../src/bytes.js';
import { parseRegValue } from '../../../src/registry/export/value.js';

const options = { line: 12, isAnsi: false };
const utf16 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'utf16le'));
const parse = (text: string) => parseRegValue(text, options);

describe('parseRegValue', () => {
  it.each([
    ['a string', '"Windows 10 Pro"', 1, utf16('Windows 10 Pro\0')],
    ['an empty string', '""', 1, utf16('\0')],
    ['escapes', '"C:\\\\dir \\"x\\""', 1, utf16('C:\\dir "x"\0')],
    ['a number', 'dword:0000090a', 4, Uint8Array.of(0x0a, 9, 0, 0)],
    ['a short number', 'DWORD:7', 4, Uint8Array.of(7, 0, 0, 0)],
    ['bytes', 'hex:a4,00,FF', 3, Uint8Array.of(0xa4, 0, 0xff)],
    ['no bytes', 'hex:', 3, new Uint8Array(0)],
    ['wrapped bytes', 'hex:a4,00,\\\n  ff', 3, Uint8Array.of(0xa4, 0, 0xff)],
    [
      'bytes of a type',
      'hex(b):01,00,00,00,00,00,00,00',
      11,
      Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0),
    ],
    ['a string as bytes', 'hex(1):41,00,00,00', 1, utf16('A\0')],
    ['a comma at the end', 'hex:a4,', 3, Uint8Array.of(0xa4)],
    ['a comment after bytes', 'hex:a4,00 ; a note', 3, Uint8Array.of(0xa4, 0)],
  ])('reads %s', (_, text, type, data) => {
    expect(parse(text)).toEqual({ type, data });
  });

  it('gives nothing for a value that is to be deleted', () => {
    expect(parse('-')).toBeNull();
  });

  it.each([
    ['nothing', ''],
    ['a word', 'hello'],
    ['a number of letters', 'dword:xyz'],
    ['nine digits', 'dword:123456789'],
    ['three digits a byte', 'hex:a4,001'],
    ['letters beyond hex', 'hex:a4,zz'],
    ['a hole', 'hex:a4,,00'],
    ['a string without an end', '"abc'],
    ['a string whose end is escaped', '"abc\\"'],
    ['a type of letters', 'hex(z):00'],
  ])('refuses %s, naming the line and not the content', (_, text) => {
    expect(() => parse(text)).toThrow(FormatError);
    expect(() => parse(text)).toThrow(/line 12/);
    expect(() => parse('hex:VK7JG')).not.toThrow(/VK7JG/);
  });

  it('widens the text of the older form, and only text', () => {
    const older = { line: 1, isAnsi: true };
    expect(parseRegValue('hex(2):e9,00', older)?.data).toEqual(utf16('é\0'));
    expect(parseRegValue('hex:e9,00', older)?.data).toEqual(Uint8Array.of(0xe9, 0));
  });
});
