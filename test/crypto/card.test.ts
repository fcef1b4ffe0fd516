import { describe, expect, it } from 'vitest';
import { type VaultCard, cardTag, newCard, verifyCardTag } from '../../src/crypto/card.js';
import { writerCost } from '../../src/crypto/kdf.js';
import { lowCostVault } from '../support/low-cost-vault.js';
import { refusal } from '../support/refusal.js';

const flip = (bytes: Uint8Array, at: number): Uint8Array =>
  bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));

describe("the vault's card", () => {
  it('starts with generation 1, fresh salt and no recovery slot', async () => {
    const [one, other] = [await newCard(writerCost), await newCard(writerCost)];
    expect(one).toMatchObject({ generation: 1, cost: writerCost, recoverySlot: null });
    expect(one.salt).toHaveLength(16);
    expect(one.salt).not.toEqual(other.salt);
  });

  it.each([true, false])('has a tag that fits it (recovery slot: %s)', async (recovery) => {
    const { card, passphraseKey } = await lowCostVault({ recovery });
    const tag = await cardTag(card, passphraseKey);
    expect(tag).toHaveLength(32);
    expect(await verifyCardTag(card, passphraseKey, tag)).toBe(true);
  });

  it('has a tag that fits no other card', async () => {
    const { card, passphraseKey } = await lowCostVault({ recovery: true });
    const tag = await cardTag(card, passphraseKey);
    const { salt } = card;
    const slot = card.recoverySlot ?? new Uint8Array(73);
    const others: VaultCard[] = [
      { ...card, generation: 2 },
      { ...card, cost: { ...card.cost, ops: 2 } },
      { ...card, cost: { ...card.cost, memoryMiB: 9 } },
      { ...card, salt: flip(salt, 15) },
      { ...card, recoverySlot: null },
      { ...card, recoverySlot: flip(slot, 1) },
      { ...card, recoverySlot: flip(slot, 72) },
    ];
    for (const other of others) {
      expect(await verifyCardTag(other, passphraseKey, tag)).toBe(false);
    }
  });

  it('has a tag that fits no other passphrase, and no other bytes', async () => {
    const { card, passphraseKey } = await lowCostVault({ recovery: false });
    const other = await lowCostVault({ recovery: false });
    const tag = await cardTag(card, passphraseKey);
    expect(await verifyCardTag(card, other.passphraseKey, tag)).toBe(false);
    expect(await verifyCardTag(card, passphraseKey, flip(tag, 31))).toBe(false);
    expect(await verifyCardTag(card, passphraseKey, tag.subarray(0, 31))).toBe(false);
    expect(await verifyCardTag(card, passphraseKey, new Uint8Array(0))).toBe(false);
  });

  it('is not valid with fields that no record could hold', async () => {
    const { card, passphraseKey } = await lowCostVault({ recovery: true });
    const invalid: VaultCard[] = [
      { ...card, generation: 0 },
      { ...card, generation: 2 ** 32 },
      { ...card, generation: 1.5 },
      { ...card, cost: { ops: 65536, memoryMiB: 8 } },
      { ...card, salt: new Uint8Array(15) },
      { ...card, recoverySlot: new Uint8Array(73) },
      { ...card, recoverySlot: new Uint8Array(72).fill(2) },
    ];
    for (const other of invalid) {
      expect(await refusal(() => cardTag(other, passphraseKey))).toBe('FAILURE');
      expect(await verifyCardTag(other, passphraseKey, new Uint8Array(32))).toBe(false);
    }
  });
});
