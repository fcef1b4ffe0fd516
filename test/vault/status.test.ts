import { describe, expect, it } from 'vitest';
import { statusStatus } from '../../src/report/looked-report.js';
import { statusSentence } from '../../src/report/status-words.js';
import type { StatusResult } from '../../src/vault/status.js';
import { damage, forgeInto } from '../support/forgery.js';
import {
  drillOn,
  givenPassphrase,
  heldNames,
  pushFrom,
  runLog,
  statusOn,
  testPc,
  testPlace,
} from '../support/household.js';
import { annasPc, bensPc } from '../support/household-samples.js';
import { refusal } from '../support/refusal.js';

const states = ({ pcs }: StatusResult): [string | null, string[]][] =>
  pcs.map(({ name, cells }) => [name, cells.map(({ state }) => state)]);
const annaName = 'DESKTOP-7K2M9QX';

describe('the status without what unlocks', () => {
  it('knows what was pushed from here, derives nothing and reads only what it knows', async () => {
    const [stick, nas] = [testPlace('stick'), testPlace('nas')];
    const [anna, ben] = [testPc(annasPc()), testPc(bensPc())];
    await pushFrom(anna, [stick, nas]);
    await pushFrom(ben, [nas]);
    const log = runLog();
    const result = await statusOn(anna, [stick, nas], { log });
    expect(states(result)).toEqual([
      [annaName, ['safe', 'safe']],
      [null, ['none', 'named']],
    ]);
    expect(log.derived).toEqual([]);
    expect(result).toMatchObject({ isOpened: false, now: '2026-11-21T19:57:01Z' });
    expect(statusSentence(result, result.now).text).toBe(
      `${annaName} is safe in 2 places; 1 more PC has backups there that nobody has opened here.`,
    );
  });

  it('shows a place that is away as it was confirmed last', async () => {
    const [stick, nas] = [testPlace('stick'), testPlace('nas')];
    const pc = testPc(annasPc());
    await pushFrom(pc, [stick, nas]);
    stick.away = true;
    await pushFrom(pc, [stick, nas], { force: true });
    const one = await statusOn(pc, [stick, nas]);
    expect(states(one)).toEqual([[annaName, ['older', 'safe']]]);
    expect(one.pcs[0]?.cells[0]?.confirmedAt).toBe('2026-11-21T19:56:01Z');
    expect(statusStatus(one)).toBe(3);
    nas.away = true;
    const none = await statusOn(pc, [stick, nas]);
    expect(states(none)).toEqual([[annaName, ['older', 'safe']]]);
    expect(statusStatus(none)).toBe(11);
  });

  it('sees a damaged copy of what it knows', async () => {
    const [stick, nas] = [testPlace('stick'), testPlace('nas')];
    const pc = testPc(annasPc());
    await pushFrom(pc, [stick, nas]);
    damage(stick, heldNames(stick)[0] ?? '');
    const result = await statusOn(pc, [stick, nas]);
    expect(states(result)).toEqual([[annaName, ['damaged', 'safe']]]);
  });

  it('takes no older backup under the name of the newest for that', async () => {
    const stick = testPlace('stick');
    const pc = testPc(annasPc());
    await pushFrom(pc, [stick]);
    await pushFrom(pc, [stick], { force: true });
    const [older = '', newest = ''] = heldNames(stick);
    stick.held.set(newest, stick.held.get(older) ?? new Uint8Array());
    expect(states(await statusOn(pc, [stick]))).toEqual([[annaName, ['damaged']]]);
  });

  it('takes no name for more than a name: neither a newer nor an earlier one', async () => {
    const [stick, nas] = [testPlace('stick'), testPlace('nas')];
    const pc = testPc(annasPc());
    await pushFrom(pc, [stick, nas]);
    const tag = heldNames(stick)[0]?.slice(0, 16) ?? '';
    await forgeInto(stick, { tag, count: 2 });
    const result = await statusOn(pc, [stick, nas]);
    expect(states(result)).toEqual([[annaName, ['safe', 'safe']]]);
    expect(result.pcs[0]?.cells[0]?.newerNamedAt).toBe('2091-01-01T00:00:00Z');
    expect(result.pcs[0]?.newestAt).toBe('2026-11-21T19:56:01Z');
  });

  it('tells where a copy does not outlive the PC, as the push told', async () => {
    const store = testPlace('store', { durability: 'this-install' });
    const pc = testPc(annasPc());
    await pushFrom(pc, [store]);
    expect(states(await statusOn(pc, [store]))).toEqual([[annaName, ['fleeting']]]);
    const rescued = testPc(bensPc(), { origin: 'elsewhere', source: '/mnt/disk' });
    const folder = testPlace('folder', { durability: 'this-install', folder: '/home/anna' });
    await pushFrom(rescued, [folder]);
    expect(states(await statusOn(rescued, [folder]))).toEqual([['BEN-PC', ['safe']]]);
  });

  it('tells when each place was rehearsed last', async () => {
    const [stick, nas] = [testPlace('stick'), testPlace('nas')];
    const pc = testPc(annasPc());
    await pushFrom(pc, [stick, nas]);
    await drillOn(pc, [stick]);
    const { places } = await statusOn(pc, [stick, nas]);
    expect(places.map(({ rehearsal }) => rehearsal)).toEqual([
      { at: '2026-11-21T19:57:01Z', isWhole: true },
      null,
    ]);
  });

  it('says why where nothing is known of any place', async () => {
    const pc = testPc(annasPc());
    const away = testPlace('stick', { away: true });
    expect(await refusal(() => statusOn(pc, [away]))).toBe('UNAVAILABLE');
    expect(await refusal(() => statusOn(pc, [testPlace('empty')]))).toBe('NO_RECORD');
  });
});

