// A recovery code as shares: divided, printed, typed again and put together.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RecoveryCode, formatRecoveryCode } from '../../src/crypto/recovery-code.js';
import {
  type RecoveryShare,
  formatShare,
  parseShare,
  setName,
} from '../../src/crypto/recovery-share.js';
import {
  combineShares,
  divideCode,
  sharesMissing,
  withShare,
} from '../../src/crypto/secret-sharing.js';
import { readRecoveryText } from '../../src/crypto/typed-recovery.js';
import { VaultError } from '../../src/errors.js';

const anyCode = fc
  .uint8Array({ minLength: 20, maxLength: 20 })
  .map((bytes) => new Uint8Array(bytes) as RecoveryCode);
const anySharing = fc
  .tuple(fc.integer({ min: 2, max: 16 }), fc.integer({ min: 2, max: 16 }))
  .map(([a, b]) => ({ threshold: Math.min(a, b), count: Math.max(a, b) }));
const code = Uint8Array.from({ length: 20 }, (_, i) => i * 13) as RecoveryCode;
const twoOfThree = { threshold: 2, count: 3 };

async function messageOf(work: () => unknown): Promise<string> {
  try {
    await work();
    return 'accepted';
  } catch (error) {
    if (error instanceof VaultError && error.code === 'BAD_RECOVERY_CODE') return error.message;
    throw error;
  }
}

describe('the shares of a code', () => {
  it('give it back, any that are enough, printed and typed', async () => {
    const property = fc.asyncProperty(anyCode, anySharing, fc.nat(), async (one, sharing, seed) => {
      const shares = await divideCode(one, sharing);
      expect(shares).toHaveLength(sharing.count);
      const from = seed % sharing.count;
      const turned = [...shares.slice(from), ...shares.slice(0, from)].slice(0, sharing.threshold);
      const typed = turned.map((share) => parseShare(formatShare(share).toLowerCase()));
      expect(await combineShares(typed)).toEqual(one);
      expect(await combineShares(shares)).toEqual(one);
    });
    await fc.assert(property, { numRuns: 60 });
  });

  it('are each 10 groups, name their set and number, and are never the same twice', async () => {
    const shares = await divideCode(code, { threshold: 3, count: 16 });
    const printed = shares.map(formatShare);
    for (const [i, text] of printed.entries()) {
      expect(text).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){9}[0-9A-HJKMNP-TV-Z]{5}$/);
      expect(parseShare(text)).toEqual(shares[i]);
      expect(text.slice(0, 4)).toBe(setName(parseShare(text)));
      expect(parseShare(text).number).toBe(i + 1);
    }
    expect(new Set(printed).size).toBe(16);
    const again = (await divideCode(code, { threshold: 3, count: 16 })).map(formatShare);
    expect(again.some((text) => printed.includes(text))).toBe(false);
  });

  it.each([
    [1, 3],
    [4, 3],
    [2, 17],
    [0, 0],
    [2.5, 3],
  ])('are refused as %d of %d', async (threshold, count) => {
    await expect(divideCode(code, { threshold, count })).rejects.toMatchObject({ code: 'USAGE' });
  });
});

