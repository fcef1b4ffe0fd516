// The passphrase is changed: every record at every place is sealed again, and whatever is interrupted, away or
// hostile, each record opens with the old passphrase or the new one, and the next run ends it.
import { describe, expect, it } from 'vitest';
import { changedLines, resealedLines } from '../../src/cli/terminal/upkeep-lines.js';
import { makeRecoveryCode } from '../../src/crypto/recovery-code.js';
import type { RecoveryShare } from '../../src/crypto/recovery-share.js';
import { combineShares } from '../../src/crypto/secret-sharing.js';
import { resealStatus } from '../../src/report/upkeep-report.js';
import { examine } from '../../src/vault/examine.js';
import { emptyState } from '../../src/vault/memory/state.js';
import { TargetError } from '../../src/targets/target.js';
import type { Target } from '../../src/targets/target.js';
import { damage, forgeInto } from '../support/forgery.js';
import {
  type TestPc,
  type TestPlace,
  givenCode,
  givenPassphrase,
  heldNames,
  listFrom,
  pullFrom,
  pushFrom,
  runLog,
  runOn,
  statusOn,
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
import { shownHint } from '../support/shown-hint.js';
import { changeFrom, syncFrom } from '../support/upkeep.js';

const { ownWindows, ownOffice, other } = productKeys;
const old = givenPassphrase();
const next = givenPassphrase('next');

interface Two {
  readonly anna: TestPc;
  readonly ben: TestPc;
  readonly a: TestPlace;
  readonly b: TestPlace;
}

/** Two PCs; two records of Anna's and one of Ben's, in both places. */
async function two(changes: Parameters<typeof pushFrom>[2] = {}): Promise<Two> {
  const [anna, ben, a, b] = [testPc(annasPc()), testPc(bensPc()), testPlace('a'), testPlace('b')];
  await pushFrom(anna, [a, b], changes);
  await pushFrom(ben, [a, b]);
  anna.snapshot = annasPc([foundLicence(ownWindows), foundLicence(ownOffice)]);
  await pushFrom(anna, [a, b]);
  return { anna, ben, a, b };
}

/** How many records of the place open. */
async function opening(place: TestPlace, unlock = next): Promise<number> {
  try {
    return (await listFrom([place], { unlock })).opened.length;
  } catch {
    return 0;
  }
}

describe('a change of the passphrase', () => {
  it('seals every record again, at every place, and the old passphrase opens nothing', async () => {
    const { anna, a, b } = await two();
    const before = (await listFrom([a])).opened;
    const result = await changeFrom(anna, [a, b]);
    expect(result).toMatchObject({ generation: 2, recoveryCode: 'none', isResumed: false });
    expect(result.outcomes.map(({ state, resealed }) => [state, resealed])).toEqual([
      ['resealed', 3],
      ['resealed', 3],
    ]);
    expect(resealStatus(result.outcomes)).toBe(0);
    expect(heldNames(a)).toEqual(heldNames(b));
    expect(heldNames(a)).toHaveLength(3);
    expect(await refusal(() => pullFrom([a]))).toBe('WRONG_PASSPHRASE');
    const { opened } = await listFrom([b], { unlock: next });
    expect(opened.map(({ content }) => content)).toEqual(before.map(({ content }) => content));
    const [vault] = anna.state.current().vaults;
    expect([vault?.card.generation, vault?.behind, vault?.isChanging]).toEqual([
      2,
      undefined,
      undefined,
    ]);
  });

  it('is noted so that the next push finds what it knows, and makes nothing new', async () => {
    const { anna, a, b } = await two();
    await changeFrom(anna, [a, b]);
    const names = heldNames(a);
    const log = runLog();
    const { records } = await pushFrom(anna, [a, b], { unlock: next, log });
    expect(records.map(({ unchanged }) => unchanged)).toEqual([true]);
    expect(heldNames(a)).toEqual(names);
    expect(log.warnings).toEqual([]);
    expect(await refusal(() => pushFrom(anna, [a, b]))).toBe('WRONG_PASSPHRASE');
  });

  it('keeps the recovery code that is typed, or makes a new one', async () => {
    const code = await makeRecoveryCode();
    const { anna, a, b } = await two({ newCode: () => Promise.resolve(code) });
    const wrong = await makeRecoveryCode();
    const attempt = changeFrom(anna, [a, b], { keptCode: () => Promise.resolve(wrong) });
    expect(await refusal(() => attempt)).toBe('WRONG_PASSPHRASE');
    expect(anna.state.current().vaults[0]?.card.generation).toBe(1);
    const kept = await changeFrom(anna, [a, b], { keptCode: () => Promise.resolve(code) });
    expect(kept.recoveryCode).toBe('kept');
    expect((await pullFrom([a], { unlock: givenCode(code) })).opened).toHaveLength(2);
    const fresh = await makeRecoveryCode();
    const again = await changeFrom(anna, [a, b], {
      ...{ unlock: next, next: null },
      newRecoveryCode: () => Promise.resolve(fresh),
    });
    expect([again.recoveryCode, again.generation]).toEqual(['new', 3]);
    expect(await refusal(() => pullFrom([a], { unlock: givenCode(code) }))).toBe(
      'WRONG_PASSPHRASE',
    );
    expect((await pullFrom([a], { unlock: givenCode(fresh) })).opened).toHaveLength(2);
    expect(await opening(a, next)).toBe(3);
  });

  it('gives the new code in shares where that is asked for, and they open every place', async () => {
    const { anna, a, b } = await two({ newCode: makeRecoveryCode });
    const shares: RecoveryShare[] = [];
    const lines: string[] = [];
    const line = resealedLines(runOn(anna, [a, b]).targets);
    await changeFrom(anna, [a, b], {
      ...{ next: null, sharing: { threshold: 2, count: 3 } },
      listen: (event) => {
        expect(event.kind, 'nobody gets the whole code').not.toBe('recovery-code');
        if (event.kind === 'resealed') lines.push(line(event.outcome));
        if (event.kind === 'recovery-shares') shares.push(...event.shares);
      },
    });
    expect(shares).toHaveLength(3);
    expect(lines).toEqual(['a', 'b'].map((name) => `  stored    ${name}  3 backups sealed again`));
    const unlock = givenCode(await combineShares(shares.slice(1)));
    for (const place of [a, b])
      expect((await pullFrom([place], { unlock })).opened).toHaveLength(2);
  });

  it('makes a new code in shares with a new passphrase, too, and says that what was before is void', async () => {
    const code = await makeRecoveryCode();
    const { anna, a, b } = await two({ newCode: () => Promise.resolve(code) });
    const shares: RecoveryShare[] = [];
    const result = await changeFrom(anna, [a, b], {
      sharing: { threshold: 2, count: 3 },
      keptCode: () => Promise.resolve(code),
      listen: (event) => {
        if (event.kind === 'recovery-shares') shares.push(...event.shares);
      },
    });
    expect([result.recoveryCode, shares.length]).toEqual(['new', 3]);
    expect(await refusal(() => pullFrom([a], { unlock: givenCode(code) }))).toBe(
      'WRONG_PASSPHRASE',
    );
    const unlock = givenCode(await combineShares(shares.slice(1)));
    expect((await pullFrom([b], { unlock })).opened).toHaveLength(2);
    expect(changedLines(result)[1]).toContain('cross out a code of before, and every share of it');
    const whole = await changeFrom(anna, [a, b], {
      ...{ unlock: next, next: old },
      newRecoveryCode: makeRecoveryCode,
    });
    expect(changedLines(whole)).toHaveLength(2);
    expect(changedLines({ ...whole, recoveryCode: 'kept' })).toHaveLength(1);
    expect(changedLines({ ...whole, recoveryCode: 'kept', isResumed: true })[1]).toContain(
      'Where it made a new recovery code',
    );
  });

  it('gives a code in shares to backups that had none', async () => {
    const { anna, a, b } = await two();
    const result = await changeFrom(anna, [a, b], { sharing: { threshold: 2, count: 2 } });
    expect(result.recoveryCode).toBe('new');
  });

  it('takes no passphrase that it has already, and changes nothing where the card cannot be noted', async () => {
    const { anna, a, b } = await two();
    const names = heldNames(a);
    expect(await refusal(() => changeFrom(anna, [a, b], { next: old }))).toBe('USAGE');
    const state = { ...anna.state, save: () => Promise.reject(new TargetError('FULL', 'no room')) };
    expect(await refusal(() => changeFrom(anna, [a, b], { state }))).toBe('FULL');
    expect(heldNames(a)).toEqual(names);
    expect(await opening(a, old)).toBe(3);
  });

  it('leaves what does not open, and brings a copy that is damaged from a good one', async () => {
    const { anna, a, b } = await two();
    damage(a, heldNames(a)[0] ?? '');
    await forgeInto(b, { tag: heldNames(a)[0]?.slice(0, 16) ?? '', count: 2, generation: 99 });
    await changeFrom(anna, [a, b]);
    expect([await opening(a), await opening(b)]).toEqual([3, 3]);
    expect([a.held.size, b.held.size]).toEqual([3, 5]);
    expect(anna.state.current().vaults[0]?.card.generation).toBe(2);
  });
});

describe('a place that was away while the passphrase was changed', () => {
  it('is named, and brought over by the next push that reaches it, without a question', async () => {
    const { anna, a, b } = await two();
    b.away = true;
    const result = await changeFrom(anna, [a, b]);
    expect(result.outcomes.map(({ state }) => state)).toEqual(['resealed', 'failed']);
    expect(resealStatus(result.outcomes)).toBe(3);
    b.away = false;
    expect([await opening(b, old), await opening(b, next)]).toEqual([3, 0]);
    const log = runLog();
    const pulled = await pullFrom([a, b], { unlock: next, log });
    expect(pulled.opened.map(({ targets }) => targets)).toEqual([['a'], ['a']]);
    expect(log.warnings.map(({ message }) => message).join()).toContain('an earlier passphrase');
    await pushFrom(anna, [a, b], { unlock: next });
    expect([await opening(b, old), await opening(b, next)]).toEqual([0, 3]);
    expect(heldNames(b)).toEqual(heldNames(a));
    expect(anna.state.current().vaults[0]?.behind).toBeUndefined();
  });

  it('is brought over by a sync of a PC that has no key of it, with the earlier passphrase', async () => {
    const { anna, ben, a, b } = await two();
    b.away = true;
    await changeFrom(anna, [a, b]);
    b.away = false;
    await pushFrom(ben, [a], { unlock: next });
    const asked: string[] = [];
    const earlier = {
      ask: (places: readonly string[]): Promise<Uint8Array> => {
        asked.push(...places);
        return old.ask('existing', new AbortController().signal);
      },
    };
    const nobody = await syncFrom(ben, [a, b], { unlock: next });
    expect(nobody.outcomes[1]?.error?.code).toBe('WRONG_PASSPHRASE');
    const { outcomes } = await syncFrom(ben, [a, b], { unlock: next, earlier });
    expect(asked).toEqual(['b']);
    expect(outcomes.map(({ resealed }) => resealed)).toEqual([0, 3]);
    expect(await opening(b)).toBe(3);
  });

  it('is brought over by a push of such a PC, given the earlier passphrase', async () => {
    const { anna, ben, a, b } = await two();
    b.away = true;
    await changeFrom(anna, [a, b]);
    b.away = false;
    await pushFrom(ben, [a], { unlock: next });
    const refused = await pushFrom(ben, [a, b], { unlock: next });
    expect(refused.outcomes[1]?.error?.code).toBe('WRONG_PASSPHRASE');
    expect(JSON.stringify(refused.outcomes[1]?.error?.hint)).toContain('earlier-passphrase-file');
    const asked: string[] = [];
    const earlier = {
      ask: (places: readonly string[]): Promise<Uint8Array> => {
        asked.push(...places);
        return old.ask('existing', new AbortController().signal);
      },
    };
    const { outcomes } = await pushFrom(ben, [a, b], { unlock: next, earlier });
    expect(asked).toEqual(['b']);
    expect(outcomes.map(({ error }) => error)).toEqual([null, null]);
    expect([await opening(b, old), await opening(b)]).toEqual([0, 3]);
    expect(heldNames(b)).toEqual(heldNames(a));
  });

  it('never stands for what was stored since, and what was pushed to it alone is not lost', async () => {
    const { anna, ben, a, b } = await two();
    b.away = true;
    await changeFrom(anna, [a, b]);
    b.away = false;
    // Ben has heard nothing of it.
    ben.snapshot = bensPc([foundLicence(other), foundLicence(ownOffice)]);
    await pushFrom(ben, [b]);
    await pushFrom(anna, [a, b], { unlock: next });
    expect(await opening(b)).toBe(4);
    ben.snapshot = bensPc();
    await pushFrom(ben, [a, b], { unlock: next, force: true });
    const { opened } = await pullFrom([a], { unlock: next, machine: 'ben-pc' });
    expect(keysOf(opened[0]?.content.licences ?? [])).toContain(ownOffice);
  });
});

describe('a change to the passphrase of now', () => {
  it('is refused where no place that is named is behind, and names the one that is', async () => {
    const { anna, a, b } = await two();
    const log = runLog();
    await changeFrom(anna, [a], { log });
    expect(log.warnings.map(({ code, location }) => [code, location])).toEqual([
      ['not-brought-over', 'b'],
    ]);
    const error: unknown = await changeFrom(anna, [a], { unlock: next, next }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code: 'USAGE' });
    expect(shownHint(error)).toContain('Not named, and still under an earlier one: b.');
    const ended = await changeFrom(anna, [a, b], { unlock: next, next });
    expect(ended.outcomes.map(({ resealed }) => resealed)).toEqual([0, 3]);
    expect(await refusal(() => changeFrom(anna, [a, b], { unlock: next, next }))).toBe('USAGE');
  });

  it('is the same command once more only with the earlier passphrase', async () => {
    const { anna, a, b } = await two();
    await changeFrom(anna, [a, b]);
    expect(await changeFrom(anna, [a, b])).toMatchObject({ isResumed: true, generation: 2 });
    const never = givenPassphrase('never one of these');
    expect(await refusal(() => changeFrom(anna, [a, b], { unlock: never }))).toBe('USAGE');
  });
});

