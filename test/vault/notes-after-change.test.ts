// What this PC has noted outlives a change of the passphrase, by which every record gets another name: what was
// pruned and forgotten stays so, and a key that was given once opens the next place that returns.
import { describe, expect, it } from 'vitest';
import type { StatusResult } from '../../src/vault/status.js';
import type { EarlierPassphrase } from '../../src/vault/earlier-passphrase.js';
import {
  type TestPc,
  type TestPlace,
  checkFrom,
  givenPassphrase,
  heldNames,
  listFrom,
  pushFrom,
  statusOn,
  testPc,
  testPlace,
} from '../support/household.js';
import { annasPc, bensPc, foundLicence, productKeys } from '../support/household-samples.js';
import { never } from '../support/signal.js';
import { changeFrom, forgetFrom, pruneFrom, syncFrom } from '../support/upkeep.js';

const [old, next] = [givenPassphrase(), givenPassphrase('next')];
const earlier: EarlierPassphrase = { ask: () => old.ask('existing', never) };

async function opening(place: TestPlace): Promise<number> {
  return (await listFrom([place], { unlock: next })).opened.length;
}

/** Five records of Anna's and one of Ben's, in both places, of which the second is away then. */
async function oneAway(): Promise<{ anna: TestPc; here: TestPlace; away: TestPlace }> {
  const [anna, here, away] = [testPc(annasPc()), testPlace('here'), testPlace('away')];
  const keys = [productKeys.ownWindows, ...productKeys.more].slice(0, 5);
  for (let n = 1; n <= keys.length; n += 1) {
    anna.snapshot = annasPc(keys.slice(0, n).map((key) => foundLicence(key)));
    await pushFrom(anna, [here, away]);
  }
  await pushFrom(testPc(bensPc()), [here, away]);
  away.away = true;
  return { anna, here, away };
}

describe('a place that returns after a change', () => {
  it('is told as sealed with the earlier passphrase where nothing else is asked', async () => {
    const { anna, here, away } = await oneAway();
    await changeFrom(anna, [here]);
    away.away = false;
    const { state } = anna;
    const told = listFrom([away], { unlock: next, state });
    await expect(told).rejects.toThrow(/still sealed with an earlier passphrase/);
    await expect(listFrom([away], { unlock: next })).rejects.toThrow(/does not open this backup/);
    expect((await listFrom([away], { unlock: old, state })).opened).toHaveLength(6);
  });

  it('brings nothing back that was pruned before it, or after', async () => {
    for (const isBefore of [true, false]) {
      const { anna, here, away } = await oneAway();
      if (isBefore) await pruneFrom(anna, [here]);
      await changeFrom(anna, [here]);
      if (!isBefore) await pruneFrom(anna, [here], { unlock: next });
      const kept = heldNames(here);
      expect(kept).toHaveLength(3);
      away.away = false;
      await syncFrom(anna, [here, away], { unlock: next });
      expect(heldNames(here)).toEqual(kept);
      expect(await opening(away)).toBe(6);
      // It has other names by now, and the next sync knows it all the same.
      await syncFrom(anna, [here, away], { unlock: next });
      expect(heldNames(here)).toEqual(kept);
    }
  });

  it('brings nothing back where another PC has sealed it again', async () => {
    const { anna, here, away } = await oneAway();
    await pruneFrom(anna, [here]);
    await changeFrom(anna, [here]);
    const kept = heldNames(here);
    away.away = false;
    await syncFrom(testPc(bensPc()), [away], { unlock: old });
    await syncFrom(testPc(bensPc()), [here, away], { unlock: next, earlier });
    // Ben knows nothing of the prune, so his sync brings all back: Anna removes it again.
    expect(heldNames(here)).toHaveLength(6);
    await pruneFrom(anna, [here], { unlock: next });
    await syncFrom(anna, [here, away], { unlock: next });
    expect(heldNames(here)).toEqual(kept);
  });

  it('brings no PC back that was forgotten before it, or after', async () => {
    for (const isBefore of [true, false]) {
      const { anna, here, away } = await oneAway();
      const forget = (unlock: typeof old): ReturnType<typeof forgetFrom> =>
        forgetFrom(anna, [here], { machine: 'ben-pc', unlock });
      if (isBefore) await forget(old);
      await changeFrom(anna, [here]);
      if (!isBefore) await forget(next);
      const kept = heldNames(here);
      expect(kept).toHaveLength(5);
      away.away = false;
      await syncFrom(anna, [here, away], { unlock: next });
      expect(heldNames(here)).toEqual(kept);
      await pushFrom(anna, [here, away], { unlock: next, force: true });
      await syncFrom(anna, [here, away], { unlock: next });
      expect(heldNames(here)).toHaveLength(6);
    }
  });
});

