import { describe, expect, it } from 'vitest';
import { damage, forgeInto } from '../support/forgery.js';
import {
  type TestPlace,
  givenPassphrase,
  heldNames,
  named,
  pullFrom,
  pushFrom,
  runLog,
  testPc,
  testPlace,
} from '../support/household.js';
import { annasPc, bensPc, foundLicence, productKeys } from '../support/household-samples.js';
import type { Target } from '../../src/targets/target.js';
import { refusal } from '../support/refusal.js';

const generated = { kind: 'generated', words: 'six new words' } as const;

describe('a new vault', () => {
  it('is made in an absent place that was given ad hoc', async () => {
    const place = testPlace('stick', { made: false });
    const { outcomes } = await pushFrom(testPc(annasPc()), [place], { unlock: generated });
    expect(outcomes.map((outcome) => outcome.state)).toEqual(['verified']);
    expect(place.made).toBe(true);
  });

  it('is not made in a place of the config that was never set up', async () => {
    const place = testPlace('stick', { made: false });
    const other = testPlace('nas');
    const targets = [named(place, { adHoc: false }), named(other)];
    const attempt = pushFrom(testPc(annasPc()), [], { targets, unlock: generated });
    expect(await refusal(() => attempt)).toBe('NO_TARGET_REACHED');
    expect(place).toMatchObject({ made: false, held: new Map() });
    expect(heldNames(other)).toEqual([]);
  });

  it('leaves a place of the config alone that lost what made it one', async () => {
    const place = testPlace('stick');
    const other = testPlace('nas');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place, other]);
    place.made = false;
    place.held.clear();
    const targets = [named(place, { adHoc: false }), named(other, { adHoc: false })];
    const { outcomes } = await pushFrom(pc, [], { targets });
    expect(outcomes.map(({ state, error }) => [state, error?.code])).toEqual([
      ['failed', 'WRONG_TARGET'],
      ['unchanged', undefined],
    ]);
    expect(place).toMatchObject({ made: false, held: new Map() });
  });

  it('is refused when another PC makes one in the same place at the same time', async () => {
    const nas = testPlace('nas');
    const ben = testPc(bensPc());
    const attempt = pushFrom(testPc(annasPc()), [nas, testPlace('stick')], {
      unlock: generated,
      whichPc: () => Promise.resolve(null),
      // the passphrase is on the screen: now the other PC is faster
      newCode: async () => {
        await pushFrom(ben, [nas], { unlock: givenPassphrase('of the other PC') });
        return null;
      },
    });
    expect(await refusal(() => attempt)).toBe('VAULT_EXISTS');
    expect(heldNames(nas)).toHaveLength(1);
  });
});

describe('two new vaults in one place within the same moment', () => {
  it('are told of, and each PC goes on with its own passphrase', async () => {
    const nas = testPlace('nas');
    const ben = testPc(bensPc());
    const bens = givenPassphrase('of the other PC');
    const { target } = named(nas);
    // the other PC's record comes after the last look, right before ours
    nas.faults = {
      put: async (name, record, signal) => {
        nas.faults = {};
        await pushFrom(ben, [testPlace('nas', { held: nas.held })], {
          unlock: { kind: 'generated', words: 'of the other PC' },
        });
        await target.put(name, record, signal);
      },
    };
    const log = runLog();
    const pc = testPc(annasPc());
    await pushFrom(pc, [nas], { unlock: generated, log });
    expect(log.warnings.map(({ code, location }) => [code, location])).toEqual([
      ['two-vaults', 'nas'],
    ]);
    nas.faults = {};
    const own = givenPassphrase('six new words');
    for (const [one, unlock] of [
      [pc, own],
      [ben, bens],
    ] as const) {
      const { outcomes } = await pushFrom(one, [nas], { unlock });
      expect(outcomes.map((outcome) => outcome.state)).toEqual(['unchanged']);
      expect((await pullFrom([nas], { unlock })).opened).toHaveLength(1);
    }
  });

  it('are not told of where only one was made', async () => {
    const log = runLog();
    await pushFrom(testPc(annasPc()), [testPlace('nas')], { log });
    expect(log.warnings).toEqual([]);
  });
});