describe('another PC of the household', () => {
  it('takes the new card when it is given the new passphrase', async () => {
    const { anna, ben, a, b } = await two();
    await changeFrom(anna, [a, b]);
    const { records, outcomes } = await pushFrom(ben, [a, b], { unlock: next });
    expect(records.map(({ unchanged }) => unchanged)).toEqual([true]);
    expect(outcomes.map(({ state }) => state)).toEqual(['unchanged', 'unchanged']);
    const [vault] = ben.state.current().vaults;
    expect(vault?.card.salt).toBe(anna.state.current().vaults[0]?.card.salt);
    expect(ben.state.current().vaults).toHaveLength(1);
  });

  it('stores nothing with the old passphrase where all is under the new one', async () => {
    const { anna, ben, a, b } = await two();
    await changeFrom(anna, [a, b]);
    const names = heldNames(a);
    const { outcomes } = await pushFrom(ben, [a, b], { force: true });
    expect(outcomes.every(({ error }) => error !== null)).toBe(true);
    expect(heldNames(a)).toEqual(names);
  });

  it('does not take the card of strangers, whatever generation it has', async () => {
    const { ben, a } = await two();
    const [carla, theirs] = [testPc(annasPc()), testPlace('theirs')];
    const strange = givenPassphrase('of strangers');
    await pushFrom(carla, [theirs], { unlock: strange });
    await changeFrom(carla, [theirs], { unlock: strange, next: givenPassphrase('strange') });
    for (const [name, bytes] of theirs.held) a.held.set(name, bytes);
    const attempt = pushFrom(ben, [a], { unlock: givenPassphrase('strange') });
    expect(await refusal(() => attempt)).toBe('WRONG_PASSPHRASE');
    expect(ben.state.current().vaults[0]?.card.generation).toBe(1);
  });
});