describe('fewer shares than it takes', () => {
  /** The values that a share has at one byte of the code, over many divisions of two codes. */
  async function spread(byte: number): Promise<number[]> {
    const one = new Uint8Array(20).fill(byte) as RecoveryCode;
    const seen = new Array<number>(16).fill(0);
    for (let i = 0; i < 200; i += 1) {
      const [share] = await divideCode(one, twoOfThree);
      for (const value of share?.values ?? []) {
        const bin = value >> 4;
        seen[bin] = (seen[bin] ?? 0) + 1;
      }
    }
    return seen;
  }

  it('fit every code alike: for each there is a share that would open it', async () => {
    // Of one share and any code, the other share of a set is determined: nothing is left out.
    const [share] = await divideCode(code, twoOfThree);
    if (share === undefined) throw new Error('there are three');
    const property = fc.asyncProperty(anyCode, async (other) => {
      const point = share.point === 1 ? 2 : 1;
      const values = share.values.map((value, i) =>
        lineAt(point, share.point, value, other[i] ?? 0),
      );
      expect(await packageCombine(share, { ...share, point, values })).toEqual(other);
    });
    await fc.assert(property, { numRuns: 30 });
  });

  it('look the same whatever the code: each value is as likely as any other', async () => {
    for (const byte of [0, 0x55, 0xff]) {
      const seen = await spread(byte);
      // 4,000 values in 16 bins: 250 each, 15.3 the standard deviation. Eight of them are no chance.
      for (const count of seen) expect(Math.abs(count - 250)).toBeLessThan(8 * 15.3);
    }
  });

  it('are told as too few, with the set and how many it takes', async () => {
    const [share] = await divideCode(code, { threshold: 3, count: 5 });
    if (share === undefined) throw new Error('there are five');
    expect(sharesMissing([share])).toBe(2);
    expect(await messageOf(() => combineShares([share]))).toBe(
      `there is only 1 share of set ${setName(share)}; it takes 3`,
    );
  });
});

/** The value at `point` of the line through (0, secret) and (known, value), in GF(256). */
function lineAt(point: number, known: number, value: number, secret: number): number {
  return secret ^ times(times(value ^ secret, inverse(known)), point);
}

function times(a: number, b: number): number {
  let product = 0;
  for (let left = a, right = b; right > 0; right >>= 1) {
    if ((right & 1) === 1) product ^= left;
    left = (left << 1) ^ ((left & 0x80) === 0 ? 0 : 0x11b);
  }
  return product;
}

function inverse(a: number): number {
  for (let b = 1; b < 256; b += 1) if (times(a, b) === 1) return b;
  throw new Error('zero has no inverse');
}

/** What the package makes of two shares, without the check by the name of the set. */
async function packageCombine(...shares: RecoveryShare[]): Promise<Uint8Array> {
  const { combine } = await import('shamir-secret-sharing');
  return combine(shares.map(({ values, point }) => Uint8Array.of(...values, point)));
}

describe('shares that are not right', () => {
  it('have each single wrong symbol named by its group', async () => {
    const [share] = await divideCode(code, twoOfThree);
    if (share === undefined) throw new Error('there are three');
    const printed = formatShare(share);
    let errors = 0;
    for (const [i, symbol] of Array.from(printed).entries()) {
      if (symbol === '-') continue;
      const other = symbol === '7' ? '8' : '7';
      const typed = printed.slice(0, i) + other + printed.slice(i + 1);
      const group = Math.floor(i / 6) + 1;
      expect(await messageOf(() => parseShare(typed))).toMatch(
        new RegExp(`look at group ${group}$`),
      );
      errors += 1;
    }
    expect(errors).toBe(50);
    expect(await messageOf(() => parseShare(printed.slice(0, -1)))).toContain(
      '49 of 50 symbols; look at group 10',
    );
  });

  it('are no codes by any part of theirs, and codes are no shares', async () => {
    const [share] = await divideCode(code, twoOfThree);
    if (share === undefined) throw new Error('there are three');
    const groups = formatShare(share).split('-');
    for (const from of [0, 1, 2]) {
      const part = groups.slice(from, from + 8).join('-');
      expect(await messageOf(() => readRecoveryText(part))).toContain('look at group 1, 2');
    }
    expect(await messageOf(() => parseShare(formatRecoveryCode(code)))).toContain('40 of 50');
  });

  it('are told as the same one twice, and as of another set', async () => {
    const [one, two] = await divideCode(code, twoOfThree);
    const other = Uint8Array.from(code, (byte) => byte ^ 1) as RecoveryCode;
    const [foreign] = await divideCode(other, twoOfThree);
    if (one === undefined || two === undefined || foreign === undefined) throw new Error('three');
    expect(await messageOf(() => withShare([one], one))).toBe(
      `share 1 of set ${setName(one)} was read already`,
    );
    expect(await messageOf(() => combineShares([one, foreign]))).toBe(
      `this is a share of set ${setName(foreign)}, and the one before is of set ${setName(one)}`,
    );
    expect(await messageOf(() => withShare([one], two))).toBe('accepted');
  });

  it('are noticed where they only look like one set: divided twice, or the threshold changed', async () => {
    const [one] = await divideCode(code, twoOfThree);
    const [, two, three] = await divideCode(code, twoOfThree);
    if (one === undefined || two === undefined || three === undefined) throw new Error('three');
    // The same point twice is met by the package's draw now and then.
    const point = [1, 2, 3].find((at) => at !== one.point && at !== three.point) ?? 1;
    const mixed = [one, two.point === one.point ? { ...three, point } : two];
    expect(await messageOf(() => combineShares(mixed))).toBe('these shares do not belong together');
    const easier = (await divideCode(code, { threshold: 3, count: 3 })).map((share) => ({
      ...share,
      threshold: 2,
    }));
    expect(await messageOf(() => combineShares(easier.slice(0, 2)))).toBe(
      'these shares do not belong together',
    );
  });

  it.each([
    ['a threshold above the number', { threshold: 3, count: 2 }],
    ['a number above the number of shares', { number: 4 }],
    ['no point', { point: 0 }],
    ['a threshold of one', { threshold: 1 }],
  ])('are refused with %s, though the check symbols are right', async (_, changes) => {
    const [share] = await divideCode(code, twoOfThree);
    if (share === undefined) throw new Error('there are three');
    const text = formatShare({ ...share, ...changes });
    expect(await messageOf(() => parseShare(text))).toContain('look at group 2');
  });

  it('are refused with nothing but a VaultError, whatever is typed', async () => {
    const symbols = fc.string({
      unit: fc.constantFrom(...Array.from('0123456789ABCXYZ -\n:#')),
      maxLength: 400,
    });
    const property = fc.asyncProperty(fc.oneof(symbols, fc.string()), async (text) => {
      expect(await messageOf(() => readRecoveryText(text))).not.toBe('accepted');
    });
    await fc.assert(property, { numRuns: 300 });
  });
});

