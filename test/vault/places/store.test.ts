import { describe, expect, it } from 'vitest';
import { VaultError } from '../../../src/errors.js';
import { type Durability, TargetError, type TargetTraits } from '../../../src/targets/target.js';
import { damage, forgeInto } from '../../support/forgery.js';
import {
  heldNames,
  named,
  pullFrom,
  pushFrom,
  runLog,
  testPc,
  testPlace,
} from '../../support/household.js';
import { annasPc, foundLicence, productKeys } from '../../support/household-samples.js';

describe('storing on a place', () => {
  it('replaces a copy that is not what its name says, and then nothing more is said of it', async () => {
    const good = testPlace('good');
    const damaged = testPlace('damaged');
    const pc = testPc(annasPc());
    await pushFrom(pc, [good, damaged]);
    damage(damaged, heldNames(damaged)[0] ?? '');
    const { outcomes } = await pushFrom(pc, [good, damaged]);
    expect(outcomes.map(({ state, error }) => [state, error?.code])).toEqual([
      ['unchanged', undefined],
      ['verified', undefined],
    ]);
    expect(damaged.held).toEqual(good.held);
    const log = runLog();
    await pushFrom(pc, [good, damaged], { log });
    expect(log.warnings).toEqual([]);
  });

  it.each(['fails', 'is killed'])(
    'that %s between the two is told truly, and mended',
    async (how) => {
      const [good, damaged] = [testPlace('good'), testPlace('damaged')];
      const pc = testPc(annasPc());
      await pushFrom(pc, [good, damaged]);
      const [older = ''] = heldNames(damaged);
      await pushFrom(pc, [good, damaged], { force: true });
      damage(damaged, heldNames(damaged).find((name) => name !== older) ?? '');
      const stop = new AbortController();
      damaged.faults = {
        put: () => {
          if (how === 'is killed') stop.abort(new VaultError('INTERRUPTED', 'killed'));
          return Promise.reject(new TargetError('FULL', 'no room'));
        },
      };
      const ended = await pushFrom(pc, [good, damaged], { signal: stop.signal }).then(
        ({ outcomes }) => outcomes.map(({ state }) => state),
        (error: unknown) => [(error as VaultError).code],
      );
      expect(ended).toEqual(how === 'fails' ? ['unchanged', 'failed'] : ['INTERRUPTED']);
      // The damaged copy went to make room, or stands there still; what the others hold is as it was.
      expect(heldNames(damaged)).toEqual(how === 'fails' ? [older] : heldNames(good));
      expect((await pullFrom([good, damaged])).opened.map(({ targets }) => targets)).toEqual([
        ['good'],
      ]);
      damaged.faults = {};
      const { outcomes } = await pushFrom(pc, [good, damaged]);
      expect(outcomes.map(({ state }) => state)).toEqual(['unchanged', 'verified']);
      expect(damaged.held).toEqual(good.held);
    },
  );

  it('takes no copy away, though another run has mended it since it was looked at', async () => {
    const [good, damaged] = [testPlace('good'), testPlace('damaged')];
    const pc = testPc(annasPc());
    await pushFrom(pc, [good, damaged]);
    const [name = ''] = heldNames(good);
    const whole = good.held.get(name) ?? new Uint8Array();
    damage(damaged, name);
    const bad = damaged.held.get(name)?.slice() ?? new Uint8Array();
    const removed: string[] = [];
    damaged.faults = {
      // What is read is from before the other run mended it.
      get: () => Promise.resolve(bad.slice()),
      remove: (gone) => Promise.resolve(void removed.push(gone)),
    };
    damaged.held.set(name, whole);
    await pushFrom(pc, [good, damaged]);
    expect(removed).toEqual([]);
    expect(Buffer.from(damaged.held.get(name) ?? [])).toEqual(Buffer.from(whole));
  });

  it('that fails between the two for the only copy there asks a person before it goes on', async () => {
    const [good, damaged] = [testPlace('good'), testPlace('damaged')];
    const pc = testPc(annasPc());
    await pushFrom(pc, [good, damaged]);
    damage(damaged, heldNames(damaged)[0] ?? '');
    damaged.faults = { put: () => Promise.reject(new TargetError('FULL', 'no room')) };
    await pushFrom(pc, [good, damaged]);
    damaged.faults = {};
    const codes = async (force: boolean): Promise<unknown> =>
      (await pushFrom(pc, [good, damaged], { force })).outcomes.map(({ error }) => error?.code);
    expect(await codes(false)).toEqual([undefined, 'WRONG_TARGET']);
    expect(await codes(true)).toEqual([undefined, undefined]);
    expect(heldNames(damaged)).toHaveLength(1);
  });

  it.each(['FULL', 'READ_ONLY', 'DENIED', 'TOO_LARGE', 'CONFLICT', 'DAMAGED'] as const)(
    'that answers %s fails that place alone',
    async (code) => {
      const bad = testPlace('bad');
      const good = testPlace('good');
      bad.faults = { put: () => Promise.reject(new TargetError(code, 'it does not work')) };
      const { outcomes } = await pushFrom(testPc(annasPc()), [bad, good]);
      expect(outcomes.map(({ state, error, bytes }) => [state, error?.code, bytes > 0])).toEqual([
        ['failed', code, false],
        ['verified', undefined, true],
      ]);
    },
  );

  it('that cannot be set up fails that place alone', async () => {
    const good = testPlace('good');
    const bad = testPlace('bad', { made: false });
    const initialise = (): Promise<void> =>
      Promise.reject(new TargetError('WRONG_TARGET', 'something else is there'));
    const targets = [named(good), { ...named(bad), initialise }];
    const { outcomes } = await pushFrom(testPc(annasPc()), [], { targets });
    expect(outcomes.map(({ state, error }) => [state, error?.code])).toEqual([
      ['verified', undefined],
      ['failed', 'WRONG_TARGET'],
    ]);
    expect(heldNames(bad)).toEqual([]);
  });

  it('is told of place by place, and reported in the order in which they were named', async () => {
    const slow = testPlace('slow');
    const fast = testPlace('fast');
    const away = testPlace('away');
    const pc = testPc(annasPc());
    await pushFrom(pc, [slow, fast, away]);
    away.away = true;
    const store = slow.held;
    slow.faults = {
      put: async (name, record) => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        store.set(name, record);
      },
    };
    const told: string[] = [];
    const { outcomes } = await pushFrom(pc, [slow, fast, away], {
      force: true,
      listen: (event) => {
        if (event.kind === 'stored') told.push(event.outcome.target);
      },
    });
    expect(told).toEqual(['away', 'fast', 'slow']);
    expect(outcomes.map(({ target }) => target)).toEqual(['slow', 'fast', 'away']);
  });
});

