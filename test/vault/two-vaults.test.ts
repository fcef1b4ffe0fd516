// Two vaults of one passphrase become one: made at the same moment, or in places begun apart. Every PC takes the
// same card, whichever comes first, and what was sealed under another is sealed again.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RecoveryCode, makeRecoveryCode } from '../../src/crypto/recovery-code.js';
import { inCardOrder } from '../../src/vault/planning/card-choice.js';
import {
  type TestPc,
  type TestPlace,
  givenCode,
  givenPassphrase,
  listFrom,
  pullFrom,
  pushFrom,
  runLog,
  statusOn,
  testPc,
  testPlace,
} from '../support/household.js';
import {
  annasPc,
  bensPc,
  foundLicence,
  keysOf,
  productKeys,
} from '../support/household-samples.js';
import { refusal } from '../support/refusal.js';
import { syncFrom } from '../support/upkeep.js';

const { ownWindows, ownOffice } = productKeys;

function withCode(code: RecoveryCode): { newCode: () => Promise<RecoveryCode> } {
  return { newCode: () => Promise.resolve(code) };
}

/** A third PC. */
function carlasPc(): TestPc {
  const snapshot = annasPc();
  const machine = { ...snapshot.machine, name: 'CARLA-PC', serial: 'C-3', uuid: null };
  const os = {
    ...snapshot.os,
    machineGuid: 'cccccccc-0000-4000-8000-000000000003',
    productId: null,
  };
  return testPc({ ...snapshot, machine, os });
}

/** Puts what each holds into the other: what two first pushes at the same moment come to. */
function joined(...places: readonly TestPlace[]): void {
  for (const from of places)
    for (const to of places) for (const [name, bytes] of from.held) to.held.set(name, bytes);
}

function saltOf(pc: TestPc): string | undefined {
  return pc.state.current().vaults[0]?.card.salt;
}

/** The salts of the records that the place holds, each once. */
function saltsIn(place: TestPlace): Set<string> {
  return new Set(
    [...place.held.values()].map((bytes) => Buffer.from(bytes.subarray(40, 56)).toString('hex')),
  );
}

describe('two vaults made at the same moment', () => {
  it.each(['anna', 'ben'])('are one after the pushes that follow, %s first', async (who) => {
    const [anna, ben, a, b] = [testPc(annasPc()), testPc(bensPc()), testPlace('a'), testPlace('b')];
    await pushFrom(anna, [a]);
    await pushFrom(ben, [b]);
    joined(a, b);
    const order = who === 'anna' ? [anna, ben] : [ben, anna];
    // The place is the same one: whatever Ben noted of it is of this place.
    for (const pc of [...order, ...order]) await pushFrom(pc, [a]);
    expect(saltsIn(a)).toEqual(new Set([saltOf(anna)]));
    expect(saltOf(ben)).toBe(saltOf(anna));
    const log = runLog();
    expect((await pullFrom([a], { log })).opened).toHaveLength(2);
    expect(log.derived).toHaveLength(1);
    expect(a.held.size).toBe(2);
  });

  it('keep the recovery code of the one that has one, whatever their salts', async () => {
    for (let n = 0; n < 4; n += 1) {
      const code = await makeRecoveryCode();
      const [anna, ben] = [testPc(annasPc()), testPc(bensPc())];
      const [a, b] = [testPlace('a'), testPlace('b')];
      await pushFrom(anna, [a]);
      await pushFrom(ben, [b], withCode(code));
      joined(a, b);
      await pushFrom(anna, [a]);
      expect((await pullFrom([a], { unlock: givenCode(code) })).opened).toHaveLength(2);
    }
  });

  it('with a code each: one opens all, the other nothing, and it is said', async () => {
    const codes = [await makeRecoveryCode(), await makeRecoveryCode()] as const;
    const [anna, ben, a, b] = [testPc(annasPc()), testPc(bensPc()), testPlace('a'), testPlace('b')];
    await pushFrom(anna, [a], withCode(codes[0]));
    await pushFrom(ben, [b], withCode(codes[1]));
    joined(a, b);
    const log = runLog();
    await pushFrom(anna, [a], { log });
    expect(log.warnings.map(({ code }) => code)).toContain('recovery-code-void');
    const opened = await Promise.all(
      codes.map(async (code) => {
        const pulled = pullFrom([a], { unlock: givenCode(code) });
        return pulled.then(
          (result) => result.opened.length,
          () => 0,
        );
      }),
    );
    expect(opened.toSorted()).toEqual([0, 2]);
  });

  it('of two passphrases stay two, and nothing of the other is touched', async () => {
    const [anna, ben, a, b] = [testPc(annasPc()), testPc(bensPc()), testPlace('a'), testPlace('b')];
    const unlock = givenPassphrase('of Ben');
    await pushFrom(anna, [a]);
    await pushFrom(ben, [b], { unlock });
    const theirs = [...b.held];
    joined(a, b);
    await pushFrom(anna, [a], { force: true });
    for (const [name, bytes] of theirs) expect(a.held.get(name)).toEqual(bytes);
    await pushFrom(ben, [a], { unlock, force: true });
    expect(saltsIn(a).size).toBe(2);
  });
});

