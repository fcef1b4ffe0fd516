// A record of somebody who knows the passphrase, with a value that none could follow: it is refused alone.
import { beforeAll, describe, expect, it } from 'vitest';
import { type VaultCard, newCard } from '../../../src/crypto/card.js';
import { derivePassphraseKey } from '../../../src/crypto/kdf.js';
import { passphraseBytes } from '../../../src/crypto/passphrase.js';
import { sealRecord } from '../../../src/crypto/seal.js';
import type { RecordContent } from '../../../src/record/schema.js';
import { isTime, lastTime } from '../../../src/record/time.js';
import { lastGeneration, lastSequence } from '../../../src/vault/opening/extreme.js';
import { heldNames, pullFrom, pushFrom, testPc, testPlace } from '../../support/household.js';
import { annasPc } from '../../support/household-samples.js';
import { lowCost } from '../../support/low-cost-vault.js';

const derive = derivePassphraseKey;
let card: VaultCard;
beforeAll(async () => {
  card = await newCard(lowCost);
});

async function poisoned(changes: Partial<RecordContent>, generation = 1) {
  const place = testPlace('stick');
  const passphraseKey = await derive(passphraseBytes('test'), card.salt, card.cost);
  const seal = async (content: RecordContent, one: VaultCard): Promise<string> => {
    const options = { card: one, passphraseKey, minimumCost: lowCost };
    const { name, record } = await sealRecord(content, options);
    place.held.set(name, record);
    return name;
  };
  const pc = testPc(annasPc());
  const { records } = await pushFrom(pc, [testPlace('before')], { derive });
  const content = records[0]?.content;
  if (content === undefined) throw new Error('the push planned a record');
  const good = await seal(content, card);
  const bad = await seal({ ...content, ...changes }, { ...card, generation });
  pc.state.lose();
  return { place, pc, good, bad };
}

const [licence] = annasPc().licences;
const at = '2026-11-28T00:00:00Z';

describe('a record that leaves no room for another', () => {
  it.each<[string, Partial<RecordContent>, number]>([
    ['the last year', { takenAt: '9999-12-31T23:59:59Z' }, 1],
    ['no date', { takenAt: '9999-99-99T99:99:99Z' }, 1],
    ['a 30th of February', { takenAt: '2027-02-30T00:00:00Z' }, 1],
    ['the largest number', { takenAt: at, sequence: Number.MAX_SAFE_INTEGER }, 1],
    ['the highest generation', { takenAt: at }, 2 ** 32 - 1],
    [
      'a licence seen at no time',
      {
        takenAt: at,
        licences: licence === undefined ? [] : [{ ...licence, lastSeen: '9999-99-99T99:99:99Z' }],
      },
      1,
    ],
  ])(
    'with %s is refused by name, and stops neither a pull nor pushes',
    async (_what, changes, generation) => {
      const { place, pc, good, bad } = await poisoned(changes, generation);
      const { opened, failed } = await pullFrom([place], { derive });
      expect(opened.map(({ name }) => name)).toEqual([good]);
      expect(failed.map(({ name, error }) => [name, error.code])).toEqual([[bad, 'MALFORMED']]);
      for (let push = 0; push < 2; push += 1) {
        const { outcomes, records } = await pushFrom(pc, [place], { derive, force: true });
        expect(outcomes.map(({ state }) => state)).toEqual(['verified']);
        expect(records[0]?.content.sequence).toBe(push + 2);
      }
      expect(heldNames(place)).toHaveLength(4);
    },
  );

  it('is not one with the last values that there are: pushes go on from it', async () => {
    const last = { takenAt: lastTime, sequence: lastSequence };
    const { place, pc, bad } = await poisoned(last, lastGeneration);
    const { opened } = await pullFrom([place], { derive });
    expect(opened[0]?.name).toBe(bad);
    for (let push = 0; push < 2; push += 1) {
      const { outcomes } = await pushFrom(pc, [place], { derive, force: true });
      expect(outcomes.map(({ state }) => state)).toEqual(['verified']);
    }
  });
});

it.each([
  ['2026-11-21T19:55:01Z', true],
  ['2028-02-29T00:00:00Z', true],
  ['2027-02-29T00:00:00Z', false],
  ['2027-01-01T24:00:00Z', false],
  ['2027-01-01T23:59:60Z', false],
  ['2027-13-01T00:00:00Z', false],
  ['', false],
])('%j is a time: %s', (text, is) => {
  expect(isTime(text)).toBe(is);
});