describe('a place with scarce room, which keeps the newest two', () => {
  it('loses older records of the PC that were opened and are carried on', async () => {
    const keyring = testPlace('credential store', { space: 'scarce', durability: 'this-install' });
    const stick = testPlace('stick');
    const pc = testPc(annasPc());
    for (const key of productKeys.more.slice(0, 4)) {
      pc.snapshot = annasPc([foundLicence(key)]);
      await pushFrom(pc, [keyring, stick]);
    }
    expect(heldNames(stick)).toHaveLength(4);
    expect(heldNames(keyring)).toEqual(heldNames(stick).slice(-2));
  });

  it('loses none that was not opened, forged ones with it', async () => {
    const keyring = testPlace('credential store', { space: 'scarce' });
    const pc = testPc(annasPc());
    const { records } = await pushFrom(pc, [keyring]);
    const tag = records[0]?.content.machine.tag ?? '';
    await forgeInto(keyring, { tag, count: 3 });
    await forgeInto(keyring, { tag, count: 3, year: 1990 });
    await pushFrom(pc, [keyring], { force: true });
    expect(heldNames(keyring)).toHaveLength(8);
    await pushFrom(pc, [keyring], { force: true });
    expect(heldNames(keyring)).toHaveLength(8);
    expect(heldNames(keyring)).not.toContain(records[0]?.name);
  });

  it('keeps the records of other PCs', async () => {
    const keyring = testPlace('credential store', { space: 'scarce' });
    const pc = testPc(annasPc());
    await pushFrom(pc, [keyring]);
    const { machine, os, ...rest } = annasPc();
    const other = {
      ...rest,
      machine: { ...machine, name: 'OTHER', serial: 'o', uuid: 'o' },
      os: { ...os, machineGuid: 'o' },
    };
    for (let n = 0; n < 3; n += 1) await pushFrom(testPc(other), [keyring], { force: true });
    expect(heldNames(keyring)).toHaveLength(3);
  });
});

describe('a place that forgets to tell a trait', () => {
  it.each(['space', 'durability', 'maxRecordBytes'])(
    'keeps everything without %s',
    async (trait) => {
      const forgetful = testPlace('drawer');
      const told = { durability: 'detachable', maxRecordBytes: 1024 * 1024, space: 'ample' };
      const traits = Object.fromEntries(Object.entries(told).filter(([name]) => name !== trait));
      forgetful.faults = {
        identify: () =>
          Promise.resolve({ placeId: 'drawer', traits: traits as unknown as TargetTraits }),
      };
      const pc = testPc(annasPc());
      for (const [i, key] of productKeys.more.slice(0, 4).entries()) {
        pc.snapshot = annasPc([foundLicence(key)]);
        await pushFrom(pc, [forgetful]);
        expect(heldNames(forgetful)).toHaveLength(i + 1);
      }
    },
  );

  it('is not counted as outliving the PC without durability', async () => {
    const forgetful = testPlace('drawer', { durability: undefined as unknown as Durability });
    expect((await pushFrom(testPc(annasPc()), [forgetful])).safe).toBe(false);
  });
});

describe('noting what was stored', () => {
  it('warns where a place that was set up just now does not answer any more', async () => {
    const place = testPlace('stick', { made: false });
    const log = runLog();
    place.faults = {
      identify: () => {
        const isStored = heldNames(place).length > 0;
        if (isStored) return Promise.reject(new TargetError('UNAVAILABLE', 'it was pulled out'));
        const traits = {
          durability: 'detachable',
          maxRecordBytes: 1024 * 1024,
          space: 'ample',
        } as const;
        return Promise.resolve({ placeId: null, traits });
      },
    };
    const pc = testPc(annasPc());
    const { outcomes } = await pushFrom(pc, [place], { log });
    expect(outcomes.map((outcome) => outcome.state)).toEqual(['verified']);
    expect(log.warnings.map((warning) => warning.code)).toEqual(['place-not-noted']);
    expect(pc.state.current().vaults[0]?.places).toEqual([]);
  });

  it('notes nothing when no place took the record', async () => {
    const place = testPlace('stick');
    place.faults = { put: () => Promise.reject(new TargetError('FULL', 'it is full')) };
    const pc = testPc(annasPc());
    await pushFrom(pc, [place]);
    expect(pc.state.current().vaults).toEqual([]);
  });
});
