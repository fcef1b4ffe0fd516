import { describe, expect, it } from 'vitest';
import { VaultError } from '../../src/errors.js';
import type { VaultEvent } from '../../src/vault/run.js';
import type { Collection } from '../../src/collect/collector.js';
import {
  heldNames,
  named,
  pullFrom,
  pushFrom,
  runLog,
  testPc,
  testPlace,
  typedPassphrase,
} from '../support/household.js';
import {
  annasPc,
  bensPc,
  foundLicence,
  keysOf,
  productKeys,
} from '../support/household-samples.js';
import { refusal } from '../support/refusal.js';
import { warning } from '../../src/record/warning.js';

const erased = foundLicence(productKeys.other, {
  productKey: null,
  lastFive: null,
  cautions: ['erased'],
});

describe('a push', () => {
  it('stores one record in every place, and a pull gives back what was found', async () => {
    const places = [testPlace('stick'), testPlace('nas')];
    const { outcomes, records, isNewVault } = await pushFrom(testPc(annasPc()), places);
    expect(outcomes.map(({ target, state }) => [target, state])).toEqual([
      ['stick', 'verified'],
      ['nas', 'verified'],
    ]);
    expect(isNewVault).toBe(true);
    for (const place of places) expect(heldNames(place)).toEqual(records.map(({ name }) => name));
    const { opened } = await pullFrom(places);
    expect(keysOf(opened[0]?.content.licences ?? [])).toEqual([productKeys.ownWindows]);
    expect(opened[0]?.content).toMatchObject({ sequence: 1, previous: null });
  });

  it('makes no new record when nothing changed but the time', async () => {
    const place = testPlace('stick');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place]);
    const before = heldNames(place);
    const [licence] = pc.snapshot.licences;
    const places = (licence?.places ?? []).map((one) => ({
      ...one,
      foundAt: '2027-01-01T00:00:00Z',
    }));
    pc.snapshot = annasPc([foundLicence(productKeys.ownWindows, { places })]);
    const tool = { name: 'product-key-vault', version: '99.0.0' };
    const { outcomes, records, safe, restoreFrom } = await pushFrom(pc, [place], { tool });
    expect(outcomes.map((outcome) => outcome.state)).toEqual(['unchanged']);
    // The copy that is there was read and is good: it is as safe as one stored now.
    expect({ safe, restoreFrom }).toEqual({ safe: true, restoreFrom: 'stick' });
    expect(records.map((record) => record.unchanged)).toEqual([true]);
    expect(heldNames(place)).toEqual(before);
  });

  it('copies an unchanged record to a new place without making a new one', async () => {
    const first = testPlace('first');
    const second = testPlace('second', { made: false });
    const pc = testPc(annasPc());
    await pushFrom(pc, [first]);
    const { outcomes } = await pushFrom(pc, [first, second]);
    expect(outcomes.map((outcome) => outcome.state)).toEqual(['unchanged', 'verified']);
    expect(heldNames(second)).toEqual(heldNames(first));
    expect(heldNames(first)).toHaveLength(1);
  });

  it('makes no record of a Windows without any licence beside one that has some', async () => {
    const pc = testPc(annasPc());
    const { snapshot, origin, source } = pc;
    const findings = [
      { snapshot, origin, source },
      { snapshot: bensPc([]), origin, source },
    ];
    const collect = (): Promise<Collection> => Promise.resolve({ findings, warnings: [] });
    const { records } = await pushFrom(pc, [testPlace('stick')], { collect });
    expect(records.map(({ content }) => content.machine.name)).toEqual([snapshot.machine.name]);
  });

  it('names the place that outlives the PC as the one to restore from', async () => {
    const store = testPlace('store', { durability: 'this-install' });
    const { safe, restoreFrom } = await pushFrom(testPc(annasPc()), [store, testPlace('stick')]);
    expect({ safe, restoreFrom }).toEqual({ safe: true, restoreFrom: 'stick' });
  });

  it('makes a new record when it is forced to', async () => {
    const place = testPlace('stick');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place]);
    const { records } = await pushFrom(pc, [place], { force: true });
    expect(records[0]).toMatchObject({ unchanged: false, content: { sequence: 2 } });
    expect(heldNames(place)).toHaveLength(2);
  });

  it('makes a new record when one fact changed', async () => {
    const place = testPlace('stick');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place]);
    pc.snapshot = { ...pc.snapshot, os: { ...pc.snapshot.os, build: '26200.1' } };
    const { records } = await pushFrom(pc, [place]);
    expect(records[0]).toMatchObject({ unchanged: false, content: { sequence: 2 } });
  });

  it('makes a new record when the PC is again as it was before the newest one', async () => {
    const place = testPlace('stick');
    const pc = testPc(annasPc());
    const both = [foundLicence(productKeys.ownWindows), foundLicence(productKeys.ownOffice)];
    pc.snapshot = annasPc(both);
    await pushFrom(pc, [place]);
    pc.snapshot = annasPc(both.slice(0, 1));
    await pushFrom(pc, [place]);
    pc.state.lose();
    pc.snapshot = annasPc(both);
    const { records } = await pushFrom(pc, [place]);
    expect(records[0]).toMatchObject({ unchanged: false, content: { sequence: 3 } });
  });

  it('removes nothing, ever', async () => {
    const place = testPlace('stick');
    const removed: string[] = [];
    place.faults = {
      remove: (name) => {
        removed.push(name);
        return Promise.resolve();
      },
    };
    const pc = testPc(annasPc());
    for (const key of productKeys.more) {
      pc.snapshot = annasPc([foundLicence(key)]);
      await pushFrom(pc, [place]);
    }
    expect(heldNames(place)).toHaveLength(productKeys.more.length);
    expect(removed).toEqual([]);
  });

  it('stores the places that answer, and names the one that does not', async () => {
    const stick = testPlace('stick');
    const nas = testPlace('nas');
    const pc = testPc(annasPc());
    await pushFrom(pc, [stick, nas]);
    nas.away = true;
    pc.snapshot = annasPc([foundLicence(productKeys.ownOffice)]);
    const { outcomes } = await pushFrom(pc, [stick, nas]);
    expect(outcomes.map(({ target, state, error }) => [target, state, error?.code])).toEqual([
      ['stick', 'verified', undefined],
      ['nas', 'failed', 'UNAVAILABLE'],
    ]);
    expect(heldNames(stick)).toHaveLength(2);
  });

  describe('with a place that is silent for long', () => {
    /** Pushes with a place that says nothing before the stick is said to be stored. */
    async function pushWithSilent(nas: ReturnType<typeof testPlace>, places: readonly string[]) {
      const stick = testPlace('stick');
      const pc = testPc(annasPc());
      await pushFrom(pc, places.includes('nas') ? [stick, nas] : [stick]);
      pc.snapshot = annasPc([foundLicence(productKeys.ownOffice)]);
      let speak = (): void => undefined;
      const spoken = new Promise<void>((resolve) => {
        speak = resolve;
      });
      const { target } = named(nas);
      nas.faults = {
        identify: async (signal) => {
          await spoken;
          nas.faults = {};
          return target.identify(signal);
        },
      };
      const told: string[] = [];
      const waitedFor: string[] = [];
      const listen = (event: VaultEvent): void => {
        if (event.kind === 'waiting') waitedFor.push(event.target);
        if (event.kind !== 'stored') return;
        told.push(event.outcome.target);
        speak();
      };
      const result = await pushFrom(pc, [stick, nas], { listen });
      return { ...result, told, waitedFor, stick };
    }

    it('stores the others, and then that one as well', async () => {
      const nas = testPlace('nas');
      const { outcomes, told, waitedFor, stick } = await pushWithSilent(nas, ['nas']);
      expect(waitedFor).toEqual(['nas']);
      expect(told).toEqual(['stick', 'nas']);
      expect(outcomes.map(({ target, state }) => [target, state])).toEqual([
        ['stick', 'verified'],
        ['nas', 'verified'],
      ]);
      expect(heldNames(nas)).toEqual(heldNames(stick));
    });

    it('writes nothing to that one where it holds what nobody has looked at', async () => {
      const nas = testPlace('nas');
      await pushFrom(testPc(bensPc()), [nas]);
      const before = heldNames(nas);
      const { outcomes } = await pushWithSilent(nas, []);
      expect(outcomes.map(({ state, error }) => [state, error?.code])).toEqual([
        ['verified', undefined],
        ['failed', 'TIMEOUT'],
      ]);
      expect(heldNames(nas)).toEqual(before);
    });
  });

  it('waits for the other places before it throws what nobody expected', async () => {
    const broken = testPlace('broken', {
      faults: { put: () => Promise.reject(new TypeError('a fault of the program')) },
    });
    const slow = testPlace('slow');
    const store = slow.held;
    slow.faults = {
      put: async (name, record) => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        store.set(name, record);
      },
    };
    await expect(pushFrom(testPc(annasPc()), [broken, slow])).rejects.toThrow(TypeError);
    expect(heldNames(slow)).toHaveLength(1);
  });

  it('hands over a new passphrase before the first byte is written, and only for a new vault', async () => {
    const place = testPlace('stick');
    const held: number[] = [];
    const newVaultReady = (): Promise<void> => {
      held.push(place.held.size);
      return Promise.resolve();
    };
    const pc = testPc(annasPc());
    await pushFrom(pc, [place], { newVaultReady });
    await pushFrom(pc, [place], { newVaultReady });
    expect(held).toEqual([0]);
  });

  it('writes nothing where the new passphrase could not be handed over', async () => {
    const place = testPlace('stick');
    const newVaultReady = (): Promise<void> =>
      Promise.reject(new VaultError('PASSPHRASE_UNSEEN', 'nobody saw it'));
    const pushed = (): Promise<unknown> => pushFrom(testPc(annasPc()), [place], { newVaultReady });
    expect(await refusal(pushed)).toBe('PASSPHRASE_UNSEEN');
    expect(heldNames(place)).toEqual([]);
  });

  it('warns of a weak passphrase of a new vault, of any other not', async () => {
    const [place, log] = [testPlace('stick'), runLog()];
    const pc = testPc(annasPc());
    const isWeak = (): Promise<boolean> => Promise.resolve(true);
    const { warnings } = await pushFrom(pc, [place], { isWeak });
    expect(warnings.map(({ code, location }) => [code, location])).toEqual([
      ['weak-passphrase', 'stick'],
    ]);
    await pushFrom(pc, [place], { isWeak, log });
    expect(log.warnings).toEqual([]);
  });
});

