import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { armor, parseArmor } from '../../src/crypto/armor.js';
import { VaultError } from '../../src/errors.js';
import { refusal } from '../support/refusal.js';

const begin = '-----BEGIN VAULT SEALED RECORD-----\n';
const end = '-----END VAULT SEALED RECORD-----\n';
const anyBytes = fc.uint8Array({ minLength: 1, maxLength: 300 });

describe('armor', () => {
  it('reads what it wrote, with LF, CRLF or no last line end', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        const text = armor(bytes);
        expect(parseArmor(text)).toEqual(bytes);
        expect(parseArmor(text.replaceAll('\n', '\r\n'))).toEqual(bytes);
        expect(parseArmor(text.slice(0, -1))).toEqual(bytes);
      }),
    );
  });

  it('is the text that RFC 7468 describes', () => {
    expect(armor(new Uint8Array(50))).toBe(`${begin}${'A'.repeat(64)}\nAAA=\n${end}`);
  });

  it('has one spelling alone: what is read differs from the original, or is refused', () => {
    fc.assert(
      fc.property(anyBytes, fc.nat(), fc.string({ maxLength: 2 }), (bytes, place, other) => {
        const text = armor(bytes);
        const at = place % (text.length - 1);
        const changed = text.slice(0, at) + other + text.slice(at + 1);
        fc.pre(changed.replaceAll('\r\n', '\n') !== text);
        expect(bytesOrRefusal(changed)).not.toEqual(bytes);
      }),
    );
  });

  it.each([
    ['nothing', ''],
    ['another label', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'],
    ['a line before', `\n${begin}AAAA\n${end}`],
    ['a byte order mark', `\ufeff${begin}AAAA\n${end}`],
    ['more text than any record has', begin + 'A'.repeat(3 * 1024 * 1024)],
  ])('is no record with %s', async (_, text) => {
    expect(await refusal(() => parseArmor(text))).toBe('NOT_A_RECORD');
  });

  it.each([
    ['no end', `${begin}AAAA\n`],
    ['no content', `${begin}${end}`],
    ['an empty line', `${begin}\n${end}`],
    ['a line after', `${begin}AAAA\n${end}\n`],
    ['padding within', `${begin}AA==AAAA\n${end}`],
    ['missing padding', `${begin}AAA\n${end}`],
    ['stray bits', `${begin}AAB=\n${end}`],
    ['too much padding', `${begin}A===\n${end}`],
    ['a space', `${begin}AA AA\n${end}`],
    ['a long line', `${begin}${'A'.repeat(68)}\n${end}`],
    ['a short line before the last', `${begin}AAAA\nAAAA\n${end}`],
    ['CR alone as line end', `${begin}AAAA\r${end}`],
    ['an URL alphabet', `${begin}--__\n${end}`],
  ])('is damaged with %s', async (_, text) => {
    expect(await refusal(() => parseArmor(text))).toBe('DAMAGED');
  });
});

function bytesOrRefusal(text: string): Uint8Array | string {
  try {
    return parseArmor(text);
  } catch (error) {
    if (error instanceof VaultError) return error.code;
    throw error;
  }
}