describe('a place whose records do not open', () => {
  it('fails alone, and nothing is written there', async () => {
    const good = testPlace('good');
    const foreign = testPlace('foreign');
    await pushFrom(testPc(bensPc()), [foreign], { unlock: givenPassphrase('theirs') });
    const pc = testPc(annasPc());
    await pushFrom(pc, [good]);
    const { outcomes } = await pushFrom(pc, [good, foreign]);
    expect(outcomes.map(({ state, error }) => [state, error?.code])).toEqual([
      ['unchanged', undefined],
      ['failed', 'WRONG_PASSPHRASE'],
    ]);
    expect(heldNames(foreign)).toHaveLength(1);
  });

  it('is a wrong one where this PC knows that it held its own', async () => {
    const [good, swapped, foreign] = [
      testPlace('good'),
      testPlace('swapped'),
      testPlace('foreign'),
    ];
    await pushFrom(testPc(bensPc()), [foreign], { unlock: givenPassphrase('theirs') });
    const pc = testPc(annasPc());
    await pushFrom(pc, [good, swapped]);
    swapped.held.clear();
    for (const [name, bytes] of foreign.held) swapped.held.set(name, bytes);
    const { outcomes } = await pushFrom(pc, [good, swapped]);
    expect(outcomes.map(({ state, error }) => [state, error?.code])).toEqual([
      ['unchanged', undefined],
      ['failed', 'WRONG_TARGET'],
    ]);
    expect(heldNames(swapped)).toEqual(heldNames(foreign));
  });

  it('is not one that was away and holds older records only', async () => {
    const stick = testPlace('stick');
    const nas = testPlace('nas');
    const pc = testPc(annasPc());
    await pushFrom(pc, [stick, nas]);
    stick.away = true;
    pc.snapshot = annasPc([foundLicence(productKeys.ownOffice)]);
    await pushFrom(pc, [stick, nas]);
    stick.away = false;
    pc.state.lose();
    const { outcomes } = await pushFrom(pc, [stick, nas]);
    expect(outcomes.map((outcome) => outcome.state)).toEqual(['verified', 'unchanged']);
  });

  it('is not one that holds a good record behind forged ones', async () => {
    const stick = testPlace('stick');
    const pc = testPc(annasPc());
    const { records } = await pushFrom(pc, [stick]);
    await forgeInto(stick, { tag: records[0]?.content.machine.tag ?? '', count: 2 });
    await forgeInto(stick, { tag: 'ffffffffffffffff', count: 1 });
    const { outcomes } = await pushFrom(pc, [stick]);
    expect(outcomes.map((outcome) => outcome.state)).toEqual(['unchanged']);
  });

  it('gets a fresh copy when it is known and all that it held was damaged', async () => {
    const stick = testPlace('stick');
    const pc = testPc(annasPc());
    await pushFrom(pc, [stick]);
    damage(stick, heldNames(stick)[0] ?? '');
    const { outcomes } = await pushFrom(pc, [stick]);
    expect(outcomes.map((outcome) => outcome.state)).toEqual(['verified']);
    expect((await pullFrom([stick])).opened).toHaveLength(1);
  });

  it('is said to be damaged, not foreign, when it is not known and holds damaged records', async () => {
    const stick = testPlace('stick');
    const unknown = testPlace('unknown');
    const pc = testPc(annasPc());
    await pushFrom(pc, [stick]);
    for (const [name, bytes] of stick.held) unknown.held.set(name, bytes);
    stick.held.clear();
    await pushFrom(pc, [stick], { force: true });
    damage(unknown, heldNames(unknown)[0] ?? '');
    const { outcomes } = await pushFrom(pc, [stick, unknown]);
    expect(outcomes.map(({ state, error }) => [state, error?.code])).toEqual([
      ['unchanged', undefined],
      ['failed', 'DAMAGED'],
    ]);
    expect(heldNames(unknown)).toHaveLength(1);
  });
});

describe('the calls of a push', () => {
  /** The names of the calls, in order, that a place is asked. */
  function counted(place: TestPlace): string[] {
    const calls: string[] = [];
    const { target } = named(place);
    const told = (name: keyof Target) => [
      name,
      (...args: unknown[]): unknown => {
        calls.push(name);
        const call = Reflect.get(target, name) as (...given: unknown[]) => unknown;
        return call.apply(target, args);
      },
    ];
    const names = ['identify', 'tryWriting', 'list', 'get', 'put', 'remove'] as const;
    place.faults = Object.fromEntries(names.map(told)) as Partial<Target>;
    return calls;
  }

  it('ask a place once what it is; a first one looks at its names again, before and after', async () => {
    const place = testPlace('stick');
    const calls = counted(place);
    const pc = testPc(annasPc());
    await pushFrom(pc, [place]);
    expect(calls.splice(0)).toEqual(['identify', 'list', 'list', 'put', 'list']);
    pc.snapshot = annasPc([foundLicence(productKeys.ownOffice)]);
    await pushFrom(pc, [place]);
    expect(calls.splice(0)).toEqual(['identify', 'list', 'get', 'put']);
    await pushFrom(pc, [place]);
    expect(calls).toEqual(['identify', 'list', 'get', 'get']);
  });
});