describe('a text with shares', () => {
  const printed = async (): Promise<string[]> =>
    (await divideCode(code, twoOfThree)).map(formatShare);
  const broken = (share: string): string => `${share.slice(0, 30)}\n    ${share.slice(30)}`;

  it('is read one a line, broken over two, as it was printed, and all on one line', async () => {
    const [one = '', two = '', three = ''] = await printed();
    const texts = [
      `${one}\n${three}\n`,
      `${two}\r\n\r\n${one}\r\n${three}`,
      `${broken(one)}\n${broken(three)}`,
      `Share 1 of 3, set ABCD:\n    ${broken(one)}\n\nShare 3 of 3, set ABCD:\n    ${broken(three)}\n`,
      `# from the drawer\n${one} ${two}`,
      `${one.replaceAll('-', '')}${two.replaceAll('-', ' ')}`,
    ];
    for (const text of texts) expect(await readRecoveryText(text)).toEqual(code);
  });

  it('is read as the code where it holds that', async () => {
    expect(await readRecoveryText(`${formatRecoveryCode(code)}\n`)).toEqual(code);
    expect(await readRecoveryText(formatRecoveryCode(code).replaceAll('-', '\n'))).toEqual(code);
  });

  it('says which share has the typing error, and in which group', async () => {
    const [one = '', two = ''] = await printed();
    const wrong = two.slice(0, 12) + (two[12] === 'Q' ? 'R' : 'Q') + two.slice(13);
    expect(await messageOf(() => readRecoveryText(`${one}\n${wrong}\n`))).toBe(
      'share no. 2 of the 2 given has a typing error: a symbol is wrong; look at group 3',
    );
    expect(await messageOf(() => readRecoveryText(`${one}\n${two.slice(0, -1)}`))).toContain(
      'share no. 2 of the 2 given has a typing error: it has 49 of 50 symbols; look at group 10',
    );
  });

  it('is told when it holds one alone, or one twice', async () => {
    const [one = ''] = await printed();
    expect(await messageOf(() => readRecoveryText(one))).toContain('it takes 2');
    expect(await messageOf(() => readRecoveryText(`${one}\n${one}`))).toContain('read already');
  });
});
