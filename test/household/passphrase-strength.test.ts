// What counts as weak: what is guessed first, whatever its length and signs.
import { describe, expect, it } from 'vitest';
import { passphraseBytes } from '../../src/crypto/passphrase.js';
import { isWeakPassphrase, isWeakText } from '../../src/household/passphrase-strength.js';

describe('a passphrase is weak that', () => {
  it.each([
    'test',
    'password123',
    'P@ssw0rd1',
    'qwertyuiopasdfgh',
    '1978-05-03',
    'hunter2hunter2',
    'a'.repeat(200),
  ])('is guessed early: %s', async (text) => {
    expect(await isWeakText(text)).toBe(true);
  });

  it.each([
    'zealous unroll zipping wreath unlit womb',
    'correct horse battery staple',
    'mein Hund heißt seit gestern Rex',
    'vX9#kq2Lr8!wTz',
  ])('and not one like: %s', async (text) => {
    expect(await isWeakPassphrase(passphraseBytes(text))).toBe(false);
  });
});
