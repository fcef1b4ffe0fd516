import { beforeAll, describe, expect, it } from 'vitest';
import { type VaultCard, addRecoverySlot, newCard } from '../../../src/crypto/card.js';
import { derivePassphraseKey } from '../../../src/crypto/kdf.js';
import { packPayload } from '../../../src/crypto/payload.js';
import { passphraseBytes } from '../../../src/crypto/passphrase.js';
import { makeRecoveryCode } from '../../../src/crypto/recovery-code.js';
import { sealPayload, sealRecord } from '../../../src/crypto/seal.js';
import { sha256 } from '../../../src/crypto/sodium.js';
import { encodeCanonical } from '../../../src/record/canonical.js';
import { recordName } from '../../../src/record/name.js';
import type { RecordContent } from '../../../src/record/schema.js';
import {
  type TestPlace,
  heldNames,
  pullFrom,
  pushFrom,
  testPc,
  testPlace,
} from '../../support/household.js';
import { annasPc, bensPc } from '../../support/household-samples.js';
import { lowCost } from '../../support/low-cost-vault.js';
import { refusal } from '../../support/refusal.js';
import { sixKeyContent } from '../../support/sample-content.js';

// Records of several generations of one vault, all under the passphrase of givenPassphrase().
const derive = derivePassphraseKey;
const cards = new Map<number, VaultCard>();
beforeAll(async () => {
  for (const generation of [1, 2]) {
    cards.set(generation, { ...(await newCard(lowCost)), generation });
  }
});

async function sealing(generation: number) {
  const card = cards.get(generation) ?? (await newCard(lowCost));
  const passphraseKey = await derive(passphraseBytes('test'), card.salt, card.cost);
  return { card, passphraseKey, minimumCost: lowCost };
}

async function put(
  place: TestPlace,
  generation: number,
  changes: Partial<RecordContent> = {},
): Promise<string> {
  const content = { ...sixKeyContent, ...changes };
  const { name, record } = await sealRecord(content, await sealing(generation));
  place.held.set(name, record);
  return name;
}

const otherPc = {
  ...sixKeyContent.machine,
  ...{
    tag: 'b'.repeat(16),
    name: 'OTHER-PC',
    serial: 'OTHER-7',
    uuid: '3c0c9c1a-7d5e-4f0b-9a55-0d9c7c1b2a34',
  },
};

async function pulled(...places: TestPlace[]): Promise<string[]> {
  const { opened } = await pullFrom(places, { derive });
  return opened.map((record) => record.name);
}

describe('a record from before a passphrase change', () => {
  it('never stands in for one from after it, however new it claims to be', async () => {
    const current = testPlace('current');
    const retired = testPlace('retired');
    const name = await put(current, 2);
    await put(retired, 1, { takenAt: '2090-01-01T00:00:00Z', sequence: 99 });
    expect(await pulled(retired, current)).toEqual([name]);
    expect(await pulled(current, retired)).toEqual([name]);
  });

  it('does not hide the current one in the same place', async () => {
    const place = testPlace('stick');
    const name = await put(place, 2);
    await put(place, 1, { takenAt: '2090-01-01T00:00:00Z', sequence: 99 });
    // another PC shows which generation is the current one
    await put(place, 2, { machine: otherPc });
    expect(await pulled(place)).toContain(name);
  });

  it('counts where its PC has no other', async () => {
    const place = testPlace('stick');
    const name = await put(place, 1);
    await put(place, 2, { machine: otherPc });
    expect(await pulled(place)).toContain(name);
  });

  it('is carried on by one of the current generation at the next push', async () => {
    const place = testPlace('stick');
    await put(place, 1);
    await put(place, 2, { machine: { ...sixKeyContent.machine, tag: 'b'.repeat(16), uuid: 'b' } });
    const pc = testPc(annasPc(sixKeyContent.licences));
    const { records } = await pushFrom(pc, [place], {
      derive,
      whichPc: () => Promise.resolve(null),
    });
    expect(records[0]).toMatchObject({ unchanged: false });
    expect(pc.state.current().vaults[0]?.card.generation).toBe(2);
  });
});

