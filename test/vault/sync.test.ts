// Every place ends with all records that open, whatever was away, damaged, foreign, scarce or silent.
import { describe, expect, it } from 'vitest';
import { syncStatus } from '../../src/report/upkeep-report.js';
import { TargetError } from '../../src/targets/target.js';
import type { SyncResult } from '../../src/vault/sync.js';
import { damage, forgeInto } from '../support/forgery.js';
import {
  type TestPc,
  type TestPlace,
  givenCode,
  givenPassphrase,
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
import { makeRecoveryCode } from '../../src/crypto/recovery-code.js';
import { refusal } from '../support/refusal.js';
import { pruneFrom, syncFrom } from '../support/upkeep.js';

const { ownWindows, ownOffice, other } = productKeys;

function states({ outcomes }: SyncResult): unknown[] {
  return outcomes.map(({ state, stored, healed, there }) => [state, stored, healed, there]);
}

/** Anna's and Ben's PCs; each place lacks what the other PC pushed last. */
async function apart(): Promise<{ anna: TestPc; ben: TestPc; a: TestPlace; b: TestPlace }> {
  const [anna, ben] = [testPc(annasPc()), testPc(bensPc())];
  const [a, b] = [testPlace('a'), testPlace('b')];
  await pushFrom(anna, [a, b]);
  await pushFrom(ben, [a, b]);
  anna.snapshot = annasPc([foundLicence(ownWindows), foundLicence(ownOffice)]);
  await pushFrom(anna, [a]);
  await pushFrom(ben, [b], { force: true });
  return { anna, ben, a, b };
}

/** Something to wait for. */
function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

describe('a sync', () => {
  it('gives each place what it lacks, and each alone then gives all keys back', async () => {
    const { anna, a, b } = await apart();
    const result = await syncFrom(anna, [a, b]);
    expect(states(result)).toEqual([
      ['synced', 1, 0, 3],
      ['synced', 1, 0, 3],
    ]);
    expect(result.records).toBe(4);
    expect(heldNames(a)).toEqual(heldNames(b));
    expect(heldNames(a)).toHaveLength(4);
    for (const place of [a, b]) {
      const { opened } = await pullFrom([place]);
      const keys = opened.map(({ content }) => keysOf(content.licences)).flat();
      expect(keys.sort()).toEqual([ownOffice, ownWindows, other].sort());
    }
    expect(states(await syncFrom(anna, [a, b]))).toEqual([
      ['unchanged', 0, 0, 4],
      ['unchanged', 0, 0, 4],
    ]);
  });

  it('says in a dry run what it would do, and writes nothing', async () => {
    const { anna, a, b } = await apart();
    const [before, state] = [heldNames(a), anna.state.current()];
    const result = await syncFrom(anna, [a, b], { isDryRun: true });
    expect(states(result)).toEqual([
      ['would-sync', 1, 0, 3],
      ['would-sync', 1, 0, 3],
    ]);
    expect(heldNames(a)).toEqual(before);
    expect(anna.state.current()).toEqual(state);
  });

  it('opens with a recovery code, and copies what that opens', async () => {
    const code = await makeRecoveryCode();
    const [anna, a, b] = [testPc(annasPc()), testPlace('a'), testPlace('b')];
    await pushFrom(anna, [a], { newCode: () => Promise.resolve(code) });
    const elsewhere = testPc(bensPc());
    const result = await syncFrom(elsewhere, [a, b], { unlock: givenCode(code) });
    expect(states(result)).toEqual([
      ['unchanged', 0, 0, 1],
      ['synced', 1, 0, 0],
    ]);
  });

  it('heals a damaged copy from a good one, and not one that is damaged everywhere', async () => {
    const { anna, a, b } = await apart();
    await syncFrom(anna, [a, b]);
    const [first = '', second = ''] = heldNames(a);
    const good = b.held.get(first);
    damage(a, first);
    damage(a, second);
    damage(b, second);
    const damaged = b.held.get(second);
    const log = runLog();
    const result = await syncFrom(anna, [a, b], { log });
    expect(states(result)).toEqual([
      ['synced', 0, 1, 2],
      ['unchanged', 0, 0, 3],
    ]);
    expect(a.held.get(first)).toEqual(good);
    expect(b.held.get(second)).toEqual(damaged);
    expect(log.warnings.map(({ code }) => code)).toContain('backup-not-opened');
  });

  it('replaces no copy that fits its name, though the place cannot read it', async () => {
    const { anna, a, b } = await apart();
    await syncFrom(anna, [a, b]);
    const [name = ''] = heldNames(a);
    const removed: string[] = [];
    a.faults = {
      get: (asked) => {
        const bytes = a.held.get(asked);
        if (asked === name || bytes === undefined)
          return Promise.reject(new TargetError('DENIED', 'no'));
        return Promise.resolve(bytes.slice());
      },
      remove: (gone) => Promise.resolve(void removed.push(gone)),
    };
    const result = await syncFrom(anna, [a, b]);
    expect(removed).toEqual([]);
    expect(result.outcomes.map(({ error }) => error?.code)).toEqual(['DENIED', undefined]);
  });

  it('fills no place with little room, and takes from it', async () => {
    const [anna, store, stick] = [
      testPc(annasPc()),
      testPlace('store', { space: 'scarce' }),
      testPlace('stick'),
    ];
    await pushFrom(anna, [store]);
    const ben = testPc(bensPc());
    await pushFrom(ben, [stick, store]);
    store.held.delete(heldNames(stick)[0] ?? '');
    const result = await syncFrom(anna, [store, stick]);
    expect(states(result)).toEqual([
      ['gives-only', 0, 0, 1],
      ['synced', 1, 0, 1],
    ]);
    expect(store.held.size).toBe(1);
    expect(stick.held.size).toBe(2);
  });

  it('copies nothing that does not open, and writes nothing into a place of others', async () => {
    const { anna, a, b } = await apart();
    const foreign = testPlace('foreign');
    await forgeInto(foreign, { tag: 'a'.repeat(16), count: 2 });
    await forgeInto(a, { tag: 'b'.repeat(16), count: 2 });
    const result = await syncFrom(anna, [a, b, foreign]);
    expect(b.held.size).toBe(4);
    expect(foreign.held.size).toBe(2);
    expect(result.outcomes.map(({ error }) => error?.code)).toEqual([
      undefined,
      undefined,
      'WRONG_PASSPHRASE',
    ]);
    expect(syncStatus(result)).toBe(3);
  });

  it('into one new place sets that up only where there is something to bring', async () => {
    const { anna, a } = await apart();
    const stick = testPlace('stick', { made: false });
    const into = { into: 'stick' };
    const empty = testPlace('empty', { made: false });
    const away = testPlace('away', { away: true });
    const wrong = { unlock: givenPassphrase('some other words of ours') };
    const failing = [
      [syncFrom(anna, [stick, empty], into), 'NO_RECORD', 'in empty'],
      [syncFrom(anna, [stick, away], into), 'UNAVAILABLE', 'away'],
      [syncFrom(testPc(annasPc()), [stick, a], { ...into, ...wrong }), 'WRONG_PASSPHRASE', ''],
    ] as const;
    for (const [syncing, code, words] of failing) {
      const message: unknown = expect.stringContaining(words);
      await expect(syncing).rejects.toMatchObject({ code, message });
      expect(stick.made).toBe(false);
    }
    await syncFrom(anna, [stick, a], into);
    expect([stick.made, stick.held.size]).toEqual([true, a.held.size]);
  });

  it('names a place that is away, and finishes when it returns', async () => {
    const { anna, a, b } = await apart();
    b.away = true;
    const first = await syncFrom(anna, [a, b]);
    expect(first.outcomes.map(({ state, error }) => [state, error?.code])).toEqual([
      ['unchanged', undefined],
      ['failed', 'UNAVAILABLE'],
    ]);
    expect(syncStatus(first)).toBe(3);
    b.away = false;
    expect(syncStatus(await syncFrom(anna, [a, b]))).toBe(0);
    expect(heldNames(a)).toEqual(heldNames(b));
  });

  it('ends with 4 where nothing could be stored', async () => {
    const { anna, a, b } = await apart();
    const full = new TargetError('FULL', 'full');
    for (const place of [a, b]) place.faults = { put: () => Promise.reject(full) };
    const result = await syncFrom(anna, [a, b]);
    expect(result.outcomes.map(({ state }) => state)).toEqual(['failed', 'failed']);
    expect(syncStatus(result)).toBe(4);
  });

  it('fails one place alone where that takes no more, and keeps what it took', async () => {
    const { anna, a, b } = await apart();
    await pushFrom(anna, [a], { force: true });
    await pushFrom(anna, [a], { force: true });
    let room = 1;
    b.faults = {
      put: (name, bytes) => {
        room -= 1;
        if (room < 0) return Promise.reject(new TargetError('FULL', 'full'));
        b.held.set(name, bytes);
        return Promise.resolve();
      },
    };
    const result = await syncFrom(anna, [a, b]);
    expect(states(result)).toEqual([
      ['synced', 1, 0, 5],
      ['failed', 1, 0, 3],
    ]);
    expect(syncStatus(result)).toBe(3);
    // What was stored first is the newest there was.
    const { opened } = await pullFrom([b]);
    expect(opened.map(({ content }) => content.sequence).sort()).toEqual([2, 4]);
    b.faults = {};
    await syncFrom(anna, [a, b]);
    expect(heldNames(b)).toEqual(heldNames(a));
  });

  it('goes on without a place that hangs when it is read', async () => {
    const { anna, a, b } = await apart();
    const silent = testPlace('silent');
    for (const [name, bytes] of a.held) silent.held.set(name, bytes);
    let asked = 0;
    const released = gate();
    silent.faults = {
      get: async (name) => {
        asked += 1;
        // The first look at its newest records is a session's own.
        if (asked > 2) await released.opened;
        return silent.held.get(name) ?? new Uint8Array();
      },
    };
    const stored = new Set<string>();
    const done = gate();
    for (const place of [a, b]) {
      place.faults = {
        put: (name, bytes) => {
          place.held.set(name, bytes);
          stored.add(place.name);
          if (stored.size === 2) done.open();
          return Promise.resolve();
        },
      };
    }
    const syncing = syncFrom(anna, [a, silent, b]);
    await done.opened;
    expect(heldNames(a)).toEqual(heldNames(b));
    expect(silent.held.size).toBe(3);
    released.open();
    await syncing;
    expect(heldNames(silent)).toEqual(heldNames(a));
  });

  it('sets a new place up and notes it', async () => {
    const { anna, a } = await apart();
    const fresh = testPlace('fresh', { made: false });
    const result = await syncFrom(anna, [a, fresh]);
    expect(states(result)[1]).toEqual(['synced', 3, 0, 0]);
    expect(anna.state.current().vaults[0]?.places).toContain('fresh');
  });

  it('needs a backup and the right passphrase', async () => {
    const { anna, a, b } = await apart();
    expect(await refusal(() => syncFrom(anna, [testPlace('empty')]))).toBe('NO_RECORD');
    const unlock = givenPassphrase('wrong');
    expect(await refusal(() => syncFrom(anna, [a, b], { unlock }))).toBe('WRONG_PASSPHRASE');
    expect(await refusal(() => syncFrom(testPc(annasPc()), [a, b], { unlock }))).toBe(
      'WRONG_PASSPHRASE',
    );
  });

  it('stopped after any call, loses nothing, and finishes when it is run again', async () => {
    for (let last = 1; ; last += 1) {
      const { anna, a, b } = await apart();
      damage(a, heldNames(a)[0] ?? '');
      const stop = new AbortController();
      let calls = 0;
      for (const place of [a, b]) {
        const step = (): void => {
          calls += 1;
          if (calls === last) stop.abort(new Error('killed'));
          stop.signal.throwIfAborted();
        };
        place.faults = {
          put: (name, bytes) => {
            step();
            place.held.set(name, bytes);
            return Promise.resolve();
          },
          remove: (name) => {
            step();
            place.held.delete(name);
            return Promise.resolve();
          },
        };
      }
      const ended = await syncFrom(anna, [a, b], { signal: stop.signal }).then(
        () => true,
        () => false,
      );
      for (const place of [a, b]) place.faults = {};
      await syncFrom(anna, [a, b]);
      expect(heldNames(a)).toEqual(heldNames(b));
      expect(a.held.size).toBe(4);
      const { opened } = await pullFrom([a]);
      expect(opened).toHaveLength(2);
      if (ended) break;
      expect(last).toBeLessThan(20);
    }
  });
});

describe('a sync after a prune', () => {
  it('leaves where they are the older backups that a place that was away still has', async () => {
    const { anna, a, b } = await apart();
    for (let i = 0; i < 3; i += 1) await pushFrom(anna, [a, b], { force: true });
    b.away = true;
    await pruneFrom(anna, [a, b], { keep: 2 });
    expect(a.held.size).toBe(3);
    b.away = false;
    const [kept, all] = [heldNames(a), heldNames(b)];
    await syncFrom(anna, [a, b]);
    // Ben's second was never there, and comes.
    expect(heldNames(a).filter((name) => !kept.includes(name))).toHaveLength(1);
    expect([a.held.size, b.held.size]).toEqual([4, all.length]);
    // Another PC knows nothing of the prune.
    await syncFrom(testPc(bensPc()), [a, b]);
    expect(heldNames(a)).toEqual(all);
  });
});
