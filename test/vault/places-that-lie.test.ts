// Two PCs push, sync, prune, forget and change the passphrase over two honest places and one whose owner has no
// passphrase and does what he likes with it: forges backups of any generation, puts back what was there long
// ago, gives a backup under another PC's name, answers two reads differently, throws away. What is told of the
// honest places stays true, and what they hold opens, from each of them alone.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordName } from '../../src/record/name.js';
import type { MemoryPlace } from '../support/memory-target.js';
import { forgeInto } from '../support/forgery.js';
import {
  type TestPlace,
  givenPassphrase,
  heldNames,
  pushFrom,
  testPc,
  testPlace,
} from '../support/household.js';
import { annasPc, bensPc } from '../support/household-samples.js';
import { changeFrom, forgetFrom, pruneFrom, syncFrom } from '../support/upkeep.js';
import {
  type Account,
  type PcName,
  type Real,
  type Step,
  allOf,
  anyPc,
  givesBack,
  keysOfPc,
  noteForgotten,
  notePush,
  noteSync,
  pcNames,
  setKeys,
  stepOf,
} from '../support/vault-model.js';
import { note, scaled } from '../torture/support/promise.js';

const numRuns = Number(process.env['MODEL_RUNS'] ?? scaled(800, 40));

interface Beset extends Real {
  /** The places that do what they are asked to. */
  readonly honest: readonly TestPlace[];
  readonly liar: TestPlace;
  /** What the liar held at some time, to be put back. */
  readonly kept: MemoryPlace[];
  /** Names that no PC made. */
  readonly forged: Set<string>;
  /** How often the passphrase was changed. */
  changes: number;
}

const passphraseOf = ({ changes }: Beset): string => `passphrase ${changes}`;

/** Only what the honest places must is owed, and nothing of the liar's own making ever lies in them. */
async function holds(account: Account, real: Beset): Promise<void> {
  await givesBack(account, { places: real.honest, tags: real.tags }, passphraseOf(real));
  const names = real.honest.flatMap(heldNames);
  expect(names.filter((name) => real.forged.has(name))).toEqual([]);
}

const step = stepOf<Beset>(holds);

/** What the outcomes say of the honest places: the liar's own error is his. */
function honestOf(
  real: Beset,
  outcomes: readonly { target: string; error: unknown }[],
): TestPlace[] {
  const ofHonest = outcomes.filter(({ target }) => target !== real.liar.name);
  for (const { target, error } of ofHonest) expect(error, target).toBeNull();
  return allOf(real, ofHonest);
}

/** Whether there is anything yet that Anna's PC could open. */
const isBegun = (real: Beset): boolean => real.honest.some(({ held }) => held.size > 0);

/**
 * Whether there is a passphrase to tell by: where no backup is left that opens, a PC without a card, and one
 * whose card is of before a change that Anna's made, have to take it for the wrong one.
 */
function mayPush(real: Beset, pc: PcName): boolean {
  if (isBegun(real)) return true;
  const { vaults } = real.pcs[pc].state.current();
  if (vaults.length === 0) return real.liar.held.size === 0;
  return pc === 'anna' || real.changes === 0;
}

function pushStep(pc: PcName, keys: readonly string[]): Step<Beset> {
  return step(`push ${pc} ${keys.length}`, async (account, real) => {
    if (!mayPush(real, pc)) return;
    setKeys(real, pc, keys);
    const before = new Set([...real.places.flatMap(heldNames), ...real.forged]);
    const unlock = givenPassphrase(passphraseOf(real));
    const result = await pushFrom(real.pcs[pc], real.places, { force: true, unlock });
    const places = honestOf(real, result.outcomes);
    expect(places).toHaveLength(real.honest.length);
    notePush({ account, real, before }, pc, { keys, places });
  });
}

const syncStep = step('sync', async (account, real) => {
  if (!isBegun(real)) return;
  const unlock = givenPassphrase(passphraseOf(real));
  const { outcomes } = await syncFrom(real.pcs.anna, real.places, { unlock });
  noteSync(account, honestOf(real, outcomes));
});

function pruneStep(keep: number): Step<Beset> {
  return step(`prune ${keep}`, async (_, real) => {
    if (!isBegun(real)) return;
    const unlock = givenPassphrase(passphraseOf(real));
    honestOf(real, (await pruneFrom(real.pcs.anna, real.places, { keep, unlock })).outcomes);
  });
}

function forgetStep(pc: PcName): Step<Beset> {
  return step(`forget ${pc}`, async (account, real) => {
    const machine = real.tags.get(pc);
    const isThere = real.honest.some((place) =>
      heldNames(place).some((name) => name.startsWith(machine ?? '-')),
    );
    if (machine === undefined || !isThere) return;
    const unlock = givenPassphrase(passphraseOf(real));
    const { outcomes } = await forgetFrom(real.pcs.anna, real.places, { machine, unlock });
    noteForgotten({ account, real }, pc, honestOf(real, outcomes));
  });
}

