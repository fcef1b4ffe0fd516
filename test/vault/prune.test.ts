// Older records go, in each place by itself; whatever did not open, lies damaged or is needed stays.
import { describe, expect, it } from 'vitest';
import { removalStatus } from '../../src/report/upkeep-report.js';
import { TargetError } from '../../src/targets/target.js';
import { damage, forgeInto } from '../support/forgery.js';
import {
  type TestPc,
  type TestPlace,
  heldNames,
  pullFrom,
  pushFrom,
  runLog,
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
import { pruneFrom } from '../support/upkeep.js';

const { ownWindows, ownOffice } = productKeys;

/** Five backups of one PC in both places. */
async function five(): Promise<{ anna: TestPc; a: TestPlace; b: TestPlace }> {
  const [anna, a, b] = [testPc(annasPc()), testPlace('a'), testPlace('b')];
  for (let i = 0; i < 5; i += 1) await pushFrom(anna, [a, b], { force: true });
  return { anna, a, b };
}

describe('a prune', () => {
  it('leaves the newest so many in each place, after a yes', async () => {
    const { anna, a, b } = await five();
    const names = heldNames(a);
    const told: string[] = [];
    const result = await pruneFrom(anna, [a, b], {
      keep: 3,
      confirm: (pcs) => {
        for (const { places } of pcs)
          for (const { target, go, stay } of places)
            told.push(`${target} ${go.length} ${stay.length}`);
        expect(a.held.size).toBe(5);
        return Promise.resolve();
      },
    });
    expect(told).toEqual(['a 2 3', 'b 2 3']);
    for (const place of [a, b]) expect(heldNames(place)).toEqual(names.slice(2));
    expect(result.outcomes.map(({ state, removed }) => [state, removed])).toEqual([
      ['removed', names.slice(0, 2)],
      ['removed', names.slice(0, 2)],
    ]);
    expect(removalStatus(result.outcomes)).toBe(0);
  });

  it('without a yes, or in a dry run, removes nothing', async () => {
    const { anna, a, b } = await five();
    const confirm = (): Promise<void> => Promise.reject(new TargetError('DENIED', 'no'));
    expect(await refusal(() => pruneFrom(anna, [a, b], { confirm }))).toBe('DENIED');
    const result = await pruneFrom(anna, [a, b], { isDryRun: true, confirm });
    expect(result.outcomes.map(({ state, removed }) => [state, removed.length])).toEqual([
      ['would-remove', 3],
      ['would-remove', 3],
    ]);
    expect(a.held.size).toBe(5);
  });

  it('asks for nothing where there is nothing to remove', async () => {
    const { anna, a, b } = await five();
    const confirm = (): Promise<void> => Promise.reject(new Error('nothing was to be confirmed'));
    const { outcomes, pcs } = await pruneFrom(anna, [a, b], { keep: 5, confirm });
    expect(pcs).toEqual([]);
    expect(outcomes.map(({ state }) => state)).toEqual(['unchanged', 'unchanged']);
  });

  it.each(['first', 'last'])('counts what lies whole in the place itself, named %s', async (at) => {
    const { anna, a, b } = await five();
    const names = heldNames(a);
    // The place missed one of the newest, and another of them has gone bad in it.
    a.held.delete(names[4] ?? '');
    damage(a, names[3] ?? '');
    await pruneFrom(anna, at === 'first' ? [a, b] : [b, a]);
    expect(heldNames(a)).toEqual([names[1], names[2], names[3]]);
    expect(heldNames(b)).toEqual(names.slice(3));
    const { opened } = await pullFrom([a]);
    expect(opened).toHaveLength(1);
  });

  it('keeps what does not open', async () => {
    const { anna, a } = await five();
    const [tag = ''] = heldNames(a).map((name) => name.slice(0, 16));
    await forgeInto(a, { tag, count: 2 });
    const forged = heldNames(a).slice(-2);
    await pruneFrom(anna, [a]);
    for (const name of forged) expect(a.held.has(name)).toBe(true);
    expect(a.held.size).toBe(4);
  });

  it('keeps an older record whose key no newer one has', async () => {
    const [anna, a, b] = [testPc(annasPc()), testPlace('a'), testPlace('b')];
    await pushFrom(anna, [a, b]);
    // Pushed to one place with a key more, by a PC that lost its state, while the next two knew nothing of it.
    a.away = true;
    const more = annasPc([foundLicence(ownWindows), foundLicence(ownOffice)]);
    await pushFrom({ ...testPc(more), clock: anna.clock }, [b]);
    const [odd = ''] = heldNames(b).filter((name) => !a.held.has(name));
    const record = b.held.get(odd);
    b.held.delete(odd);
    a.away = false;
    anna.clock = new Date(anna.clock.getTime() + 600_000);
    for (let i = 0; i < 3; i += 1) await pushFrom(anna, [a, b], { force: true });
    if (record !== undefined) a.held.set(odd, record);
    const { pcs } = await pruneFrom(anna, [a, b]);
    expect(pcs[0]?.places[0]?.needed).toEqual([odd]);
    expect(heldNames(a)).toContain(odd);
    expect(heldNames(b)).toHaveLength(2);
  });

  it('is of one PC where that is named, and of all else', async () => {
    const { anna, a, b } = await five();
    const ben = testPc(bensPc());
    for (let i = 0; i < 3; i += 1) await pushFrom(ben, [a, b], { force: true });
    await pruneFrom(anna, [a, b], { machine: 'BEN-PC' });
    expect(a.held.size).toBe(7);
    await pruneFrom(anna, [a, b]);
    expect(a.held.size).toBe(4);
    expect(await refusal(() => pruneFrom(anna, [a, b], { machine: 'nobody' }))).toBe('USAGE');
  });

  it.each([1, 0, -3, 2.5, Number.NaN])('refuses to keep %s', async (keep) => {
    const { anna, a, b } = await five();
    expect(await refusal(() => pruneFrom(anna, [a, b], { keep }))).toBe('USAGE');
    expect(a.held.size).toBe(5);
  });

  it('removes nothing where what is to stay has changed since it was looked at', async () => {
    const { anna, a, b } = await five();
    const [newest = ''] = heldNames(a).slice(-1);
    const result = await pruneFrom(anna, [a, b], {
      confirm: () => {
        damage(a, newest);
        return Promise.resolve();
      },
    });
    expect(result.outcomes.map(({ error }) => error?.code)).toEqual(['DAMAGED', undefined]);
    expect(a.held.size).toBe(5);
    expect(b.held.size).toBe(2);
    expect(removalStatus(result.outcomes)).toBe(3);
  });

  it('fails one place alone, tells what went there, and finishes when it is run again', async () => {
    const { anna, a, b } = await five();
    let left = 1;
    a.faults = {
      remove: (name) => {
        left -= 1;
        if (left < 0) return Promise.reject(new TargetError('UNAVAILABLE', 'pulled out'));
        a.held.delete(name);
        return Promise.resolve();
      },
    };
    const log = runLog();
    const result = await pruneFrom(anna, [a, b], { log });
    expect(result.outcomes.map(({ state, removed }) => [state, removed.length])).toEqual([
      ['failed', 1],
      ['removed', 3],
    ]);
    a.faults = {};
    await pruneFrom(anna, [a, b]);
    expect(heldNames(a)).toEqual(heldNames(b));
  });

  it('names a place that is away, or of others, and does the rest', async () => {
    const { anna, a, b } = await five();
    const foreign = testPlace('foreign');
    await forgeInto(foreign, { tag: 'c'.repeat(16), count: 4 });
    b.away = true;
    const result = await pruneFrom(anna, [a, b, foreign]);
    expect(result.outcomes.map(({ error }) => error?.code)).toEqual([
      ...[undefined, 'UNAVAILABLE', 'WRONG_PASSPHRASE'],
    ]);
    expect([a.held.size, foreign.held.size]).toEqual([2, 4]);
    const { opened } = await pullFrom([a]);
    expect(keysOf(opened[0]?.content.licences ?? [])).toEqual([ownWindows]);
  });
});
