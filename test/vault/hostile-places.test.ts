// A place may hold, forge or withhold what it likes: it harms only itself, and what is said of it is true.
import { describe, expect, it } from 'vitest';
import { asPassphraseKey, type DeriveKey } from '../../src/crypto/kdf.js';
import { VaultError } from '../../src/errors.js';
import type { RecordName } from '../../src/record/name.js';
import { TargetError } from '../../src/targets/target.js';
import { openedReport, openedStatus } from '../../src/report/opened-report.js';
import { placeLimits } from '../../src/vault/places/budget.js';
import type { VaultEvent } from '../../src/vault/run.js';
import { forgeInto, forgeRecord } from '../support/forgery.js';
import {
  givenPassphrase,
  heldNames,
  listFrom,
  pullFrom,
  pushFrom,
  runLog,
  testPc,
  testPlace,
  type TestPlace,
} from '../support/household.js';
import { annasPc, bensPc } from '../support/household-samples.js';
import { refusal } from '../support/refusal.js';

const words = (): string => '';

/** Gives one forged record under so many names, as hard links would. */
async function linkbomb(place: TestPlace, count: number): Promise<void> {
  const { name, record } = await forgeRecord({
    tag: 'a'.repeat(16),
    takenAt: '2090-01-01T00:00:00Z',
  });
  const names = Array.from({ length: count }, (_, i) =>
    name.replace(/^.{16}/, i.toString(16).padStart(16, '0')),
  );
  place.held.set(name, record);
  place.faults = {
    list: async function* () {
      await Promise.resolve();
      for (const one of names) yield one as RecordName;
    },
    get: () => Promise.resolve(record),
  };
}

function silentFor(place: TestPlace): { readonly release: () => void } {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const { held } = place;
  place.faults = {
    get: async (name, signal) => {
      await Promise.race([
        released,
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            reject(signal.reason as Error);
          });
        }),
      ]);
      return held.get(name) ?? new Uint8Array();
    },
  };
  return { release };
}

describe('a place that names more than may be read', () => {
  it('fails alone, with a word of its own and in one line, and the other place gives all', async () => {
    const [good, bad] = [testPlace('good'), testPlace('bad')];
    await pushFrom(testPc(annasPc()), [good]);
    await linkbomb(bad, placeLimits.records + 1000);
    for (const look of [pullFrom, listFrom]) {
      const log = runLog();
      const result = await look([bad, good], { log });
      expect(result.opened.map(({ targets }) => targets)).toEqual([['good']]);
      expect(openedStatus(result)).toBe(3);
      expect(openedReport(result, { reveal: false, words }).silent).toMatchObject([
        { target: 'bad', error: { code: 'TOO_MUCH' } },
      ]);
      expect(log.warnings.map(({ code, location }) => [code, location])).toEqual([
        ['backup-not-opened', 'bad'],
        ['place-left-out', 'bad'],
      ]);
      // one reason, one error: what did not open leaves its name and that
      expect(new Set(result.failed.map(({ error }) => error)).size).toBeLessThan(5);
    }
  }, 300_000);

  it('fails a push for itself, and nothing is written there', async () => {
    const [good, bad] = [testPlace('good'), testPlace('bad')];
    const pc = testPc(annasPc());
    await pushFrom(pc, [good]);
    await linkbomb(bad, placeLimits.records + 1000);
    const put: string[] = [];
    bad.faults = { ...bad.faults, put: (name) => Promise.resolve(void put.push(name)) };
    const { outcomes } = await pushFrom(pc, [bad, good], { force: true });
    expect(outcomes.map(({ state, error }) => [state, error?.code])).toEqual([
      ['failed', 'TOO_MUCH'],
      ['verified', undefined],
    ]);
    expect(put).toEqual([]);
  }, 300_000);
});

