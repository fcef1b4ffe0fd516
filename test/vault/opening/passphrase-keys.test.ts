import { describe, expect, it } from 'vitest';
import type { VaultCard } from '../../../src/crypto/card.js';
import { type DeriveKey, asPassphraseKey } from '../../../src/crypto/kdf.js';
import { askedOnce } from '../../../src/vault/opening/unlock-with.js';
import { typedPassphrase } from '../../support/household.js';
import {
  heldKeys,
  derivedKeys,
  passphraseKeys,
  saltName,
  saltOrder,
} from '../../../src/vault/opening/passphrase-keys.js';

function card(salt: number, memoryMiB = 8): VaultCard {
  const bytes = new Uint8Array(16).fill(salt);
  return { generation: 1, cost: { ops: 1, memoryMiB }, salt: bytes, recoverySlot: null };
}

const key = asPassphraseKey(new Uint8Array(32));
const passphrase = (): Promise<Uint8Array> => Promise.resolve(new Uint8Array(1));

function counted(): { derive: DeriveKey; derived: number[] } {
  const derived: number[] = [];
  const derive: DeriveKey = (_passphrase, salt) => {
    derived.push(salt[0] ?? -1);
    return Promise.resolve(key);
  };
  return { derive, derived };
}

describe('the keyring of a run', () => {
  it('derives once for each salt, also when asked many times at once', async () => {
    const { derive, derived } = counted();
    const keyring = derivedKeys(derive, passphrase);
    const keys = await Promise.all([1, 1, 2, 1, 2].map((salt) => keyring.keyFor(card(salt))));
    expect(keys).toEqual([key, key, key, key, key]);
    expect(derived).toEqual([1, 2]);
  });

  it('takes the same salt at another cost for another one', async () => {
    const { derive, derived } = counted();
    const keyring = derivedKeys(derive, passphrase);
    await keyring.keyFor(card(1, 8));
    await keyring.keyFor(card(1, 16));
    expect(derived).toEqual([1, 1]);
    expect(saltName(card(1, 8))).not.toBe(saltName(card(1, 16)));
  });

  it('derives four foreign salts, and no fifth', async () => {
    const { derive, derived } = counted();
    const keyring = derivedKeys(derive, passphrase);
    keyring.add(card(9), key);
    expect(await keyring.keyFor(card(9))).toBe(key);
    const keys = [];
    for (const salt of [1, 2, 3, 4, 5, 1]) keys.push(await keyring.keyFor(card(salt)));
    expect(keys).toEqual([key, key, key, key, null, key]);
    expect(derived).toEqual([1, 2, 3, 4]);
  });

  it('derives one at a time', async () => {
    let running = 0;
    const derive: DeriveKey = async () => {
      running += 1;
      expect(running).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return key;
    };
    const keyring = derivedKeys(derive, passphrase);
    await Promise.all([1, 2, 3].map((salt) => keyring.keyFor(card(salt))));
  });

  it('goes on with the next salt when one cannot be derived, and does not try it again', async () => {
    let failures = 0;
    const derive: DeriveKey = (_passphrase, salt) => {
      if (salt[0] !== 1) return Promise.resolve(key);
      failures += 1;
      return Promise.reject(new Error('no memory'));
    };
    const keyring = derivedKeys(derive, passphrase);
    await expect(keyring.keyFor(card(1))).rejects.toThrow('no memory');
    expect(await keyring.keyFor(card(2))).toBe(key);
    await expect(keyring.keyFor(card(1))).rejects.toThrow('no memory');
    expect(failures).toBe(1);
  });

  it('asks for the passphrase once', async () => {
    let asked = 0;
    const unlock = askedOnce(typedPassphrase(() => (asked += 1)));
    const { signal } = new AbortController();
    const { derive } = counted();
    const keys = passphraseKeys(unlock, { derive, purpose: 'existing', signal });
    await Promise.all([1, 2, 3].map((salt) => keys.keyFor(card(salt))));
    expect(asked).toBe(1);
  });

  it('has the one key that the PC remembers, and derives nothing beside it', async () => {
    const { derive, derived } = counted();
    const unlock = { kind: 'remembered', ...card(1), passphraseKey: key } as const;
    const { signal } = new AbortController();
    const keys = passphraseKeys(unlock, { derive, purpose: 'existing', signal });
    expect(await keys.keyFor(card(1))).toBe(key);
    expect(await keys.keyFor(card(2))).toBeNull();
    expect(derived).toEqual([]);
  });

  it('derives nothing where a recovery code is the only way in', async () => {
    const keyring = heldKeys('no');
    expect(await keyring.keyFor(card(1))).toBeNull();
    keyring.add(card(1), key);
    expect(await keyring.keyFor(card(1))).toBe(key);
  });
});

describe('the order of salts', () => {
  it.each<[string, string[][], string[]]>([
    ['nothing', [], []],
    ['the most frequent first', [['a', 'b', 'b']], ['b', 'a']],
    ['the newest first among equals', [['a', 'b']], ['a', 'b']],
    [
      'each place in turn',
      [['x1', 'x2', 'x3', 'x4', 'x5'], ['good']],
      ['x1', 'good', 'x2', 'x3', 'x4', 'x5'],
    ],
    ['each once', [['a', 'b'], ['b', 'a'], ['a']], ['a', 'b']],
  ])('is %s', (_what, salts, order) => {
    expect(saltOrder(salts)).toEqual(order);
  });
});
