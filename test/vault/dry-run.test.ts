// A dry run says what would be stored, and reaches nothing by which it could store it.
import { describe, expect, it } from 'vitest';
import { type Vault, openVault } from '../../src/vault/vault.js';
import { pushReport, pushStatus } from '../../src/report/stored-report.js';
import type { UnlockWith } from '../../src/vault/opening/unlock-with.js';
import {
  type RunChanges,
  type TestPc,
  type TestPlace,
  givenPassphrase,
  pushFrom,
  runOn,
  testPc,
  testPlace,
  typedPassphrase,
} from '../support/household.js';
import { annasPc, foundLicence, nothingSaid, productKeys } from '../support/household-samples.js';
import { refusal } from '../support/refusal.js';

const unlock = givenPassphrase();

/** A dry run on the PC: what could write in it does not. */
function dryVault(pc: TestPc, places: readonly TestPlace[], changes: RunChanges = {}): Vault {
  const write = (): Promise<never> => Promise.reject(new Error('it wrote'));
  for (const place of places)
    place.faults = { tryWriting: write, clockAheadMs: write, put: write, remove: write };
  const state = {
    load: () => pc.state.load(),
    save: write,
    exclusively: write,
    tryWriting: write,
  };
  const newRecoveryCode = write;
  return openVault({
    ...runOn(pc, places, { state, newRecoveryCode, ...changes }),
    isDryRun: true,
  });
}

const pushed = (vault: Vault, pc: TestPc, by: UnlockWith = unlock): ReturnType<Vault['push']> => {
  const { snapshot, origin, source } = pc;
  const found = { findings: [{ snapshot, origin, source }], warnings: [] };
  return vault.push({ unlock: by, collect: () => Promise.resolve(found), force: false });
};

describe('a push that is a dry run', () => {
  it('tells of a place that would be set up, and sets up none', async () => {
    const pc = testPc(annasPc());
    const place = testPlace('new stick', { made: false });
    const result = await pushed(dryVault(pc, [place]), pc);
    expect(result.outcomes).toMatchObject([{ target: 'new stick', state: 'would-store' }]);
    expect(result.outcomes[0]?.bytes).toBeGreaterThan(500);
    expect([place.made, place.held.size, pc.state.current().vaults]).toEqual([false, 0, []]);
    expect(pushReport(result, () => '')).toMatchObject({ dryRun: true, safe: true });
  });

  it('asks nobody for the passphrase of a vault that it does not make', async () => {
    const asked: string[] = [];
    const pc = testPc(annasPc());
    const typed = typedPassphrase((purpose) => asked.push(purpose));
    await pushed(dryVault(pc, [testPlace('stick')]), pc, typed);
    expect(asked).toEqual([]);
  });

  it('tells of what is new, what is there, and what failed, for each place', async () => {
    const pc = testPc(annasPc());
    const [stick, nas, away] = [testPlace('stick'), testPlace('nas'), testPlace('away')];
    await pushFrom(pc, [stick, away]);
    away.away = true;
    const before = [...stick.held.keys()];
    const { outcomes } = await pushed(dryVault(pc, [stick, nas, away]), pc);
    expect(outcomes.map(({ state }) => state)).toEqual(['unchanged', 'would-store', 'failed']);
    pc.snapshot = annasPc([foundLicence(productKeys.ownOffice)]);
    const changed = await pushed(dryVault(pc, [stick]), pc);
    expect(changed.outcomes.map(({ state }) => state)).toEqual(['would-store']);
    expect([...stick.held.keys()]).toEqual(before);
    expect(pc.state.current().vaults[0]?.machines[0]?.sequence).toBe(1);
  });

  it('is refused as the push would be, and ends as it would', async () => {
    const pc = testPc(annasPc());
    const place = testPlace('store', { durability: 'this-install' });
    expect(pushStatus(await pushed(dryVault(pc, [place]), pc))).toBe(5);
    const stick = testPlace('stick');
    await pushFrom(pc, [stick]);
    const wrong = givenPassphrase('another one');
    expect(await refusal(() => pushed(dryVault(pc, [stick]), pc, wrong))).toBe('WRONG_PASSPHRASE');
  });
});

describe('an addition that is a dry run', () => {
  it('tells what would be stored, and stores nothing', async () => {
    const pc = testPc(annasPc());
    const place = testPlace('stick');
    await pushFrom(pc, [place]);
    const request = { unlock, facts: nothingSaid, machine: null };
    const vault = dryVault(pc, [place]);
    const result = await vault.add({
      ...request,
      productKey: productKeys.ownOffice,
      lastFive: productKeys.ownOffice.slice(-5),
    });
    expect(result).toMatchObject({ isDryRun: true, outcomes: [{ state: 'would-store' }] });
    expect(place.held.size).toBe(1);
  });
});