describe('places begun apart', () => {
  it('become one vault where one passphrase opens both, and stay apart where it does not', async () => {
    const [anna, ben, a, b] = [testPc(annasPc()), testPc(bensPc()), testPlace('a'), testPlace('b')];
    await pushFrom(anna, [a]);
    await pushFrom(ben, [b]);
    // Anna knows both as vaults of their own.
    await pushFrom(anna, [b]);
    expect(anna.state.current().vaults).toHaveLength(2);
    await pushFrom(anna, [a, b]);
    expect(anna.state.current().vaults).toHaveLength(1);
    expect(saltsIn(a)).toEqual(saltsIn(b));
    expect(saltsIn(a).size).toBe(1);
    expect((await listFrom([b])).opened.length).toBeGreaterThanOrEqual(2);
    const [carla, club] = [carlasPc(), testPlace('club')];
    await pushFrom(carla, [a]);
    await pushFrom(carla, [club], { unlock: { kind: 'generated', words: 'of the club' } });
    expect(await refusal(() => pushFrom(carla, [a, club]))).toBe('USAGE');
  });

  it('are brought together by a sync, and nothing of another card is copied', async () => {
    const [anna, ben, a, b] = [testPc(annasPc()), testPc(bensPc()), testPlace('a'), testPlace('b')];
    await pushFrom(anna, [a]);
    await pushFrom(ben, [b]);
    const { outcomes, records } = await syncFrom(anna, [a, b]);
    expect(records).toBe(2);
    expect(outcomes.map(({ resealed }) => resealed).toSorted()).toEqual([0, 1]);
    expect([a.held.size, b.held.size]).toEqual([2, 2]);
    expect([...a.held.keys()].toSorted()).toEqual([...b.held.keys()].toSorted());
    expect(saltsIn(a).size).toBe(1);
  });
});

describe('a PC that pushed into both', () => {
  /** Anna's PC in two vaults, each with a key that the other lacks; Ben's in the second. */
  async function apart(): Promise<{ anna: TestPc; ben: TestPc; a: TestPlace; b: TestPlace }> {
    const [anna, ben, a, b] = [testPc(annasPc()), testPc(bensPc()), testPlace('a'), testPlace('b')];
    await pushFrom(ben, [b]);
    anna.snapshot = annasPc([foundLicence(ownWindows)]);
    await pushFrom(anna, [a]);
    anna.snapshot = annasPc([foundLicence(ownOffice)]);
    await pushFrom(anna, [b]);
    return { anna, ben, a, b };
  }
  const annas = annasPc().machine.name ?? '';
  const namesOf = ({ pcs }: { pcs: readonly { name: string | null }[] }): (string | null)[] =>
    pcs.map(({ name }) => name).sort();

  it('is one PC after its next push, under one tag, with the keys of both', async () => {
    const { anna, ben: bens, a, b } = await apart();
    const log = runLog();
    await pushFrom(anna, [a, b], { log });
    expect(log.warnings).toEqual([]);
    const [pulled] = (await pullFrom([a], { machine: annas })).opened;
    expect(keysOf(pulled?.content.licences ?? []).sort()).toEqual([ownWindows, ownOffice].sort());
    expect(pulled?.content.licences.flatMap(({ cautions }) => cautions)).not.toContain(
      'same-on-other-pc',
    );
    for (const unlock of [null, givenPassphrase()]) {
      const seen = await statusOn(anna, [a, b], { unlock });
      // Of Ben it knows no more than the name of a file before it opens one.
      const ben = unlock === null ? null : 'BEN-PC';
      expect(namesOf(seen)).toEqual([annas, ben].sort());
      expect(seen.warnings).toEqual([]);
    }
    // Another PC sees one as well, and every record stays readable.
    expect((await pullFrom([a, b])).opened).toHaveLength(2);
    expect(namesOf(await statusOn(bens, [a, b], { unlock: givenPassphrase() }))).toHaveLength(2);
    const { opened } = await listFrom([a, b]);
    expect(opened).toHaveLength(4);
    expect(new Set(opened.map(({ tag }) => tag)).size).toBe(2);
    const again = await pushFrom(anna, [a, b]);
    expect(again.records.map(({ unchanged }) => unchanged)).toEqual([true]);
  });

  it('is said to be there twice until then', async () => {
    const { ben, a, b } = await apart();
    await syncFrom(ben, [a, b]);
    const { opened, warnings } = await pullFrom([a]);
    expect(opened).toHaveLength(3);
    expect(warnings.map(({ code }) => code)).toContain('pc-twice');
    const seen = await statusOn(ben, [a, b], { unlock: givenPassphrase() });
    expect(seen.warnings.map(({ code }) => code)).toContain('pc-twice');
  });

  it('is not taken for another that has the same Windows on another board', async () => {
    const { anna, a } = await apart();
    const clone = annasPc([foundLicence(ownOffice)]);
    const machine = { ...clone.machine, name: 'CLONE-PC', serial: 'C-9', uuid: null };
    await pushFrom(testPc({ ...clone, machine }), [a], { whichPc: () => Promise.resolve(null) });
    await pushFrom(anna, [a], { force: true });
    expect((await pullFrom([a])).opened).toHaveLength(2);
  });
});

