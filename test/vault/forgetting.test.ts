// Passphrases and keys as bytes, after the operation that they were for.
import { describe, expect, it } from 'vitest';
import type { PassphraseKey } from '../../src/crypto/kdf.js';
import { forgetting } from '../../src/vault/forgetting.js';
import type { OwnPassphrase } from '../../src/vault/opening/unlock-with.js';
import type { VaultRun } from '../../src/vault/run.js';
import { never } from '../support/signal.js';

const cost = { ops: 1, memoryMiB: 8 };

/** The bytes that the operation saw, as they are after it. */
async function seenBy(end: () => Promise<void>): Promise<Uint8Array[]> {
  const seen: Uint8Array[] = [];
  const unlock: OwnPassphrase = {
    ...{ kind: 'passphrase', isTyped: false },
    ask: () => Promise.resolve(Uint8Array.of(1, 2, 3)),
  };
  const derive = (): Promise<PassphraseKey> =>
    Promise.resolve(new Uint8Array(32).fill(7) as PassphraseKey);
  const run = { effects: { derive } } as unknown as VaultRun;
  const operate = forgetting(run, async ({ effects }, request: { unlock: OwnPassphrase }) => {
    const passphrase = await request.unlock.ask('existing', never);
    const key = await effects.derive(passphrase, new Uint8Array(16), cost);
    seen.push(passphrase, key);
    expect([passphrase[0], key[0]]).toEqual([1, 7]);
    await end();
  });
  await operate({ unlock }).catch(() => undefined);
  return seen;
}

describe('after an operation', () => {
  it.each([
    ['that went well', (): Promise<void> => Promise.resolve()],
    ['that failed', (): Promise<void> => Promise.reject(new Error('failed'))],
  ])('%s no passphrase and no derived key is left', async (_, end) => {
    const seen = await seenBy(end);
    expect(seen.map((bytes) => bytes.length)).toEqual([3, 32]);
    expect(seen.every((bytes) => bytes.every((byte) => byte === 0))).toBe(true);
  });
});
