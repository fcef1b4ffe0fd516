import { describe, expect, it } from 'vitest';
import type { RecordName } from '../../../src/record/name.js';
import { TargetError } from '../../../src/targets/target.js';
import { mapParallel } from '../../../src/vault/places/parallel.js';
import { holdingsByTag, noneReached } from '../../../src/vault/places/reach.js';
import { named, testPlace } from '../../support/household.js';
import { reachTargets } from '../../support/reach-all.js';
import { firstTag, sealedSample, secondTag } from '../../support/sealed.js';
import { never } from '../../support/signal.js';

function sample(seed: string, tag: string, takenAt: string) {
  return sealedSample({ sizeBytes: 10, seed, tag, takenAt });
}

describe('asking every place', () => {
  it('tells those that answered from those that did not, in the order of the places', async () => {
    const away = testPlace('away', { away: true });
    const places = [testPlace('one'), away, testPlace('two', { made: false })];
    const { reached, unreached } = await reachTargets(
      places.map((place) => named(place)),
      never,
    );
    expect(reached.map(({ named: { name }, status }) => [name, status.placeId])).toEqual([
      ['one', 'one'],
      ['two', null],
    ]);
    expect(unreached.map(({ named: { name }, error }) => [name, error.code])).toEqual([
      ['away', 'UNAVAILABLE'],
    ]);
  });

  it('counts a place whose listing fails as one that did not answer', async () => {
    const place = testPlace('broken');
    place.faults = {
      list: () => {
        throw new TargetError('DENIED', 'no listing');
      },
    };
    const { unreached } = await reachTargets([named(place)], never);
    expect(unreached.map(({ error }) => error.code)).toEqual(['DENIED']);
  });

  it('leaves a place alone that lists without end', async () => {
    const place = testPlace('endless');
    place.faults = {
      list: async function* () {
        for (let n = 0; ; n += 1) {
          yield `${firstTag}/20260101T000000Z-${String(n).padStart(32, '0')}.vault` as RecordName;
          if (n % 1000 === 0) await new Promise((resolve) => setImmediate(resolve));
        }
      },
    };
    const { unreached } = await reachTargets([named(place), named(testPlace('good'))], never);
    expect(unreached.map(({ named: { name }, error }) => [name, error.code])).toEqual([
      ['endless', 'TOO_MUCH'],
    ]);
  });

  it('throws what nobody expected, and the reason of an abort', async () => {
    const place = testPlace('broken');
    place.faults = { identify: () => Promise.reject(new TypeError('a fault')) };
    await expect(reachTargets([named(place)], never)).rejects.toThrow(TypeError);
    const reason = new Error('stopped');
    const stopped = reachTargets([named(testPlace('stick'))], AbortSignal.abort(reason));
    await expect(stopped).rejects.toBe(reason);
  });

  it('throws the reason of an abort also where a place calls it a failure of its own', async () => {
    const controller = new AbortController();
    const reason = new Error('stopped');
    const place = testPlace('stick');
    place.faults = {
      identify: () => {
        controller.abort(reason);
        return Promise.reject(new TargetError('UNAVAILABLE', 'the connection was closed'));
      },
    };
    await expect(reachTargets([named(place)], controller.signal)).rejects.toBe(reason);
  });

  it('gives the error of the only place, or one that names all', async () => {
    const one = testPlace('one', { away: true });
    const two = testPlace('two', { away: true });
    expect(noneReached(await reachTargets([named(one)], never)).code).toBe('UNAVAILABLE');
    const both = noneReached(await reachTargets([named(one), named(two)], never));
    expect(both.code).toBe('NO_TARGET_REACHED');
    expect(both.message).toContain('one is not there');
    expect(both.message).toContain('two is not there');
  });
});

describe('what the places hold', () => {
  it('is sorted by PC, newest name first, each with every place that lists it', async () => {
    const old = sample('old', firstTag, '2026-01-01T00:00:00Z');
    const recent = sample('recent', firstTag, '2026-06-01T00:00:00Z');
    const other = sample('other', secondTag, '2026-03-01T00:00:00Z');
    const [a, b] = [testPlace('a'), testPlace('b')];
    for (const { name, record } of [old, recent, other]) a.held.set(name, record);
    b.held.set(old.name, old.record);
    const { reached } = await reachTargets([named(a), named(b)], never);
    const byTag = holdingsByTag(reached);
    const shown = [...byTag].map(([tag, holdings]) => [
      tag,
      holdings.map(({ name, holders }) => [name, holders.map((one) => one.named.name)]),
    ]);
    expect(Object.fromEntries(shown)).toEqual({
      [firstTag]: [
        [recent.name, ['a']],
        [old.name, ['a', 'b']],
      ],
      [secondTag]: [[other.name, ['a']]],
    });
  });
});

describe('doing many things at once', () => {
  it('keeps to the limit, and gives the results in order', async () => {
    let running = 0;
    let most = 0;
    const results = await mapParallel([5, 1, 4, 2, 3], 2, async (ms) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, ms));
      running -= 1;
      return ms * 10;
    });
    expect(results).toEqual([50, 10, 40, 20, 30]);
    expect(most).toBe(2);
    expect(await mapParallel([], 0, () => Promise.resolve(1))).toEqual([]);
  });

  it('throws the first failure after the others have ended', async () => {
    const ended: number[] = [];
    const work = async (n: number): Promise<void> => {
      if (n === 1) throw new Error('first');
      await new Promise((resolve) => setTimeout(resolve, 5));
      ended.push(n);
    };
    await expect(mapParallel([1, 2, 3], 3, work)).rejects.toThrow('first');
    expect(ended.sort()).toEqual([2, 3]);
  });
});