describe('made-up salts', () => {
  it('of a retired place never keep another from opening, on a PC without state', async () => {
    const [retired, good] = [testPlace('retired'), testPlace('good')];
    await pushFrom(testPc(annasPc()), [good]);
    const [name] = heldNames(good);
    // What comes first in the good place is bad, so it is not opened at the first look.
    good.held.set(
      `${name?.slice(0, 17) ?? ''}20990101T000000Z-${'0'.repeat(32)}.vault`,
      new Uint8Array(9),
    );
    for (let i = 0; i < 30; i += 1)
      await forgeInto(retired, { tag: i.toString(16).padStart(16, 'f'), count: 2 });
    const { opened } = await pullFrom([retired, good]);
    expect(opened.map(({ targets }) => targets)).toEqual([['good']]);
  });

  it('are never called a wrong passphrase where they were not tried', async () => {
    const place = testPlace('stick');
    const { records } = await pushFrom(testPc(annasPc()), [place]);
    await forgeInto(place, { tag: records[0]?.content.machine.tag ?? '', count: 20 });
    for (let i = 0; i < 20; i += 1)
      await forgeInto(place, { tag: i.toString(16).padStart(16, 'f'), count: 1 });
    const unlock = givenPassphrase('of nobody');
    expect(await refusal(() => pullFrom([place], { unlock }))).toBe('TOO_MUCH');
    expect(await refusal(() => pushFrom(testPc(bensPc()), [place], { unlock }))).toBe('TOO_MUCH');
  });

  it('can all be tried where a person goes on', async () => {
    const place = testPlace('stick');
    for (let i = 0; i < 40; i += 1)
      await forgeInto(place, { tag: i.toString(16).padStart(16, 'f'), count: 2 });
    await pushFrom(testPc(annasPc()), [testPlace('other')]);
    const other = testPlace('other');
    await pushFrom(testPc(annasPc()), [other]);
    for (const [name, record] of other.held) place.held.set(name, record);
    const asked: unknown[] = [];
    const { opened } = await pullFrom([place], {
      mayGoOn: (left) => {
        asked.push(...left);
        return Promise.resolve(true);
      },
    });
    expect(opened).toHaveLength(1);
    expect(asked[0]).toMatchObject({ place: 'stick' });
    const before = asked.length;
    const pushed = await pushFrom(testPc(bensPc()), [place], {
      mayGoOn: (left) => {
        asked.push(...left);
        return Promise.resolve(left.every(({ place: name }) => name === 'stick'));
      },
    });
    expect(pushed.isNewVault).toBe(false);
    expect(asked.length).toBeGreaterThan(before);
    const wrong = pullFrom([place], {
      unlock: givenPassphrase('of nobody'),
      mayGoOn: () => Promise.resolve(true),
    });
    expect(await refusal(() => wrong)).toBe('WRONG_PASSPHRASE');
  });

  it('come after the salt that this PC knows', async () => {
    const place = testPlace('stick');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place]);
    for (let i = 0; i < 60; i += 1)
      await forgeInto(place, { tag: i.toString(16).padStart(16, 'f'), count: 3 });
    const { opened } = await pullFrom([place], { state: pc.state });
    expect(opened).toHaveLength(1);
  });

  it('of a cost of their own are derived apart, and a death there is of that record alone', async () => {
    const place = testPlace('stick');
    const { records } = await pushFrom(testPc(annasPc()), [place]);
    const stranger = await forgeRecord(
      { tag: records[0]?.content.machine.tag ?? '', takenAt: '2090-01-01T00:00:00Z' },
      {},
      { ops: 1, memoryMiB: 16 },
    );
    place.held.set(stranger.name, stranger.record);
    const derived: string[] = [];
    const key = asPassphraseKey(new Uint8Array(32));
    const count =
      (where: string, fails: boolean): DeriveKey =>
      (_passphrase, _salt, { memoryMiB }) => {
        derived.push(`${where} ${memoryMiB}`);
        return fails ? Promise.reject(new VaultError('TOO_MUCH', 'killed')) : Promise.resolve(key);
      };
    const log = runLog();
    const attempt = pullFrom([place], {
      log,
      derive: count('here', false),
      deriveApart: count('apart', true),
    });
    // The key that stands in for the right one opens nothing here: what counts is what was tried, and how.
    expect(await refusal(() => attempt)).toBe('TOO_MUCH');
    expect(derived).toEqual(['here 8', 'apart 16']);
  });
});