describe('the status after a change', () => {
  const isBen = ({ name }: { readonly name: string | null }): boolean => name === 'BEN-PC';
  /** Anna's row, then Ben's. */
  const statesOf = ({ pcs }: StatusResult): string[][] =>
    [...pcs]
      .sort((one, other) => Number(isBen(one)) - Number(isBen(other)))
      .map(({ cells }) => cells.map(({ state }) => state));

  it('calls no copy safe that only an earlier passphrase opens: away, back, and without it', async () => {
    const { anna, here, away } = await oneAway();
    await changeFrom(anna, [here, away]);
    const places = [here, away];
    const behind = [
      ['safe', 'earlier'],
      ['safe', 'earlier'],
    ];
    // Anna has never seen what Ben has there.
    const whileAway = [behind[0], ['safe', 'none']];
    expect(statesOf(await statusOn(anna, places, { unlock: next }))).toEqual(whileAway);
    away.away = false;
    expect(statesOf(await statusOn(anna, places, { unlock: next }))).toEqual(behind);
    expect(statesOf(await statusOn(testPc(bensPc()), places, { unlock: next }))).toEqual(behind);
    // Without a passphrase she knows her own.
    expect(statesOf(await statusOn(anna, places))).toContainEqual(behind[0]);
    await pushFrom(anna, places, { unlock: next });
    const brought = behind.map(() => ['safe', 'safe']);
    expect(statesOf(await statusOn(anna, places, { unlock: next }))).toEqual(brought);
    expect(statesOf(await statusOn(anna, places))).toContainEqual(brought[0]);
  });

  it('is the same by a check, which says why', async () => {
    const { anna, here, away } = await oneAway();
    await changeFrom(anna, [here, away]);
    away.away = false;
    const { places } = await checkFrom([here, away], { unlock: next });
    expect(places.map(({ good }) => good)).toEqual([6, 0]);
    expect(places[1]?.problems.map(({ count, reason }) => [count, reason])).toEqual([
      [6, expect.stringContaining('an earlier passphrase')],
    ]);
  });
});

describe('an earlier passphrase that was given once', () => {
  /** Ben, who joined after the change, and two places that were away. */
  async function joined(): Promise<{
    ben: TestPc;
    places: readonly TestPlace[];
    third: TestPlace;
  }> {
    const [anna, ben] = [testPc(annasPc()), testPc(bensPc())];
    const [a, b, third] = ['a', 'b', 'third'].map((name) => testPlace(name)) as [
      TestPlace,
      TestPlace,
      TestPlace,
    ];
    await pushFrom(anna, [a, b, third]);
    for (const place of [b, third]) place.away = true;
    await changeFrom(anna, [a, b, third]);
    for (const place of [b, third]) place.away = false;
    await pushFrom(ben, [a], { unlock: next });
    const refused = await pushFrom(ben, [a, b, third], { unlock: next });
    expect(refused.outcomes.map(({ error }) => error?.code)).toEqual([
      undefined,
      'WRONG_PASSPHRASE',
      'WRONG_PASSPHRASE',
    ]);
    return { ben, places: [a, b, third], third };
  }

  it.each(['push', 'sync'])('to a %s opens the next place without it', async (command) => {
    const { ben, places, third } = await joined();
    const [a, b] = places.slice(0, 2) as [TestPlace, TestPlace];
    if (command === 'push') await pushFrom(ben, [a, b], { unlock: next, earlier });
    else await syncFrom(ben, [a, b], { unlock: next, earlier });
    expect(ben.state.current().vaults[0]?.earlier?.map(({ key }) => key === null)).toEqual([false]);
    const { outcomes } = await pushFrom(ben, places, { unlock: next });
    expect(outcomes.map(({ error }) => error)).toEqual([null, null, null]);
    expect(heldNames(third)).toEqual(heldNames(a));
  });

  it('is not noted where it opened nothing', async () => {
    const { ben, places } = await joined();
    const wrong = { ask: () => givenPassphrase('none').ask('existing', never) };
    await pushFrom(ben, places, { unlock: next, earlier: wrong });
    expect(ben.state.current().vaults[0]?.earlier ?? []).toEqual([]);
  });
});
