import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VaultError } from '../../src/errors.js';
import {
  type RecoveryCode,
  formatRecoveryCode,
  makeRecoveryCode,
  parseRecoveryCode,
} from '../../src/crypto/recovery-code.js';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const anyCode = fc
  .uint8Array({ minLength: 20, maxLength: 20 })
  .map((bytes) => new Uint8Array(bytes) as RecoveryCode);

function messageOf(text: string): string {
  try {
    parseRecoveryCode(text);
    return 'accepted';
  } catch (error) {
    if (error instanceof VaultError && error.code === 'BAD_RECOVERY_CODE') return error.message;
    throw error;
  }
}

/** Every code that differs from this one in one symbol. */
function* singleErrors(code: string): Generator<{ typed: string; group: number }> {
  for (const [i, symbol] of Array.from(code).entries()) {
    if (symbol === '-') continue;
    for (const other of alphabet) {
      if (other === symbol) continue;
      yield { typed: code.slice(0, i) + other + code.slice(i + 1), group: Math.floor(i / 6) + 1 };
    }
  }
}

describe('a recovery code', () => {
  it('is read as it was printed', () => {
    fc.assert(
      fc.property(anyCode, (code) => {
        const printed = formatRecoveryCode(code);
        expect(printed).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){7}[0-9A-HJKMNP-TV-Z]{5}$/);
        expect(parseRecoveryCode(printed)).toEqual(code);
      }),
    );
  });

  it('is read in any case, with any separators and look-alikes', () => {
    fc.assert(
      fc.property(
        anyCode,
        fc.constantFrom('', ' ', '--', ' / ', '\n', '\u2013', '.'),
        (code, gap) => {
          const sloppy = formatRecoveryCode(code)
            .toLowerCase()
            .replaceAll('-', gap)
            .replaceAll('0', 'o')
            .replace('1', 'l')
            .replaceAll('1', 'I');
          expect(parseRecoveryCode(` ${sloppy} `)).toEqual(code);
        },
      ),
    );
  });

  it('names the group of every single wrong symbol, and no other', () => {
    const printed = formatRecoveryCode(new Uint8Array(20).map((_, i) => i * 13) as RecoveryCode);
    let errors = 0;
    for (const { typed, group } of singleErrors(printed)) {
      expect(messageOf(typed)).toMatch(new RegExp(`look at group ${group}$`));
      errors += 1;
    }
    expect(errors).toBe(40 * 31);
  });

  it('notices two neighbours of a group that changed places', () => {
    fc.assert(
      fc.property(anyCode, fc.nat({ max: 7 }), fc.nat({ max: 3 }), (code, group, place) => {
        const symbols = Array.from(formatRecoveryCode(code));
        const at = group * 6 + place;
        const [first = '', second = ''] = symbols.slice(at, at + 2);
        fc.pre(first !== second);
        symbols.splice(at, 2, second, first);
        expect(messageOf(symbols.join(''))).toContain(`look at group ${group + 1}`);
      }),
    );
  });

  it('notices two groups that changed places', () => {
    fc.assert(
      fc.property(anyCode, fc.nat({ max: 7 }), fc.nat({ max: 7 }), (code, one, other) => {
        const groups = formatRecoveryCode(code).split('-');
        fc.pre(groups[one]?.slice(0, 4) !== groups[other]?.slice(0, 4));
        [groups[one], groups[other]] = [groups[other] ?? '', groups[one] ?? ''];
        expect(messageOf(groups.join('-'))).toContain('look at group');
      }),
    );
  });

  it('names the group in which a symbol is missing', () => {
    const printed = '000GC-40R4Y-0M301-E209M-185G2-R38EE-1W810-24GKG';
    expect(messageOf(printed.replace('R4Y', 'R4'))).toContain('39 of 40 symbols; look at group 2');
    expect(messageOf(printed.slice(0, -1))).toContain('39 of 40 symbols; look at group 8');
  });

  it.each([
    ['nothing', ''],
    ['a symbol too many', '000GC-40R4Y-0M301-E209M-185G2-R38EE-1W810-24GKG0'],
    ['a U', 'U00GC-40R4Y-0M301-E209M-185G2-R38EE-1W810-24GKG'],
    [
      'letters of another script',
      '\u041000GC-40R4Y-0M301-E209M-185G2-R38EE-1W810-24GKG'.slice(0, -1),
    ],
  ])('is refused with %s', (_, text) => {
    expect(messageOf(text)).toContain('typing error');
  });

  it('is never quoted in a message', () => {
    const message = messageOf('000GC-40R4Y-0M301-E209M-185G2-R38EE-1W810-24GKH');
    expect(message).not.toMatch(/24GK|000GC/);
  });

  it('is random', async () => {
    const codes = await Promise.all(Array.from({ length: 20 }, makeRecoveryCode));
    expect(new Set(codes.map(formatRecoveryCode)).size).toBe(20);
  });
});