describe('a place that hangs', () => {
  it('holds nothing back of what another gave, which is corrected where it has a newer one', async () => {
    const [good, slow] = [testPlace('good'), testPlace('slow')];
    const pc = testPc(annasPc());
    await pushFrom(pc, [good, slow]);
    await pushFrom(pc, [slow], { force: true });
    const { release } = silentFor(slow);
    const told: (readonly [number, readonly string[]])[] = [];
    const listen = (event: VaultEvent): void => {
      if (event.kind !== 'opened') return;
      told.push([event.opened[0]?.content.sequence ?? 0, event.waitingFor]);
      if (event.waitingFor.length === 1) release();
    };
    const { opened } = await pullFrom([slow, good], { listen });
    expect(told[0]?.[0]).toBe(1);
    expect(told).toContainEqual([1, ['slow']]);
    expect(told.at(-1)).toEqual([2, []]);
    expect(opened.map(({ content }) => content.sequence)).toEqual([2]);
  });

  it('and is stopped leaves what has opened as the result', async () => {
    const [good, slow] = [testPlace('good'), testPlace('slow')];
    await pushFrom(testPc(annasPc()), [good, slow]);
    silentFor(slow);
    const controller = new AbortController();
    const listen = (event: VaultEvent): void => {
      if (event.kind === 'opened')
        controller.abort(new VaultError('INTERRUPTED', 'stopped by the test'));
    };
    const result = await pullFrom([slow, good], { listen, signal: controller.signal });
    expect(result.opened).toHaveLength(1);
    expect(openedStatus(result)).toBe(130);
    expect(result.unreached.map(({ name, error }) => [name, error.code])).toContainEqual([
      'slow',
      'INTERRUPTED',
    ]);
  });

  it('and is stopped before anything opened ends as any other command', async () => {
    const slow = testPlace('slow');
    await pushFrom(testPc(annasPc()), [slow]);
    silentFor(slow);
    const controller = new AbortController();
    const pulled = pullFrom([slow], { signal: controller.signal });
    setImmediate(() => {
      controller.abort(new VaultError('INTERRUPTED', 'stopped by the test'));
    });
    expect(await refusal(() => pulled)).toBe('INTERRUPTED');
  });

  it('does not keep a push from storing in the others once its time is over', async () => {
    const [good, slow] = [testPlace('good'), testPlace('slow')];
    const pc = testPc(annasPc());
    await pushFrom(pc, [good, slow]);
    slow.faults = {
      get: () => Promise.reject(new VaultError('TOO_MUCH', 'slow was waited for long enough')),
    };
    const { outcomes } = await pushFrom(pc, [slow, good], { force: true });
    expect(outcomes.at(-1)?.state).toBe('verified');
  });

  it('while it is read delays no other place of a push, and is written to when it answers', async () => {
    const [good, slow] = [testPlace('good'), testPlace('slow')];
    const pc = testPc(annasPc());
    await pushFrom(pc, [good, slow]);
    const { release } = silentFor(slow);
    const told: string[] = [];
    const listen = (event: VaultEvent): void => {
      if (event.kind === 'waiting') told.push(`waiting for ${event.target}`);
      if (event.kind !== 'stored') return;
      told.push(`${event.outcome.state} ${event.outcome.target}`);
      // Nothing else lets the slow place answer: a push that waits for it first would never end.
      release();
    };
    const { outcomes } = await pushFrom(pc, [slow, good], { force: true, listen });
    expect(told).toEqual(['waiting for slow', 'verified good', 'verified slow']);
    expect(outcomes.map(({ target }) => target)).toEqual(['slow', 'good']);
  });

  it('while it is read is waited for where it alone may hold what this PC knows of', async () => {
    const [old, slow] = [testPlace('old'), testPlace('slow')];
    const pc = testPc(annasPc());
    await pushFrom(pc, [old, slow]);
    await pushFrom(pc, [slow], { force: true });
    const { release } = silentFor(slow);
    const told: string[] = [];
    const letGo = (): void => {
      told.push('let go');
      release();
    };
    const listen = (event: VaultEvent): void => {
      if (event.kind === 'stored') told.push('stored');
      if (event.kind === 'waiting') setTimeout(letGo, 500);
    };
    await pushFrom(pc, [slow, old], { force: true, listen });
    expect(told).toEqual(['let go', 'stored', 'stored']);
  });

  it('in one call is not asked again, and fails a push as silent', async () => {
    const [good, slow] = [testPlace('good'), testPlace('slow')];
    const pc = testPc(annasPc());
    await pushFrom(pc, [good, slow]);
    const asked: string[] = [];
    const silent = (name: string): Promise<never> => {
      asked.push(name);
      return Promise.reject(new TargetError('TIMEOUT', 'no answer'));
    };
    slow.faults = { get: silent, put: silent };
    const { outcomes } = await pushFrom(pc, [slow, good], { force: true });
    expect(outcomes.map(({ state, error }) => [state, error?.code])).toEqual([
      ['failed', 'TIMEOUT'],
      ['verified', undefined],
    ]);
    expect(asked).toHaveLength(1);
    asked.length = 0;
    const pulled = await pullFrom([slow, good]);
    expect(pulled.closed.map(({ name, error }) => [name, error.code])).toEqual([
      ['slow', 'TIMEOUT'],
    ]);
    expect(asked).toHaveLength(1);
  });
});