describe('the card of a later generation', () => {
  it('is taken over from a record that opens, and what was sealed before is sealed anew', async () => {
    const place = testPlace('stick');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place], { derive });
    await put(place, 2, { machine: { ...bensPc().machine, tag: 'b'.repeat(16) } });
    const { records } = await pushFrom(pc, [place], { derive });
    expect(records.map((record) => record.unchanged)).toEqual([false]);
    expect(pc.state.current().vaults.map(({ card }) => card.generation)).toEqual([2]);
  });
});

describe('one record that was sealed twice', () => {
  it('is given once, with its recovery code, whichever name comes first', async () => {
    const { card, passphraseKey, minimumCost } = await sealing(1);
    const recordId = new Uint8Array(16).fill(7);
    const withCode = await addRecoverySlot(card, passphraseKey, await makeRecoveryCode());
    const seal = (one: VaultCard) =>
      sealRecord(sixKeyContent, { card: one, passphraseKey, recordId, minimumCost });
    for (const codeIsLast of [true, false]) {
      const place = testPlace('stick');
      const second = await seal(withCode);
      let first = await seal(card);
      while (second.name > first.name !== codeIsLast) first = await seal(card);
      for (const { name, record } of [first, second]) place.held.set(name, record);
      expect(await pulled(place)).toEqual([second.name]);
      const ben = testPc(bensPc());
      await pushFrom(ben, [place], { derive });
      expect(ben.state.current().vaults[0]?.card.recoverySlot).not.toBeNull();
    }
  });
});

describe('a record that a later version of the program wrote', () => {
  async function putLater(place: TestPlace, tag: string): Promise<void> {
    const takenAt = '2027-01-01T00:00:00Z';
    const content = { ...sixKeyContent, schema: 2, machine: { tag }, takenAt };
    const { record } = await sealPayload(
      await packPayload(encodeCanonical(content)),
      await sealing(1),
    );
    place.held.set(recordName(tag, takenAt, await sha256(record)), record);
  }

  it('is not passed over: what it holds would be lost from the newest', async () => {
    const place = testPlace('stick');
    await put(place, 1);
    await putLater(place, sixKeyContent.machine.tag);
    const attempt = pushFrom(testPc(annasPc()), [place], { derive });
    expect(await refusal(() => attempt)).toBe('UNSUPPORTED_VERSION');
    expect(heldNames(place)).toHaveLength(2);
  });

  it('may be of this PC where nothing else of its PC can be read', async () => {
    const place = testPlace('stick');
    await put(place, 1);
    await putLater(place, 'b'.repeat(16));
    const attempt = pushFrom(testPc(bensPc()), [place], { derive });
    expect(await refusal(() => attempt)).toBe('UNSUPPORTED_VERSION');
  });

  it('of another PC does not stop this one', async () => {
    const place = testPlace('stick');
    await put(place, 1);
    await putLater(place, 'b'.repeat(16));
    const { outcomes } = await pushFrom(testPc(annasPc()), [place], { derive });
    expect(outcomes.map((outcome) => outcome.state)).toEqual(['verified']);
  });

  it('stops nobody when only its header says so, which anybody can write', async () => {
    const place = testPlace('stick');
    const name = await put(place, 1);
    const forged = (place.held.get(name) ?? new Uint8Array()).slice();
    forged[8] = 2;
    const digest = await sha256(forged);
    const future = recordName(sixKeyContent.machine.tag, '2090-01-01T00:00:00Z', digest);
    place.held.set(future, forged);
    const { outcomes } = await pushFrom(testPc(annasPc()), [place], { derive });
    expect(outcomes.map((outcome) => outcome.state)).toEqual(['verified']);
  });
});
