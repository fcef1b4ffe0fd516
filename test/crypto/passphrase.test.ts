import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Hint, VaultError } from '../../src/errors.js';
import { concatBytes, toHex } from '../../src/bytes.js';
import {
  generatePassphrase,
  parsePassphraseBytes,
  passphraseBytes,
  unseenIn,
} from '../../src/crypto/passphrase.js';
import { loadWords } from '../../src/crypto/wordlist.js';
import { refusal } from '../support/refusal.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16le = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le'));
const mark = Uint8Array.of(0xef, 0xbb, 0xbf);

function hintOf(attempt: () => unknown): Hint | undefined {
  try {
    attempt();
  } catch (error) {
    if (error instanceof VaultError) return error.hint;
  }
  return undefined;
}

describe('a typed passphrase', () => {
  it('is taken as it is, spaces at its ends too', () => {
    expect(passphraseBytes('  a b ')).toEqual(utf8('  a b '));
  });

  it('is the same typed with composed or combining characters', () => {
    expect(toHex(passphraseBytes('u\u0308'))).toBe(toHex(passphraseBytes('\u00fc')));
    expect(passphraseBytes('u\u0308')).toEqual(Uint8Array.of(0xc3, 0xbc));
  });

  it('keeps compatibility characters apart: NFC, not NFKC', () => {
    expect(passphraseBytes('\ufb01')).not.toEqual(passphraseBytes('fi'));
  });

  it.each([
    ['nothing', ''],
    ['a line end', 'a\n'],
    ['a tab', 'a\tb'],
    ['a zero', 'a\u0000'],
    ['delete', 'a\u007f'],
    ['a control beyond ASCII', 'a\u0085b'],
    ['a lone surrogate', 'a\ud800'],
    ['1,025 bytes', 'x'.repeat(1025)],
    ['1,025 bytes of three each', `${'\u20ac'.repeat(341)}xx`],
    ['more than 1,024 bytes only after NFC', '\u0958'.repeat(341)],
  ])('is refused with %s', async (_, text) => {
    expect(await refusal(() => passphraseBytes(text))).toBe('BAD_PASSPHRASE');
  });

  it.each([
    ['1,024 bytes', 'x'.repeat(1024)],
    ['more than 1,024 bytes only before NFC', 'u\u0308'.repeat(400)],
    ['one space', ' '],
    ['emoji with joiners', '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}'],
  ])('may be %s', async (_, text) => {
    expect(await refusal(() => passphraseBytes(text))).toBe('accepted');
  });
});

describe('a passphrase from a file', () => {
  it.each([
    ['bare', utf8('pass word')],
    ['with LF', utf8('pass word\n')],
    ['with CRLF', utf8('pass word\r\n')],
    ['with a byte order mark', concatBytes(mark, utf8('pass word'))],
    ['saved by Notepad', concatBytes(mark, utf8('pass word\r\n'))],
  ])('is the same %s', (_, bytes) => {
    expect(parsePassphraseBytes(bytes)).toEqual(utf8('pass word'));
  });

  it.each([
    ['empty', new Uint8Array(0)],
    ['nothing but a line end', utf8('\r\n')],
    ['nothing but a mark', mark],
    ['two line ends', utf8('pass\n\n')],
    ['two lines', utf8('pass\nword')],
    ['a CR alone at the end', utf8('pass\r')],
    ['UTF-16 with a mark', concatBytes(Uint8Array.of(0xff, 0xfe), utf16le('pass'))],
    ['UTF-16, the other end first', Uint8Array.of(0xfe, 0xff, 0, 0x70)],
    ['UTF-16 without a mark', utf16le('pass')],
    ['ISO 8859-1', Uint8Array.of(0x73, 0xfc, 0xdf)],
    ['an overlong form', Uint8Array.of(0xc0, 0x80)],
    ['a surrogate in UTF-8', Uint8Array.of(0xed, 0xa0, 0x80)],
    ['a sequence cut off', Uint8Array.of(0x61, 0xe2, 0x82)],
  ])('is refused when it is %s', async (_, bytes) => {
    expect(await refusal(() => parsePassphraseBytes(bytes))).toBe('BAD_PASSPHRASE');
  });

  it('loses one byte order mark, not two', () => {
    const bytes = parsePassphraseBytes(concatBytes(mark, mark, utf8('a')));
    expect(bytes).toEqual(concatBytes(mark, utf8('a')));
  });

  it('is told to be saved as UTF-8 when it is UTF-16', () => {
    const utf16 = concatBytes(Uint8Array.of(0xff, 0xfe), utf16le('pass'));
    expect(hintOf(() => parsePassphraseBytes(utf16))).toContain('UTF-8');
    expect(hintOf(() => parsePassphraseBytes(utf16le('pass')))).toContain('UTF-8');
  });

  it('is not quoted in the message', async () => {
    const attempt = () => Promise.resolve().then(() => passphraseBytes('hunter2\n'));
    await expect(attempt()).rejects.not.toThrow(/hunter2/);
    await expect(attempt()).rejects.toThrow(VaultError);
  });
});

describe('a generated passphrase', () => {
  it('is six words of the list, and one that may be typed', async () => {
    const words = new Set(loadWords());
    const passphrase = await generatePassphrase();
    expect(passphrase.split(' ')).toHaveLength(6);
    for (const word of passphrase.split(' ')) expect(words).toContain(word);
    expect(passphraseBytes(passphrase).length).toBeGreaterThan(20);
  });

  it('is another each time', async () => {
    const some = await Promise.all(Array.from({ length: 50 }, generatePassphrase));
    expect(new Set(some).size).toBe(50);
  });

  it('draws from the whole list', async () => {
    const words = loadWords();
    const drawn = await Promise.all(Array.from({ length: 4000 }, generatePassphrase));
    const seen = new Set(drawn.flatMap((passphrase) => passphrase.split(' ')));
    // 24,000 draws of 7,776 words leave out 355 on average, 19 more or less.
    expect(seen.size).toBeGreaterThan(words.length - 600);
  });

  it('comes from exactly the list that the EFF published', () => {
    const words = loadWords();
    expect(words).toHaveLength(7776);
    const lines = words.map((word, i) => `${dice(i)}\t${word}\n`).join('');
    const digest = createHash('sha256').update(lines).digest('hex');
    expect(digest).toBe('addd35536511597a02fa0a9ff1e5284677b8883b83e986e43f15a3db996b903e');
  });
});

/** Five dice for a place in the list: 11111 for the first. */
function dice(index: number): string {
  return Array.from(index.toString(6).padStart(5, '0'), (digit) => Number(digit) + 1).join('');
}

describe('what nobody sees of a passphrase', () => {
  it.each([
    ['secret words '],
    [' secret'],
    ['   '],
    ['secret\u00a0words'],
    ['secret\u3000words'],
    ['sec\u00adret'],
    ['words\u200b'],
    ['\ufeffwords'],
    ['a\u202eb'],
    ['a\u2060b'],
    ['a\u3164b'],
  ])('is told of %j', (text) => {
    expect(unseenIn(utf8(text))).toMatch(/blank/);
  });

  it.each([
    ['secret words'],
    ['Ma\u00dfnahme \u00fc\u6f22'],
    ['\u{1f468}\u200d\u{1f469}\u200d\u{1f467} \u2764\ufe0f'],
    ['pa$$ w0rd!'],
  ])('is nothing in %j', (text) => {
    expect(unseenIn(utf8(text))).toBeNull();
  });
});
