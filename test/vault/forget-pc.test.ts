// A PC is forgotten: its records go from every place, a stick that was away brings nothing back, and what it
// pushes later is taken again.
import { describe, expect, it } from 'vitest';
import { removalStatus } from '../../src/report/upkeep-report.js';
import { TargetError } from '../../src/targets/target.js';
import type { ForgottenContent } from '../../src/vault/forget-pc.js';
import { damage, forgeInto } from '../support/forgery.js';
import {
  type TestPc,
  type TestPlace,
  heldNames,
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
import { forgetFrom, syncFrom } from '../support/upkeep.js';

const { ownWindows, ownOffice, other } = productKeys;

interface Two {
  readonly anna: TestPc;
  readonly ben: TestPc;
  readonly a: TestPlace;
  readonly b: TestPlace;
  /** The names of Ben's records start with it. */
  readonly tag: string;
}

/** Two PCs, two backups of each, in both places. */
async function two(): Promise<Two> {
  const [anna, ben, a, b] = [testPc(annasPc()), testPc(bensPc()), testPlace('a'), testPlace('b')];
  await pushFrom(anna, [a, b]);
  const before = new Set(heldNames(a));
  await pushFrom(ben, [a, b]);
  const [bens = ''] = heldNames(a).filter((name) => !before.has(name));
  ben.snapshot = bensPc([foundLicence(ownOffice)]);
  await pushFrom(ben, [a, b]);
  await pushFrom(anna, [a, b], { force: true });
  return { anna, ben, a, b, tag: bens.slice(0, 16) };
}

function of(tag: string, place: TestPlace): string[] {
  return heldNames(place).filter((name) => name.startsWith(tag));
}

describe('forgetting a PC', () => {
  it('shows every key that its records hold, and removes them all, and no other', async () => {
    const { anna, a, b, tag } = await two();
    let told: ForgottenContent | null = null;
    const result = await forgetFrom(anna, [a, b], {
      machine: 'ben-pc',
      confirm: (content) => {
        told = content;
        expect(of(tag, a)).toHaveLength(2);
        return Promise.resolve();
      },
    });
    expect(told).toBe(result.forgotten);
    const { licences, records, places } = result.forgotten;
    expect([keysOf(licences), records, places]).toEqual([[ownOffice, other].sort(), 2, ['a', 'b']]);
    for (const place of [a, b]) {
      expect(of(tag, place)).toEqual([]);
      expect(place.held.size).toBe(2);
    }
    expect(removalStatus(result.outcomes)).toBe(0);
  });

  it('takes a tag, asks for a name that is there, and does nothing without a yes', async () => {
    const { anna, a, b, tag } = await two();
    expect(await refusal(() => forgetFrom(anna, [a, b], { machine: 'nobody' }))).toBe('USAGE');
    const confirm = (): Promise<void> => Promise.reject(new TargetError('DENIED', 'no'));
    expect(await refusal(() => forgetFrom(anna, [a, b], { machine: tag, confirm }))).toBe('DENIED');
    const dry = await forgetFrom(anna, [a, b], { machine: tag, confirm, isDryRun: true });
    expect(dry.outcomes.map(({ state }) => state)).toEqual(['would-remove', 'would-remove']);
    expect(of(tag, a)).toHaveLength(2);
    expect(anna.state.current().vaults[0]).not.toHaveProperty('forgotten');
    await forgetFrom(anna, [a, b], { machine: tag });
    expect(of(tag, a)).toEqual([]);
  });

  it('leaves what does not open and says so, and removes a damaged copy of what opens', async () => {
    const { anna, a, b, tag } = await two();
    await forgeInto(a, { tag, count: 1 });
    const [forged] = of(tag, a).slice(-1);
    damage(b, of(tag, b)[0] ?? '');
    const log = runLog();
    await forgetFrom(anna, [a, b], { machine: tag, log });
    expect(of(tag, a)).toEqual([forged]);
    expect(of(tag, b)).toEqual([]);
    expect(log.warnings.map(({ code }) => code)).toContain('not-forgotten');
  });

  it('does not call a place done that did not give one of them back', async () => {
    const { anna, a, b, tag } = await two();
    const [unread = ''] = of(tag, a);
    b.held.delete(unread);
    a.faults = {
      get: (name) => {
        const bytes = a.held.get(name);
        if (name === unread || bytes === undefined)
          return Promise.reject(new TargetError('UNAVAILABLE', 'pulled out'));
        return Promise.resolve(bytes.slice());
      },
    };
    const result = await forgetFrom(anna, [a, b], { machine: tag });
    expect(result.outcomes.map(({ state, removed }) => [state, removed.length])).toEqual([
      ['failed', 1],
      ['removed', 1],
    ]);
    expect(removalStatus(result.outcomes)).toBe(3);
    expect(of(tag, a)).toEqual([unread]);
  });

  it('is not undone by a stick that was away, which is told and can be cleared later', async () => {
    const { anna, a, b, tag } = await two();
    b.away = true;
    const result = await forgetFrom(anna, [a, b], { machine: tag });
    expect(removalStatus(result.outcomes)).toBe(3);
    b.away = false;
    const log = runLog();
    await syncFrom(anna, [a, b], { log });
    expect([of(tag, a), of(tag, b).length]).toEqual([[], 2]);
    expect(log.warnings.map(({ code, location }) => [code, location])).toContainEqual([
      ...['forgotten-there', 'b'],
    ]);
    await forgetFrom(anna, [a, b], { machine: tag });
    expect(of(tag, b)).toEqual([]);
  });

  it('lets a later push of the PC in again, and brings that to every place', async () => {
    const { anna, ben, a, b, tag } = await two();
    await forgetFrom(anna, [a, b], { machine: tag });
    ben.clock = anna.clock;
    await pushFrom(ben, [b], { force: true });
    await syncFrom(anna, [a, b]);
    expect(heldNames(a)).toEqual(heldNames(b));
    expect(heldNames(a)).toHaveLength(3);
    expect(of(tag, a)).toHaveLength(1);
  });

  it('keeps away what was pushed before it and nobody saw', async () => {
    const { anna, ben, a, b, tag } = await two();
    a.away = true;
    await pushFrom(ben, [b], { force: true });
    [a.away, b.away] = [false, true];
    anna.clock = ben.clock;
    await forgetFrom(anna, [a, b], { machine: tag });
    b.away = false;
    await syncFrom(anna, [a, b]);
    expect(of(tag, a)).toEqual([]);
    expect(of(tag, b).length).toBeGreaterThan(1);
  });

  it('of this PC itself lets it start anew', async () => {
    const { anna, a, b } = await two();
    await forgetFrom(anna, [a, b], { machine: annasPc().machine.name ?? '' });
    expect(a.held.size).toBe(2);
    const log = runLog();
    await pushFrom(anna, [a, b], { log });
    expect(log.warnings).toEqual([]);
    expect(a.held.size).toBe(3);
    await syncFrom(anna, [a, b, testPlace('c')]);
    expect(keysOf(annasPc().licences)).toEqual([ownWindows]);
  });

  it('of the only PC leaves places that the next push may store to', async () => {
    const [anna, a] = [testPc(annasPc()), testPlace('a')];
    await pushFrom(anna, [a]);
    await forgetFrom(anna, [a], { machine: annasPc().machine.name ?? '' });
    expect(a.held.size).toBe(0);
    const { outcomes } = await pushFrom(anna, [a]);
    expect(outcomes.map(({ state }) => state)).toEqual(['verified']);
  });

  it('is noted before anything goes: stopped at any removal, a sync brings nothing back', async () => {
    for (let last = 1; last <= 4; last += 1) {
      const { anna, a, b, tag } = await two();
      const stop = new AbortController();
      let calls = 0;
      for (const place of [a, b]) {
        place.faults = {
          remove: (name) => {
            calls += 1;
            if (calls === last) stop.abort(new Error('killed'));
            stop.signal.throwIfAborted();
            place.held.delete(name);
            return Promise.resolve();
          },
        };
      }
      await forgetFrom(anna, [a, b], { machine: tag, signal: stop.signal }).catch(() => undefined);
      for (const place of [a, b]) place.faults = {};
      const before = [of(tag, a), of(tag, b)];
      await syncFrom(anna, [a, b]);
      expect([of(tag, a), of(tag, b)]).toEqual(before);
      expect(before.flat().length).toBeGreaterThan(0);
      await forgetFrom(anna, [a, b], { machine: tag });
      expect([of(tag, a), of(tag, b)]).toEqual([[], []]);
    }
  });
});