describe('the status with what unlocks', () => {
  const unlock = givenPassphrase();

  it('knows all PCs by name, on a PC that remembers nothing', async () => {
    const [stick, nas] = [testPlace('stick'), testPlace('nas')];
    const anna = testPc(annasPc());
    await pushFrom(anna, [stick, nas]);
    await pushFrom(testPc(bensPc()), [nas]);
    await pushFrom(anna, [nas], { force: true });
    const result = await statusOn(testPc(annasPc()), [stick, nas], { unlock });
    expect(states(result)).toEqual([
      ['BEN-PC', ['none', 'safe']],
      [annaName, ['older', 'safe']],
    ]);
    expect(result.isOpened).toBe(true);
  });

  it('sees that the newest in one place is damaged, and what is left there', async () => {
    const [stick, nas] = [testPlace('stick'), testPlace('nas')];
    const pc = testPc(annasPc());
    await pushFrom(pc, [stick, nas]);
    await pushFrom(pc, [stick, nas], { force: true });
    damage(stick, heldNames(stick).at(-1) ?? '');
    const result = await statusOn(pc, [stick, nas], { unlock });
    expect(states(result)).toEqual([[annaName, ['damaged', 'safe']]]);
    expect(result.pcs[0]?.cells[0]?.backupAt).toBe('2026-11-21T19:56:01Z');
  });

  it('refuses a wrong passphrase', async () => {
    const stick = testPlace('stick');
    const pc = testPc(annasPc());
    await pushFrom(pc, [stick]);
    const wrong = givenPassphrase('another one');
    expect(await refusal(() => statusOn(pc, [stick], { unlock: wrong }))).toBe('WRONG_PASSPHRASE');
  });

  it('writes nothing, not even what it has seen', async () => {
    const stick = testPlace('stick');
    const pc = testPc(annasPc());
    await pushFrom(pc, [stick]);
    const before = [JSON.stringify(pc.state.current()), heldNames(stick)];
    await statusOn(pc, [stick]);
    await statusOn(pc, [stick], { unlock });
    expect([JSON.stringify(pc.state.current()), heldNames(stick)]).toEqual(before);
  });
});
