import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/bytes.js';
import { newCard } from '../../src/crypto/card.js';
import { readSections, readSlot, slotBytes } from '../../src/crypto/header.js';
import { parseSealedRecord } from '../../src/crypto/inspect.js';
import { writerCost } from '../../src/crypto/kdf.js';
import { openRecord, unlockWithRecoveryCode } from '../../src/crypto/open.js';
import { makeRecoveryCode } from '../../src/crypto/recovery-code.js';
import { sealRecord } from '../../src/crypto/seal.js';
import { unwrapFileKey } from '../../src/crypto/slot.js';
import { parseRecordName } from '../../src/record/name.js';
import { anyContent } from '../support/any-content.js';
import { lowCost, lowCostVault } from '../support/low-cost-vault.js';
import { refusal } from '../support/refusal.js';
import { sixKeyContent, smallContent } from '../support/sample-content.js';

describe('sealing a record', () => {
  it('opens to the same content, whatever that is', async () => {
    const vault = await lowCostVault({ recovery: true });
    await fc.assert(
      fc.asyncProperty(anyContent, async (content) => {
        const { name, record } = await vault.seal(content);
        const parsed = await parseSealedRecord(record, { name });
        expect(await openRecord(parsed, vault.passphraseKey)).toEqual(content);
      }),
      { numRuns: 200 },
    );
  });

  it('opens to the same content by the recovery code', async () => {
    const vault = await lowCostVault({ recovery: true });
    const { name, record } = await vault.seal(sixKeyContent);
    const parsed = await parseSealedRecord(record, { name });
    const unlocked = await unlockWithRecoveryCode(parsed, vault.code);
    expect(toHex(unlocked)).toBe(toHex(vault.passphraseKey));
    expect(await openRecord(parsed, unlocked)).toEqual(sixKeyContent);
  });

  it('fits six keys and two slots into one Windows credential and one QR code', async () => {
    const vault = await lowCostVault({ recovery: true });
    const { record } = await vault.seal(sixKeyContent);
    expect(record.length).toBe(1826);
    expect(record.length).toBeLessThan(1920);
  });

  it('names the record by its PC, time and bytes', async () => {
    const vault = await lowCostVault({ recovery: false });
    const { name } = await vault.seal(smallContent);
    expect(parseRecordName(name)).toMatchObject({
      tag: smallContent.machine.tag,
      takenAt: smallContent.takenAt,
    });
  });

  it('makes file key, nonces and record id anew for each record', async () => {
    const vault = await lowCostVault({ recovery: false });
    const parts = async () => {
      const { record, recordId } = await vault.seal(smallContent);
      const slot = slotBytes(record, 0);
      const fileKey = await unwrapFileKey(slot, vault.passphraseKey, vault.card);
      const { nonce } = readSlot(slot);
      const { payloadNonce } = readSections(record, 1);
      return [recordId, toHex(fileKey ?? new Uint8Array(0)), toHex(nonce), toHex(payloadNonce)];
    };
    const records = [await parts(), await parts(), await parts()];
    for (let part = 0; part < 4; part += 1) {
      const values = records.map((each) => each[part]);
      expect(new Set([...values, '00'.repeat(24), '00'.repeat(32)]).size).toBe(5);
    }
  });

  it('keeps a record id that it is given', async () => {
    const vault = await lowCostVault({ recovery: false });
    const recordId = '000102030405060708090a0b0c0d0e0f';
    const sealed = await vault.seal(smallContent, fromHex(recordId) ?? undefined);
    const { header } = await parseSealedRecord(sealed.record);
    expect([sealed.recordId, header.recordId]).toEqual([recordId, recordId]);
  });

  it('shows the card of its vault in the header', async () => {
    const vault = await lowCostVault({ recovery: true });
    const { record } = await vault.seal(smallContent);
    const { card, header } = await parseSealedRecord(record);
    expect(card).toEqual(vault.card);
    expect(header).toMatchObject({ generation: 1, cost: lowCost, slots: 2 });
  });

  it('refuses a card of less than the cost of writers', async () => {
    const { card, passphraseKey } = await lowCostVault({ recovery: false });
    const costs = [lowCost, { ...writerCost, ops: 2 }, { ...writerCost, memoryMiB: 255 }];
    for (const cost of costs) {
      const attempt = () => sealRecord(smallContent, { card: { ...card, cost }, passphraseKey });
      expect(await refusal(attempt)).toBe('COST_REFUSED');
    }
  });

  it('refuses a cost that no reader would accept', async () => {
    const { card, passphraseKey } = await lowCostVault({ recovery: false });
    const cost = { ops: 11, memoryMiB: 512 };
    const attempt = () => sealRecord(smallContent, { card: { ...card, cost }, passphraseKey });
    expect(await refusal(attempt)).toBe('COST_REFUSED');
    expect(await refusal(() => newCard(cost))).toBe('COST_REFUSED');
  });

  it('refuses content that is not valid', async () => {
    const vault = await lowCostVault({ recovery: false });
    expect(await refusal(() => vault.seal({ ...smallContent, sequence: 0 }))).toBe('MALFORMED');
  });

  it('refuses more than a record can hold', async () => {
    const vault = await lowCostVault({ recovery: false });
    const inflatesTooFar = { ...smallContent, note: 'x'.repeat(8 * 1024 * 1024) };
    const sealsTooLong = { ...smallContent, note: randomBytes(1200 * 1024).toString('hex') };
    expect(await refusal(() => vault.seal(inflatesTooFar))).toBe('TOO_LARGE');
    expect(await refusal(() => vault.seal(sealsTooLong))).toBe('TOO_LARGE');
  });
});

describe('opening a record', () => {
  it('refuses the passphrase of another vault', async () => {
    const [mine, other] = [
      await lowCostVault({ recovery: true }),
      await lowCostVault({ recovery: true }),
    ];
    const parsed = await parseSealedRecord((await mine.seal(smallContent)).record);
    const byPassphrase = () => openRecord(parsed, other.passphraseKey);
    const byCode = async () => unlockWithRecoveryCode(parsed, await makeRecoveryCode());
    expect(await refusal(byPassphrase)).toBe('WRONG_PASSPHRASE');
    expect(await refusal(byCode)).toBe('WRONG_PASSPHRASE');
  });

  it('does not change with the bytes that the record was parsed from', async () => {
    const vault = await lowCostVault({ recovery: true });
    const bytes = new Uint8Array((await vault.seal(smallContent)).record);
    const parsed = await parseSealedRecord(bytes);
    bytes.fill(0);
    expect(await openRecord(parsed, vault.passphraseKey)).toEqual(smallContent);
  });

  it('puts no product key into a message', async () => {
    const vault = await lowCostVault({ recovery: false });
    const bad = { ...sixKeyContent, sequence: 0.5 };
    const message = await vault.seal(bad).catch((error: unknown) => String(error));
    expect(message).toContain('sequence');
    expect(message).not.toContain('3V66T');
  });
});