/** Lets the n-th call that changes or reads something fail, of all places and the state together. */
function failingAt(
  n: number,
  { pc, places, kind }: { pc: TestPc; places: TestPlace[]; kind: 'fails' | 'stops' },
): {
  readonly signal: AbortSignal;
  readonly state: TestPc['state'];
  readonly isReached: () => boolean;
  readonly mend: () => void;
} {
  let calls = 0;
  const stop = new AbortController();
  const step = (): void => {
    calls += 1;
    if (calls !== n) return;
    if (kind === 'stops') stop.abort(new TargetError('UNAVAILABLE', 'stopped'));
    throw new TargetError('UNAVAILABLE', 'the call failed');
  };
  for (const place of places) {
    const { held } = place;
    const faults: Partial<Target> = {
      put: (name, record) => {
        step();
        held.set(name, record.slice());
        return Promise.resolve();
      },
      get: (name) => {
        step();
        const bytes = held.get(name);
        if (bytes === undefined) return Promise.reject(new TargetError('NOT_FOUND', 'not there'));
        return Promise.resolve(bytes.slice());
      },
      remove: (name) => {
        step();
        held.delete(name);
        return Promise.resolve();
      },
    };
    place.faults = faults;
  }
  const state = {
    ...pc.state,
    save: async (value: Parameters<TestPc['state']['save']>[0]): Promise<void> => {
      step();
      await pc.state.save(value);
    },
  };
  const mend = (): void => {
    for (const place of places) place.faults = {};
  };
  return { signal: stop.signal, state, isReached: () => calls >= n, mend };
}

