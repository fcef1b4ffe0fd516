// A credential store that hides everything while it is locked, as some do: reads find nothing and give
// no error, and only writing tells. It is never taken for an empty place, and no second vault is made
// beside the one in it.
import { describe, expect, it } from 'vitest';
import type { OsStore } from '../../../src/targets/credential-store/client.js';
import { mark } from '../../../src/targets/credential-store/marker.js';
import { credentialStoreTarget } from '../../../src/targets/credential-store/target.js';
import { TargetError } from '../../../src/targets/target.js';
import { reachForReading } from '../../../src/vault/places/reach.js';
import { reachTargets } from '../../support/reach-all.js';
import { type NamedTarget, openNamed } from '../../../src/vault/places/target-address.js';
import {
  heldNames,
  named,
  pullFrom,
  pushFrom,
  testPc,
  testPlace,
} from '../../support/household.js';
import { annasPc } from '../../support/household-samples.js';
import { refusal } from '../../support/refusal.js';
import { never } from '../../support/signal.js';

interface HidingStore extends OsStore {
  isLocked: boolean;
  /** Whether somebody is there to unlock it when it is written to. */
  isAttended: boolean;
  readonly writes: string[];
}

function hidingStore(): HidingStore {
  const texts = new Map<string, string>();
  const id = (service: string, account: string): string => `${service}/${account}`;
  const store: HidingStore = {
    isLocked: false,
    isAttended: false,
    writes: [],
    get: async (service, account) => {
      await Promise.resolve();
      return store.isLocked ? null : (texts.get(id(service, account)) ?? null);
    },
    set: async (service, { account, text }) => {
      await unlocked();
      store.writes.push(account);
      texts.set(id(service, account), text);
    },
    delete: async (service, account) => {
      await unlocked();
      texts.delete(id(service, account));
    },
    find: async (service) => {
      await Promise.resolve();
      if (store.isLocked) return [];
      const ours = [...texts].filter(([key]) => key.startsWith(`${service}/`));
      return ours.map(([key, text]) => ({ account: key.slice(service.length + 1), text }));
    },
    close: () => undefined,
  };
  const unlocked = async (): Promise<void> => {
    await Promise.resolve();
    if (store.isLocked && !store.isAttended) throw new TargetError('LOCKED', 'it is locked');
    store.isLocked = false;
  };
  return store;
}

function asTarget(store: OsStore): NamedTarget {
  const initialise = (signal: AbortSignal): Promise<void> => mark(store, signal);
  const target = credentialStoreTarget(store);
  return openNamed({ name: 'store', open: () => target, initialise, folder: null });
}

describe('a locked store that shows nothing', () => {
  it('is one that did not answer to whoever looks, and is not written to', async () => {
    const store = hidingStore();
    await pushFrom(testPc(annasPc()), [], { targets: [asTarget(store)] });
    store.isLocked = true;
    store.isAttended = true;
    store.writes.length = 0;
    const { reached, unreached } = await reachForReading([asTarget(store)], never);
    expect(reached).toEqual([]);
    expect(unreached.map(({ error }) => error.code)).toEqual(['WRONG_TARGET']);
    const stick = testPlace('stick');
    await pushFrom(testPc(annasPc()), [stick]);
    const pulled = await pullFrom([], { targets: [asTarget(store), named(stick)] });
    expect(pulled.unreached.map(({ name }) => name)).toEqual(['store']);
    expect(store.writes).toEqual([]);
  });

  it('keeps a first push from making a second vault on another place', async () => {
    const store = hidingStore();
    await pushFrom(testPc(annasPc()), [], { targets: [asTarget(store)] });
    store.isLocked = true;
    const stick = testPlace('stick');
    const pushed = pushFrom(testPc(annasPc()), [], { targets: [named(stick), asTarget(store)] });
    expect(await refusal(() => pushed)).toBe('NO_TARGET_REACHED');
    expect(heldNames(stick)).toEqual([]);
  });

  it('shows its backups to a push for which somebody unlocks it', async () => {
    const store = hidingStore();
    const pc = testPc(annasPc());
    const { records } = await pushFrom(pc, [], { targets: [asTarget(store)] });
    store.isLocked = true;
    store.isAttended = true;
    const { reached } = await reachTargets([asTarget(store)], never);
    expect(reached.map(({ names }) => [...names])).toEqual([records.map(({ name }) => name)]);
  });
});

describe('a place that was never set up', () => {
  it('is tried before something is stored, unless it may not be set up', async () => {
    const calls: string[] = [];
    const place = testPlace('stick', { made: false });
    place.faults = { tryWriting: () => Promise.resolve(void calls.push('tried')) };
    await reachTargets([named(place, { adHoc: false })], never);
    expect(calls).toEqual([]);
    await reachTargets([named(place)], never);
    expect(calls).toEqual(['tried']);
    place.made = true;
    await reachTargets([named(place)], never);
    expect(calls).toEqual(['tried']);
  });

  it.each([
    ['READ_ONLY', true],
    ['FULL', true],
    ['DENIED', true],
    ['LOCKED', false],
    ['UNAVAILABLE', false],
    ['TIMEOUT', false],
  ] as const)('that says %s then counts as one that answered: %s', async (code, isReached) => {
    const place = testPlace('stick', { made: false });
    place.faults = { tryWriting: () => Promise.reject(new TargetError(code, 'it does not work')) };
    const { reached } = await reachTargets([named(place)], never);
    expect(reached).toHaveLength(isReached ? 1 : 0);
  });

  it('is no empty place to whoever looks, also where its listing is empty', async () => {
    const unmade = testPlace('unmade', { made: false });
    unmade.faults = { tryWriting: () => Promise.reject(new Error('it was written to')) };
    const { reached, unreached } = await reachForReading([named(unmade)], never);
    expect(reached).toEqual([]);
    expect(unreached.map(({ error }) => error.message)).toEqual([
      'unmade is not there, or was never set up as a place',
    ]);
    expect(await refusal(() => pullFrom([unmade]))).toBe('UNAVAILABLE');
    expect(await refusal(() => pullFrom([testPlace('empty')]))).toBe('NO_RECORD');
  });
});
