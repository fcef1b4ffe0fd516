import { describe, expect, it } from 'vitest';
import { makeRecoveryCode } from '../../src/crypto/recovery-code.js';
import { VaultError } from '../../src/errors.js';
import { drillStatus } from '../../src/report/looked-report.js';
import { createRecoveryCode } from '../../src/vault/recovery.js';
import { damage, forgeInto } from '../support/forgery.js';
import {
  drillOn,
  givenCode,
  givenPassphrase,
  heldNames,
  pushFrom,
  runOn,
  testPc,
  testPlace,
} from '../support/household.js';
import { annasPc, bensPc } from '../support/household-samples.js';
import { refusal } from '../support/refusal.js';

const wholes = ({ places }: Awaited<ReturnType<typeof drillOn>>): boolean[] =>
  places.map(({ isWhole }) => isWhole);

describe('a drill', () => {
  it('finds that each place alone gives everything, without what this PC remembers', async () => {
    const places = [testPlace('stick'), testPlace('nas')];
    await pushFrom(testPc(annasPc()), places);
    await pushFrom(testPc(bensPc()), places);
    const result = await drillOn(testPc(annasPc()), places);
    expect(wholes(result)).toEqual([true, true]);
    const names = result.places[0]?.pcs.map(({ name }) => name).sort();
    expect(names).toEqual(['BEN-PC', 'DESKTOP-7K2M9QX']);
    expect(drillStatus(result)).toBe(0);
  });

  it('finds the place that was away, by what another place holds', async () => {
    const [stick, nas] = [testPlace('stick'), testPlace('nas')];
    const pc = testPc(annasPc());
    await pushFrom(pc, [stick, nas]);
    stick.away = true;
    await pushFrom(pc, [stick, nas], { force: true });
    await pushFrom(testPc(bensPc()), [nas]);
    stick.away = false;
    const result = await drillOn(testPc(annasPc()), [stick, nas]);
    expect(wholes(result)).toEqual([false, true]);
    const [first] = result.places;
    expect(first?.pcs[0]?.newerAt).toBe('2026-11-21T19:57:01Z');
    expect(first?.missing.map(({ name }) => name)).toEqual(['BEN-PC']);
    expect(drillStatus(result)).toBe(21);
  });

  it('finds it also by what this PC noted, while the other place is away', async () => {
    const [stick, nas] = [testPlace('stick'), testPlace('nas')];
    const pc = testPc(annasPc());
    await pushFrom(pc, [stick, nas]);
    await pushFrom(pc, [nas], { force: true });
    nas.away = true;
    const result = await drillOn(pc, [stick, nas]);
    expect(wholes(result)).toEqual([false]);
    expect(result.unreached.map(({ name }) => name)).toEqual(['nas']);
  });

  it('takes no good copy of one place for a damaged one of another', async () => {
    const [stick, nas] = [testPlace('stick'), testPlace('nas')];
    await pushFrom(testPc(annasPc()), [stick, nas]);
    damage(stick, heldNames(stick)[0] ?? '');
    const result = await drillOn(testPc(annasPc()), [stick, nas]);
    expect(wholes(result)).toEqual([false, true]);
    expect(result.places[0]).toMatchObject({ pcs: [], problems: [{ code: 'DAMAGED', count: 1 }] });
  });

  it('takes no recovery slot of one place for another that has none', async () => {
    const [stick, nas] = [testPlace('stick'), testPlace('nas')];
    const code = await makeRecoveryCode();
    await pushFrom(testPc(annasPc()), [stick]);
    for (const [name, bytes] of stick.held) nas.held.set(name, bytes);
    const run = runOn(testPc(annasPc()), [nas], { newRecoveryCode: () => Promise.resolve(code) });
    await createRecoveryCode(run, { unlock: givenPassphrase() });
    const byCode = await drillOn(testPc(annasPc()), [stick, nas], { unlock: givenCode(code) });
    expect(wholes(byCode)).toEqual([false, true]);
    expect(wholes(await drillOn(testPc(annasPc()), [stick, nas]))).toEqual([true, true]);
  });

  it('is not put off by backups of others, and names them', async () => {
    const stick = testPlace('stick');
    await pushFrom(testPc(annasPc()), [stick]);
    await forgeInto(stick, { tag: heldNames(stick)[0]?.slice(0, 16) ?? '', count: 3 });
    const result = await drillOn(testPc(annasPc()), [stick]);
    expect(wholes(result)).toEqual([true]);
    expect(result.places[0]?.problems).toMatchObject([{ code: 'WRONG_PASSPHRASE', count: 3 }]);
  });

  it('misses no other PC in a place that keeps one alone', async () => {
    const [store, stick] = [
      testPlace('store', { space: 'scarce', durability: 'this-install' }),
      testPlace('stick'),
    ];
    await pushFrom(testPc(annasPc()), [store, stick]);
    await pushFrom(testPc(bensPc()), [stick]);
    const result = await drillOn(testPc(annasPc()), [store, stick]);
    expect(result.places.map(({ isWhole, isLasting }) => [isWhole, isLasting])).toEqual([
      [true, false],
      [true, true],
    ]);
  });

  it('notes when each place was rehearsed and how that went, and only that', async () => {
    const [stick, nas] = [testPlace('stick'), testPlace('nas')];
    const pc = testPc(annasPc());
    await pushFrom(pc, [stick, nas]);
    await pushFrom(pc, [nas], { force: true });
    const { vaults } = pc.state.current();
    await drillOn(pc, [stick, nas]);
    const { seen, ...rest } = pc.state.current();
    expect(rest).toEqual({ schema: 1, vaults });
    const at = '2026-11-21T19:58:01Z';
    expect(seen?.places.map(({ id, rehearsal }) => [id, rehearsal])).toEqual([
      ['stick', { at, isWhole: false }],
      ['nas', { at, isWhole: true }],
    ]);
  });

  it('is a drill all the same where that cannot be noted', async () => {
    const stick = testPlace('stick');
    const pc = testPc(annasPc());
    await pushFrom(pc, [stick]);
    const state = {
      ...pc.state,
      save: () => Promise.reject(new VaultError('BAD_STATE', 'the state cannot be written')),
    };
    const result = await drillOn(pc, [stick], { state });
    expect(wholes(result)).toEqual([true]);
    expect(result.warnings.map(({ code }) => code)).toEqual(['state-not-saved']);
  });

  it('refuses a wrong passphrase, and places without a backup', async () => {
    const stick = testPlace('stick');
    const pc = testPc(annasPc());
    expect(await refusal(() => drillOn(pc, [stick]))).toBe('NO_RECORD');
    await pushFrom(pc, [stick]);
    const unlock = givenPassphrase('another one');
    expect(await refusal(() => drillOn(pc, [stick], { unlock }))).toBe('WRONG_PASSPHRASE');
  });
});
