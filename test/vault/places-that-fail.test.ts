// Several PCs push, and one of them syncs, prunes and forgets, over places that go away, fail in the middle
// and lose copies. What must still be openable is kept by a second, plain account: for each place the keys
// that it must give back by itself.
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { VaultError } from '../../src/errors.js';
import { TargetError } from '../../src/targets/target.js';
import { damage } from '../support/forgery.js';
import { type TestPlace, heldNames, pushFrom, testPc, testPlace } from '../support/household.js';
import { annasPc, bensPc } from '../support/household-samples.js';
import { forgetFrom, pruneFrom, syncFrom } from '../support/upkeep.js';
import {
  type Account,
  type PcName,
  type Real,
  type Step,
  allOf,
  anyPc,
  at,
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

const placeCount = 3;
const numRuns = Number(process.env['MODEL_RUNS'] ?? scaled(800, 40));

/** Lets the n-th call that changes or reads something fail, in one place; heals it when `work` has ended. */
async function withFault<Result>(
  place: TestPlace | null,
  nth: number,
  work: () => Promise<Result>,
): Promise<Result | null> {
  let calls = 0;
  const count = (): void => {
    calls += 1;
    if (calls === nth) throw new TargetError('UNAVAILABLE', 'pulled out');
  };
  if (place !== null) {
    const { held } = place;
    place.faults = {
      put: async (name, bytes) => {
        await Promise.resolve();
        count();
        held.set(name, bytes.slice());
      },
      get: async (name) => {
        await Promise.resolve();
        count();
        const bytes = held.get(name);
        if (bytes === undefined) throw new TargetError('NOT_FOUND', 'none');
        return bytes.slice();
      },
      remove: async (name) => {
        await Promise.resolve();
        count();
        held.delete(name);
      },
    };
  }
  try {
    return await work();
  } catch (error) {
    if (error instanceof VaultError) return null;
    throw error;
  } finally {
    if (place !== null) place.faults = {};
  }
}

/** Which places are away, and where the n-th call fails. */
interface Weather {
  readonly away: readonly number[];
  readonly failing: number | null;
  readonly nth: number;
}

async function inWeather<Result>(
  { places }: Real,
  { away, failing, nth }: Weather,
  work: () => Promise<Result>,
): Promise<Result | null> {
  places.forEach((place, i) => (place.away = away.includes(i)));
  const result = await withFault(failing === null ? null : (places[failing] ?? null), nth, work);
  for (const place of places) place.away = false;
  return result;
}

const step = stepOf<Real>(givesBack);

function pushStep(pc: PcName, keys: readonly string[], weather: Weather): Step {
  return step(`push ${pc} ${keys.length} ${JSON.stringify(weather)}`, async (account, real) => {
    setKeys(real, pc, keys);
    const before = new Set(real.places.flatMap(heldNames));
    const result = await inWeather(real, weather, () =>
      pushFrom(real.pcs[pc], real.places, { force: true }),
    );
    const places = allOf(real, result?.outcomes ?? []);
    notePush({ account, real, before }, pc, { keys, places });
  });
}

function syncStep(weather: Weather): Step {
  return step(`sync ${JSON.stringify(weather)}`, async (account, real) => {
    const result = await inWeather(real, weather, () => syncFrom(real.pcs.anna, real.places));
    noteSync(account, allOf(real, result?.outcomes ?? []));
  });
}

function pruneStep(keep: number, weather: Weather): Step {
  return step(`prune ${keep} ${JSON.stringify(weather)}`, async (_, real) => {
    await inWeather(real, weather, () => pruneFrom(real.pcs.anna, real.places, { keep }));
  });
}

function forgetStep(pc: PcName, weather: Weather): Step {
  return step(`forget ${pc} ${JSON.stringify(weather)}`, async (account, real) => {
    const machine = real.tags.get(pc);
    if (machine === undefined) return;
    const result = await inWeather(real, weather, () =>
      forgetFrom(real.pcs.anna, real.places, { machine }),
    );
    if (result !== null) noteForgotten({ account, real }, pc, allOf(real, result.outcomes));
  });
}

/** A copy rots: its place need not give back what its PC has, until a sync has said that it does again. */
function rotStep(where: number, which: number): Step {
  return step(`rot ${where} ${which}`, (account, real) => {
    const place = real.places[where];
    const names = place === undefined ? [] : heldNames(place);
    const name = names[which % Math.max(1, names.length)];
    if (place === undefined || name === undefined) return Promise.resolve();
    damage(place, name);
    for (const pc of pcNames)
      if (real.tags.get(pc) === name.slice(0, 16)) account.due.delete(at(place, pc));
    return Promise.resolve();
  });
}

const anyWeather: fc.Arbitrary<Weather> = fc.record({
  away: fc.subarray([0, 1, 2], { maxLength: 2 }),
  failing: fc.option(fc.nat(placeCount - 1)),
  nth: fc.integer({ min: 1, max: 12 }),
});
const anyPush = anyPc.chain((pc) =>
  fc.tuple(keysOfPc(pc), anyWeather).map(([keys, weather]) => pushStep(pc, keys, weather)),
);

describe('places that go away, fail and rot', () => {
  it('give back what was stored in them, whatever was pushed, synced, pruned and forgotten', async () => {
    const steps = fc.commands(
      [
        anyPush,
        anyPush,
        anyWeather.map(syncStep),
        fc.tuple(fc.integer({ min: 2, max: 3 }), anyWeather).map((given) => pruneStep(...given)),
        fc.tuple(anyPc, anyWeather).map((given) => forgetStep(...given)),
        fc.tuple(fc.nat(placeCount - 1), fc.nat(20)).map((given) => rotStep(...given)),
      ],
      { maxCommands: 14 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (given) => {
        const setup = () => {
          const places = Array.from({ length: placeCount }, (_, i) => testPlace(`place-${i}`));
          const pcs = { anna: testPc(annasPc()), ben: testPc(bensPc()) };
          const real: Real = { pcs, places, tags: new Map() };
          return { model: { due: new Map(), gone: new Set<string>() } as Account, real };
        };
        await fc.asyncModelRun(setup, given);
      }),
      { numRuns },
    );
    const promise =
      'pushes, syncs, prunes and forgettings over places that go away, fail and rot lose nothing that was stored';
    note({
      part: 'model',
      promise,
      tries: numRuns,
      failures: 0,
      measured: 'rows of up to 14 steps',
    });
  }, 1_200_000);
});
