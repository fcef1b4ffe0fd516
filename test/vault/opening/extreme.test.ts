// A record of somebody who knows the passphrase, with a value that none could follow: it is refused alone.
import fc from 'fast-check';
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

async function poisoned(
  changes: Partial<RecordContent>,
  generation = 1,
  name: string | null = annasPc().machine.name,
) {
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
  const machine = { ...content.machine, name };
  const bad = await seal({ ...content, machine, ...changes }, { ...card, generation });
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

/** Values at every edge of what the form of a record lets stand there. */
const edgeTime = fc.constantFrom(
  ...['0000-01-01T00:00:00Z', '0000-00-00T00:00:00Z', '1970-01-01T00:00:00Z', at],
  ...['9998-12-31T23:59:59Z', '9999-01-01T00:00:00Z', '9999-12-31T23:59:59Z'],
  ...['9999-99-99T99:99:99Z', '2027-02-30T00:00:00Z', '2026-12-31T24:00:00Z'],
);
const edgeNumber = fc.constantFrom(
  ...[1, 2, 2 ** 31, 2 ** 32, 2 ** 52 - 1, 2 ** 52, 2 ** 52 + 1],
  Number.MAX_SAFE_INTEGER,
);
const edgeGeneration = fc.constantFrom(
  ...[1, 2, 2 ** 31, 2 ** 32 - 2 ** 16 - 1, 2 ** 32 - 2 ** 16, 2 ** 32 - 2 ** 16 + 1],
  2 ** 32 - 1,
);
const edgeContent = fc.record({
  takenAt: edgeTime,
  sequence: edgeNumber,
  generation: edgeGeneration,
  previous: fc.constantFrom(null, '0'.repeat(32), 'f'.repeat(32)),
  clock: fc.option(edgeTime, { nil: undefined }),
  installedAt: fc.option(edgeTime),
  lastSeen: fc.option(edgeTime),
  removedAt: fc.option(edgeTime),
  name: fc.constantFrom(
    null,
    '',
    '__proto__',
    'constructor',
    'toString',
    '\u0000',
    'x'.repeat(5000),
  ),
});

describe('a record of somebody who knows the passphrase', () => {
  it('stops no later push, whatever stands in it, and the push is what a pull gives', async () => {
    await fc.assert(
      fc.asyncProperty(edgeContent, async (edge) => {
        const { generation, clock, installedAt, lastSeen, removedAt, name, ...rest } = edge;
        const base = annasPc();
        const removal = { keyDigest: null, product: 'x', productRef: null, lastFive: null };
        const changes = {
          ...rest,
          ...(clock === undefined ? {} : { clock }),
          os: { ...base.os, installedAt },
          licences: base.licences.map((one) => ({ ...one, lastSeen })),
          ...(removedAt === null
            ? {}
            : { removed: [{ ...removal, productId: null, partNumber: null, removedAt }] }),
        };
        const { place, pc } = await poisoned(changes, generation, name);
        for (let push = 0; push < 2; push += 1) {
          const { outcomes, records } = await pushFrom(pc, [place], { derive, force: true });
          expect(outcomes.map(({ state }) => state)).toEqual(['verified']);
          const { opened } = await pullFrom([place], { derive });
          expect(opened.map((one) => one.name)).toContain(records[0]?.name);
          expect(isTime(records[0]?.content.takenAt ?? '')).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  }, 300_000);
});