describe('a push that finds no key', () => {
  it('is refused, and writes nothing', async () => {
    for (const licences of [[], [erased]]) {
      const place = testPlace('stick', { made: false });
      const pc = testPc(annasPc(licences));
      expect(await refusal(() => pushFrom(pc, [place]))).toBe('NO_PRODUCT_KEY');
      expect(place).toMatchObject({ made: false, held: new Map() });
    }
  });

  it('asks nobody for a passphrase', async () => {
    let asked = false;
    const unlock = typedPassphrase(() => {
      asked = true;
    });
    const collect = async (): Promise<Collection> => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      return { findings: [], warnings: [] };
    };
    const attempt = pushFrom(testPc(annasPc()), [testPlace('stick')], { unlock, collect });
    expect(await refusal(() => attempt)).toBe('NO_PRODUCT_KEY');
    expect(asked).toBe(false);
  });

  it('keeps an erased licence beside one with a key', async () => {
    const place = testPlace('stick');
    const licences = [foundLicence(productKeys.ownWindows), erased];
    const { records } = await pushFrom(testPc(annasPc(licences)), [place]);
    expect(records[0]?.content.licences).toHaveLength(2);
  });
});

describe('collecting and unlocking at once', () => {
  it('tells nothing of what was found once the places failed', async () => {
    const place = testPlace('stick', { away: true });
    let told = false;
    const pc = testPc(annasPc());
    const attempt = pushFrom(pc, [place], {
      collect: async () => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        return { findings: [{ ...pc, snapshot: pc.snapshot }], warnings: [] };
      },
      listen: ({ kind }) => {
        told ||= kind === 'found';
      },
    });
    expect(await refusal(() => attempt)).toBe('UNAVAILABLE');
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(told).toBe(false);
  });

  it('asks the places nothing more once collecting failed', async () => {
    const place = testPlace('stick');
    await pushFrom(testPc(annasPc()), [place]);
    let read = false;
    const bytes = [...place.held.values()][0] ?? new Uint8Array();
    place.faults = {
      identify: async (signal) => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        signal.throwIfAborted();
        return {
          placeId: 'stick',
          traits: { durability: 'detachable', maxRecordBytes: 1, space: 'ample' },
        };
      },
      get: () => {
        read = true;
        return Promise.resolve(bytes);
      },
    };
    expect(await refusal(() => pushFrom(testPc(annasPc([])), [place]))).toBe('NO_PRODUCT_KEY');
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(read).toBe(false);
  });

  it('passes the warnings of collectors on', async () => {
    const log = runLog();
    const pc = testPc(annasPc());
    const { snapshot, origin, source } = pc;
    const told = warning('dirty-hive', 'newer data may be missing', 'D:\\');
    await pushFrom(pc, [testPlace('stick')], {
      log,
      collect: () =>
        Promise.resolve({ findings: [{ snapshot, origin, source }], warnings: [told] }),
    });
    expect(log.warnings).toEqual([told]);
  });
});