/** A change that ends right after its card was noted: nothing is sealed with it yet. */
async function stoppedOnceNoted(
  pc: TestPc,
  places: readonly TestPlace[],
  changes: Parameters<typeof changeFrom>[2] = {},
): Promise<void> {
  const stop = new AbortController();
  const state = {
    ...pc.state,
    save: async (value: Parameters<TestPc['state']['save']>[0]): Promise<void> => {
      await pc.state.save(value);
      stop.abort(new TargetError('UNAVAILABLE', 'stopped'));
      throw new TargetError('UNAVAILABLE', 'stopped');
    },
  };
  await changeFrom(pc, places, { ...changes, signal: stop.signal, state }).catch(() => undefined);
  expect(pc.state.current().vaults[0]?.isChanging).toBe(true);
}

describe('a change that is interrupted', () => {
  it.each(['fails', 'stops'] as const)(
    'where any one call %s: each record opens with one of the two, and the next run ends it',
    async (kind) => {
      let swept = 0;
      for (let n = 1; ; n += 1) {
        const { anna, a, b } = await two();
        const places = [a, b];
        const faults = failingAt(n, { pc: anna, places, kind });
        const { signal, state } = faults;
        await changeFrom(anna, places, { signal, state }).catch(() => undefined);
        faults.mend();
        for (const place of places) {
          const names = new Set<string>();
          for (const unlock of [old, next]) {
            const { opened } = await listFrom([place], { unlock }).catch(() => ({ opened: [] }));
            for (const { content } of opened)
              names.add(`${content.machine.tag} ${content.takenAt}`);
          }
          expect(names.size, `call ${n} at ${place.name}`).toBe(3);
        }
        if (!faults.isReached()) break;
        swept = n;
        if (n % 2 === 0) await changeFrom(anna, places);
        else {
          const isBegun = anna.state.current().vaults[0]?.card.generation === 2;
          await pushFrom(anna, places, { unlock: isBegun ? next : old });
          if (!isBegun) await changeFrom(anna, places);
        }
        expect([await opening(a), await opening(b)], `after call ${n}`).toEqual([3, 3]);
        expect(heldNames(a), `after call ${n}`).toEqual(heldNames(b));
        const [vault] = anna.state.current().vaults;
        expect([vault?.behind, vault?.isChanging]).toEqual([undefined, undefined]);
      }
      expect(swept).toBeGreaterThan(30);
    },
  );

  it('is named to whoever pushes with the earlier passphrase, to status and to doctor', async () => {
    const { anna, a, b } = await two();
    await stoppedOnceNoted(anna, [a, b]);
    expect([await opening(a, old), await opening(a, next)]).toEqual([3, 0]);
    const error: unknown = await pushFrom(anna, [a, b]).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'WRONG_PASSPHRASE',
      message: 'a change of the passphrase was interrupted on this PC, and this is not the new one',
    });
    expect(shownHint(error)).toMatch(/with the earlier passphrase.* passphrase change, /);
    expect(shownHint(error)).toContain('--new-passphrase-file FILE');
    expect(shownHint(error)).not.toContain('--generate-passphrase');
    const log = runLog();
    await statusOn(anna, [a, b], { log });
    expect(log.warnings.map(({ code }) => code)).toEqual(['change-unfinished']);
    const found = await examine(runOn(anna, [a, b]), { readOnly: true });
    expect(found.memory.isChanging).toBe(true);
    const made: unknown = await changeFrom(anna, [a, b], {
      next: { kind: 'generated', words: 'other words that this run made' },
    }).catch((thrown: unknown) => thrown);
    expect(shownHint(made)).toContain('--new-passphrase-file FILE');
    const ended = await changeFrom(anna, [a, b]);
    expect([ended.isResumed, await opening(a), await opening(b)]).toEqual([true, 3, 3]);
  });

  it('whose new passphrase is lost is undone without the state, or ended with the code', async () => {
    const code = await makeRecoveryCode();
    const { anna, a, b } = await two({ newCode: () => Promise.resolve(code) });
    await stoppedOnceNoted(anna, [a, b], { keptCode: () => Promise.resolve(code) });
    const noted = anna.state.current();
    await anna.state.save(emptyState);
    const pushed = await pushFrom(anna, [a, b]);
    expect(pushed.outcomes.map(({ error }) => error)).toEqual([null, null]);
    expect(anna.state.current().vaults[0]?.card.generation).toBe(1);
    await anna.state.save(noted);
    const third = givenPassphrase('third');
    await changeFrom(anna, [a, b], { unlock: givenCode(code), next: third });
    expect([await opening(a, third), await opening(b, third)]).toEqual([3, 3]);
  });

  it('asks whoever types it for the new passphrase, and no other', async () => {
    const { anna, a, b } = await two();
    const faults = failingAt(12, { pc: anna, places: [a, b], kind: 'stops' });
    await changeFrom(anna, [a, b], faults).catch(() => undefined);
    faults.mend();
    const asked: string[] = [];
    const typed = typedPassphrase((purpose) => asked.push(purpose));
    const events: string[] = [];
    const result = await changeFrom(anna, [a, b], {
      unlock: {
        ...typed,
        ask: (purpose, signal) => (asked.push(purpose), next.ask(purpose, signal)),
      },
      next: typed,
      listen: ({ kind }) => events.push(kind),
    });
    expect(asked).toEqual(['existing']);
    expect(events).toContain('change-unfinished');
    expect([result.isResumed, result.generation]).toEqual([true, 2]);
    expect([await opening(a), await opening(b)]).toEqual([3, 3]);
  });
});