const changeStep = step('change the passphrase', async (_, real) => {
  if (!isBegun(real)) return;
  const unlock = givenPassphrase(passphraseOf(real));
  const next = givenPassphrase(`passphrase ${real.changes + 1}`);
  const { outcomes } = await changeFrom(real.pcs.anna, real.places, { unlock, next });
  honestOf(real, outcomes);
  real.changes += 1;
});

/** Something that the liar does to what he holds. */
const lie = (words: string, work: (real: Beset) => Promise<void> | void): Step<Beset> =>
  step(words, async (_, real) => {
    const before = new Set(real.places.flatMap(heldNames));
    await work(real);
    for (const name of heldNames(real.liar)) if (!before.has(name)) real.forged.add(name);
    // What was there long ago is no forgery.
    for (const held of real.kept) for (const name of held.keys()) real.forged.delete(name);
  });

const forge = (pc: PcName, generation: number, count: number): Step<Beset> =>
  lie(`forge ${count} of ${pc}, generation ${generation}`, async ({ liar, tags }) => {
    await forgeInto(liar, { tag: tags.get(pc) ?? 'a'.repeat(16), count, generation });
  });

const keepCopy = lie('keep a copy', ({ liar, kept }) => {
  kept.push(new Map([...liar.held].map(([name, bytes]) => [name, bytes.slice()])));
});

const putBack = (which: number, alone: boolean): Step<Beset> =>
  lie(`put back ${which}${alone ? ' alone' : ''}`, ({ liar, kept }) => {
    const old = kept[which % Math.max(1, kept.length)];
    if (old === undefined) return;
    if (alone) liar.held.clear();
    for (const [name, bytes] of old) liar.held.set(name, bytes.slice());
  });

const misname = (which: number): Step<Beset> =>
  lie(`give ${which} under another PC's name`, ({ liar, tags }) => {
    const names = heldNames(liar);
    const name = names[which % Math.max(1, names.length)];
    const other = [...tags.values()].find((tag) => name?.startsWith(tag) === false);
    const bytes = name === undefined ? undefined : liar.held.get(name);
    if (name === undefined || bytes === undefined || other === undefined) return;
    liar.held.set(`${other}${name.slice(16)}` as RecordName, bytes);
  });

const throwAway = (which: number): Step<Beset> =>
  lie(`throw away ${which}`, ({ liar }) => {
    const names = heldNames(liar);
    const name = names[which % Math.max(1, names.length)];
    if (name !== undefined) liar.held.delete(name);
  });

/** Every second read of what it holds gives something else, or the other PC's backup. */
const twoFaced = (period: number): Step<Beset> =>
  lie(`answer each ${period}. read otherwise`, ({ liar }) => {
    let reads = 0;
    const { held } = liar;
    liar.faults = {
      get: async (name) => {
        await Promise.resolve();
        reads += 1;
        const bytes = held.get(name)?.slice() ?? new Uint8Array();
        if (reads % period !== 0) return bytes;
        const others = [...held.values()];
        const other = others[reads % Math.max(1, others.length)];
        if (other !== undefined && reads % 2 === 0) return other.slice();
        const middle = Math.floor(bytes.length / 2);
        bytes[middle] = (bytes[middle] ?? 0) ^ 1;
        return bytes;
      },
    };
  });
const oneFaced = lie('answer truly again', ({ liar }) => {
  liar.faults = {};
});

const anyPush = anyPc.chain((pc) => keysOfPc(pc).map((keys) => pushStep(pc, keys)));
const anyCount = fc.nat(20);

function begin(): { model: Account; real: Beset } {
  const honest = [testPlace('honest-1'), testPlace('honest-2')];
  const liar = testPlace('liar');
  const pcs = { anna: testPc(annasPc()), ben: testPc(bensPc()) };
  const places = [liar, ...honest];
  return {
    model: { due: new Map(), gone: new Set() },
    real: {
      ...{ pcs, places, honest, liar, tags: new Map(), kept: [], forged: new Set(), changes: 0 },
    },
  };
}

describe('a place that lies', () => {
  it('takes nothing from the honest ones, and puts nothing into them', async () => {
    const generation = fc.constantFrom(1, 2, 9, 2 ** 31, 2 ** 32 - 1);
    const steps = fc.commands(
      [
        ...[anyPush, anyPush, fc.constant(syncStep), fc.constant(changeStep)],
        fc.integer({ min: 2, max: 3 }).map(pruneStep),
        fc.constantFrom(...pcNames).map(forgetStep),
        fc.tuple(anyPc, generation, fc.integer({ min: 1, max: 6 })).map((all) => forge(...all)),
        fc.constant(keepCopy),
        fc.tuple(anyCount, fc.boolean()).map((all) => putBack(...all)),
        anyCount.map(misname),
        anyCount.map(throwAway),
        fc.integer({ min: 1, max: 3 }).map(twoFaced),
        fc.constant(oneFaced),
      ],
      { maxCommands: 16 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (given) => fc.asyncModelRun(begin, given)),
      { numRuns },
    );
    note({
      part: 'model',
      promise: 'a place that forges, replays and changes its answers costs the others nothing',
      tries: numRuns,
      failures: 0,
      measured: 'rows of up to 16 steps',
    });
  }, 1_200_000);
});
