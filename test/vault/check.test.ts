import { describe, expect, it } from 'vitest';
import { checkStatus } from '../../src/report/looked-report.js';
import { TargetError } from '../../src/targets/target.js';
import { damage, forgeInto } from '../support/forgery.js';
import {
  checkFrom,
  givenCode,
  givenPassphrase,
  heldNames,
  pushFrom,
  runLog,
  testPc,
  testPlace,
  type TestPlace,
} from '../support/household.js';
import { annasPc } from '../support/household-samples.js';
import { makeRecoveryCode } from '../../src/crypto/recovery-code.js';
import { refusal } from '../support/refusal.js';

async function household(...names: string[]): Promise<TestPlace[]> {
  const places = names.map((name) => testPlace(name));
  const pc = testPc(annasPc());
  for (let n = 0; n < 5; n += 1) await pushFrom(pc, places, { force: true });
  return places;
}
const unlock = givenPassphrase();

describe('a check', () => {
  it('derives nothing without what unlocks, and says that authenticity is not checked', async () => {
    const log = runLog();
    const result = await checkFrom(await household('stick'), { log });
    expect(result).toMatchObject({ isOpened: false, unreached: [] });
    expect(result.places).toEqual([
      { target: 'stick', records: 5, good: 5, problems: [], unread: [] },
    ]);
    expect([checkStatus(result), log.derived]).toEqual([0, []]);
  });

  it.each([null, unlock])(
    'finds every flipped bit, in each place for itself (%#)',
    async (opener) => {
      const [stick, nas] = (await household('stick', 'nas')) as [TestPlace, TestPlace];
      for (const name of heldNames(stick).slice(0, 4)) damage(stick, name);
      const result = await checkFrom([stick, nas], { unlock: opener });
      const [bad, fine] = result.places;
      expect(fine).toMatchObject({ target: 'nas', good: 5, problems: [] });
      expect(bad).toMatchObject({ target: 'stick', records: 5, good: 1 });
      expect(bad?.problems).toMatchObject([{ code: 'DAMAGED', count: 4 }]);
      expect(bad?.problems[0]?.examples).toHaveLength(3);
      expect(checkStatus(result)).toBe(21);
    },
  );

  it('takes a forged backup for whole without what unlocks, and for none with it', async () => {
    const [stick] = (await household('stick')) as [TestPlace];
    await forgeInto(stick, { tag: 'ab'.repeat(8), count: 2 });
    expect(checkStatus(await checkFrom([stick]))).toBe(0);
    const result = await checkFrom([stick], { unlock });
    expect(result.places[0]).toMatchObject({ records: 7, good: 5 });
    expect(result.places[0]?.problems).toMatchObject([{ code: 'WRONG_PASSPHRASE', count: 2 }]);
    expect(checkStatus(result)).toBe(21);
  });

  it('finds a backup that lies under the name of another PC only with what unlocks', async () => {
    const [stick] = (await household('stick')) as [TestPlace];
    const [name = ''] = heldNames(stick);
    const bytes = stick.held.get(name) ?? new Uint8Array();
    stick.held.set(name.replace(/^\w{16}/, 'f'.repeat(16)), bytes);
    expect(checkStatus(await checkFrom([stick]))).toBe(0);
    const result = await checkFrom([stick], { unlock });
    expect(result.places[0]?.problems).toMatchObject([{ code: 'DAMAGED', count: 1 }]);
  });

  it('opens with the recovery code alone', async () => {
    const place = testPlace('stick');
    const code = await makeRecoveryCode();
    const newCode = () => Promise.resolve(code);
    await pushFrom(testPc(annasPc()), [place], { newCode, newRecoveryCode: newCode });
    const result = await checkFrom([place], { unlock: givenCode(code) });
    expect(result).toMatchObject({ isOpened: true, places: [{ good: 1, problems: [] }] });
  });

  it('refuses a wrong passphrase rather than call every backup bad', async () => {
    const wrong = givenPassphrase('another one');
    const places = await household('stick');
    expect(await refusal(() => checkFrom(places, { unlock: wrong }))).toBe('WRONG_PASSPHRASE');
  });

  it('tells of a place that is away, or goes away, and of the others what is so', async () => {
    const [stick, nas, cloud] = (await household('stick', 'nas', 'cloud')) as [
      TestPlace,
      TestPlace,
      TestPlace,
    ];
    nas.away = true;
    let left = 2;
    cloud.faults = {
      get: (name) => {
        left -= 1;
        const bytes = cloud.held.get(name);
        if (left >= 0 && bytes !== undefined) return Promise.resolve(bytes);
        throw new TargetError('DENIED', 'cloud refuses');
      },
    };
    const result = await checkFrom([stick, nas, cloud]);
    expect(result.unreached.map(({ name }) => name)).toEqual(['nas']);
    expect(result.places[1]).toMatchObject({ records: 5, good: 2, problems: [] });
    expect(result.places[1]?.unread).toMatchObject([{ code: 'DENIED', count: 3 }]);
    expect(checkStatus(result)).toBe(3);
  });

  it('misses nothing that another run removed meanwhile', async () => {
    const [stick] = (await household('stick')) as [TestPlace];
    const [gone = ''] = heldNames(stick);
    stick.faults = {
      get: (name) => {
        const bytes = name === gone ? undefined : stick.held.get(name);
        if (bytes !== undefined) return Promise.resolve(bytes);
        throw new TargetError('NOT_FOUND', 'it is gone');
      },
    };
    const result = await checkFrom([stick]);
    expect(result.places).toEqual([
      { target: 'stick', records: 4, good: 4, problems: [], unread: [] },
    ]);
  });

  it('keeps nothing of what it read: one that reads 3,000 backups holds a few at once', async () => {
    const [stick] = (await household('stick')) as [TestPlace];
    const [name = ''] = heldNames(stick);
    const bytes = stick.held.get(name) ?? new Uint8Array();
    for (let n = 0; n < 3000; n += 1)
      stick.held.set(name.replace(/^\w{16}/, `f${n.toString(16).padStart(15, '0')}`), bytes);
    let [open, most] = [0, 0];
    stick.faults = {
      get: async (one) => {
        open += 1;
        most = Math.max(most, open);
        await new Promise((resolve) => setImmediate(resolve));
        open -= 1;
        return stick.held.get(one) ?? new Uint8Array();
      },
    };
    const result = await checkFrom([stick]);
    expect(result.places[0]?.records).toBe(3005);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(32);
  });

  it('has nothing to say of places without a backup, or that are all away', async () => {
    expect(await refusal(() => checkFrom([testPlace('empty')]))).toBe('NO_RECORD');
    expect(await refusal(() => checkFrom([testPlace('stick', { away: true })]))).toBe(
      'UNAVAILABLE',
    );
  });
});