describe('a hostile place', () => {
  it('that gives another record than it took loses none of its own', async () => {
    const { anna, a, b } = await two();
    const names = heldNames(b);
    const [first = ''] = names;
    const bytes = b.held.get(first);
    const removed: string[] = [];
    b.faults = {
      get: (name) => {
        const there = names.includes(name) ? b.held.get(name) : bytes;
        return Promise.resolve(there?.slice() ?? new Uint8Array());
      },
      remove: (name) => Promise.resolve(void removed.push(name)),
    };
    const { outcomes } = await changeFrom(anna, [a, b]);
    expect(outcomes.map(({ state }) => state)).toEqual(['resealed', 'failed']);
    expect(removed).toEqual([]);
    expect(await opening(a)).toBe(3);
  });

  it('whose copy changes between two reads costs itself alone', async () => {
    const { anna, a, b } = await two();
    const reads = new Map<string, number>();
    b.faults = {
      get: (name) => {
        const count = (reads.get(name) ?? 0) + 1;
        reads.set(name, count);
        const bytes = b.held.get(name) ?? new Uint8Array();
        if (count < 3) return Promise.resolve(bytes.slice());
        return Promise.resolve(bytes.map((byte, i) => (i === 200 ? byte ^ 1 : byte)));
      },
    };
    await changeFrom(anna, [a, b]);
    expect(await opening(a)).toBe(3);
    b.faults = {};
    expect((await opening(b)) + (await opening(b, old))).toBeGreaterThanOrEqual(3);
  });

  it('that shows a record under the name of another PC has it neither copied nor replaced', async () => {
    const { anna, a, b } = await two();
    const [first = '', second = ''] = heldNames(b);
    const bytes = b.held.get(first) ?? new Uint8Array();
    const forged = second
      .replace(/^[0-9a-f]{16}/, 'f'.repeat(16))
      .replace(/-[0-9a-f]{32}/, first.slice(-39, -6));
    b.held.set(forged, bytes);
    await changeFrom(anna, [a, b]);
    expect(b.held.get(forged)).toEqual(bytes);
    expect([await opening(a), await opening(b)]).toEqual([3, 3]);
  });
});