describe('the order of cards', () => {
  const card = fc.record({
    generation: fc.integer({ min: 1, max: 3 }),
    cost: fc.constant({ ops: 1, memoryMiB: 8 }),
    salt: fc.integer({ min: 0, max: 5 }).map((n) => new Uint8Array(16).fill(n)),
    recoverySlot: fc.option(fc.constant(new Uint8Array(73).fill(2))),
  });

  it('gives one card first, in whatever order they are met', () => {
    fc.assert(
      fc.property(fc.array(card, { minLength: 1, maxLength: 6 }), (cards) => {
        const first = inCardOrder(cards)[0];
        expect(inCardOrder(cards.toReversed())[0]).toEqual(first);
        // What one PC has chosen among some, another chooses among what is left.
        const some = inCardOrder(cards.slice(0, 3))[0];
        const rest = some === undefined ? cards : [some, ...cards.slice(3)];
        expect(inCardOrder(rest)[0]?.generation).toBe(first?.generation);
      }),
    );
  });
});

describe('three PCs that begin apart', () => {
  const names = ['a', 'b', 'c'] as const;
  const step = fc.record({
    pc: fc.integer({ min: 0, max: 2 }),
    places: fc.subarray([...names], { minLength: 1 }),
    isSync: fc.boolean(),
  });

  it('end at one card, in any order of pushes and syncs, and every record opens', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
        const pcs = [testPc(annasPc()), testPc(bensPc()), carlasPc()];
        const places = names.map((name) => testPlace(name));
        for (const [i, pc] of pcs.entries()) await pushFrom(pc, [places[i] ?? testPlace('x')]);
        for (const { pc: at, places: to, isSync } of steps) {
          const pc = pcs[at] ?? carlasPc();
          const some = places.filter(({ name }) => (to as string[]).includes(name));
          await (isSync ? syncFrom(pc, some) : pushFrom(pc, some));
        }
        await syncFrom(pcs[0] ?? carlasPc(), places);
        for (const pc of pcs) await pushFrom(pc, places);
        for (const pc of pcs) {
          expect(saltOf(pc)).toBe(saltOf(pcs[0] ?? carlasPc()));
          expect(pc.state.current().vaults).toHaveLength(1);
        }
        for (const place of places) {
          expect([...saltsIn(place)]).toEqual([saltOf(pcs[0] ?? carlasPc())]);
          const { opened } = await pullFrom([place]);
          const there = opened.map(({ content }) => content.machine.name);
          expect(there.toSorted()).toEqual(
            pcs.map(({ snapshot }) => snapshot.machine.name).toSorted(),
          );
        }
      }),
      { numRuns: 15 },
    );
  });
});
