import { describe, expect, it } from 'vitest';
import { unwrapEarlierKey, wrapEarlierKey } from '../../src/crypto/earlier-key.js';
import { asPassphraseKey } from '../../src/crypto/kdf.js';

const [earlier, later, other] = [1, 2, 3].map((n) =>
  asPassphraseKey(new Uint8Array(32).fill(n)),
) as [
  ReturnType<typeof asPassphraseKey>,
  ReturnType<typeof asPassphraseKey>,
  ReturnType<typeof asPassphraseKey>,
];
const binding = { cost: { ops: 3, memoryMiB: 256 }, salt: new Uint8Array(16).fill(9) };

describe('an earlier key', () => {
  it('comes back under the key that followed it, of 72 bytes', async () => {
    const wrapped = await wrapEarlierKey(earlier, later, binding);
    expect(wrapped).toHaveLength(72);
    expect(await unwrapEarlierKey(wrapped, later, binding)).toEqual(earlier);
  });

  it('does not come back under another key, salt or cost, or changed', async () => {
    const wrapped = await wrapEarlierKey(earlier, later, binding);
    const flipped = wrapped.map((byte, i) => (i === 40 ? byte ^ 1 : byte));
    const salt = new Uint8Array(16);
    const cost = { ops: 2, memoryMiB: 256 };
    expect(await unwrapEarlierKey(wrapped, other, binding)).toBeNull();
    expect(await unwrapEarlierKey(flipped, later, binding)).toBeNull();
    expect(await unwrapEarlierKey(wrapped, later, { ...binding, salt })).toBeNull();
    expect(await unwrapEarlierKey(wrapped, later, { ...binding, cost })).toBeNull();
    expect(await unwrapEarlierKey(wrapped.subarray(1), later, binding)).toBeNull();
  });
});
