import { describe, expect, it } from 'vitest';
import { toHex } from '../../src/bytes.js';
import {
  asPassphraseKey,
  checkWriterCost,
  derivePassphraseKey,
  writerCost,
} from '../../src/crypto/kdf.js';
import { refusal } from '../support/refusal.js';

describe('the derivation', () => {
  it.each([
    { ops: 0, memoryMiB: 8 },
    { ops: 11, memoryMiB: 8 },
    { ops: 1, memoryMiB: 7 },
    { ops: 1, memoryMiB: 1025 },
    { ops: 5, memoryMiB: 820 },
    { ops: 1.5, memoryMiB: 8 },
    { ops: 1, memoryMiB: 2 ** 40 },
    { ops: Number.NaN, memoryMiB: 8 },
  ])('refuses $ops passes over $memoryMiB MiB before it allocates', async (cost) => {
    const attempt = () => derivePassphraseKey(new Uint8Array(1), new Uint8Array(16), cost);
    expect(await refusal(attempt)).toBe('COST_REFUSED');
  });

  it('gives another key for another passphrase, salt or cost', async () => {
    const keys = await Promise.all([
      derivePassphraseKey(new Uint8Array(1), new Uint8Array(16), { ops: 1, memoryMiB: 8 }),
      derivePassphraseKey(new Uint8Array(2), new Uint8Array(16), { ops: 1, memoryMiB: 8 }),
      derivePassphraseKey(new Uint8Array(1), new Uint8Array(16).fill(1), { ops: 1, memoryMiB: 8 }),
      derivePassphraseKey(new Uint8Array(1), new Uint8Array(16), { ops: 2, memoryMiB: 8 }),
      derivePassphraseKey(new Uint8Array(1), new Uint8Array(16), { ops: 1, memoryMiB: 9 }),
    ]);
    expect(new Set(keys.map(toHex)).size).toBe(5);
  });

  it('costs writers 3 passes over 256 MiB, no less', async () => {
    expect(writerCost).toEqual({ ops: 3, memoryMiB: 256 });
    expect(
      await refusal(() => {
        checkWriterCost(writerCost, writerCost);
      }),
    ).toBe('accepted');
    const more = { ops: 4, memoryMiB: 1024 };
    expect(
      await refusal(() => {
        checkWriterCost(more, writerCost);
      }),
    ).toBe('accepted');
    const fewer = { ops: 2, memoryMiB: 1024 };
    expect(
      await refusal(() => {
        checkWriterCost(fewer, writerCost);
      }),
    ).toBe('COST_REFUSED');
  });

  it('takes nothing but 32 bytes for a passphrase key', async () => {
    expect(await refusal(() => asPassphraseKey(new Uint8Array(31)))).toBe('FAILURE');
    expect(await refusal(() => asPassphraseKey(new Uint8Array(32)))).toBe('accepted');
  });
});
