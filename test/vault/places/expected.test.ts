import { describe, expect, it } from 'vitest';
import { openVault } from '../../../src/vault/vault.js';
import {
  type RunChanges,
  type TestPc,
  type TestPlace,
  givenPassphrase,
  pushFrom,
  runLog,
  runOn,
  testPc,
  testPlace,
} from '../../support/household.js';
import { annasPc } from '../../support/household-samples.js';

/** The codes of what a push warns of. */
async function warned(
  pc: TestPc,
  places: TestPlace[],
  changes: RunChanges = {},
): Promise<string[]> {
  const log = runLog();
  await pushFrom(pc, places, { log, force: true, ...changes });
  return log.warnings.map(({ code, location }) => `${code} ${location}`);
}

const mountPoint = '/media/anna/stick';
const folder = `${mountPoint}/keys`;

/** A PC that pushed to a stick, and to a second place, and the folder without the stick. */
async function afterPush(): Promise<{ pc: TestPc; stick: TestPlace; empty: TestPlace }> {
  const pc = testPc(annasPc());
  const stick = testPlace('the stick', { made: false, folder });
  expect(await warned(pc, [stick, testPlace('nas')])).toEqual([]);
  return { pc, stick, empty: testPlace('where it was', { made: false, folder }) };
}

describe('a new place where one of this PC was', () => {
  it('is said to be new, and stored to', async () => {
    const { pc, empty } = await afterPush();
    expect(await warned(pc, [empty, testPlace('nas')])).toContain('place-made-anew where it was');
    expect(empty.held.size).toBe(1);
  });

  it('is said once, and the stick is known again when it is back', async () => {
    const { pc, stick, empty } = await afterPush();
    await warned(pc, [empty]);
    expect(await warned(pc, [empty])).toEqual([]);
    expect((await warned(pc, [stick])).filter((line) => line.startsWith('place'))).toEqual([]);
  });

  it('is said in a dry run, which makes none', async () => {
    const { pc, empty } = await afterPush();
    const found = { findings: [{ ...pc, origin: 'elsewhere' as const }], warnings: [] };
    const { warnings } = await openVault({ ...runOn(pc, [empty]), isDryRun: true }).push({
      ...{ unlock: givenPassphrase(), force: false },
      collect: () => Promise.resolve(found),
    });
    expect(warnings.map(({ code }) => code)).toContain('place-made-anew');
    expect(empty.made).toBe(false);
  });

  it('is not said of a folder beside it, nor where the state was lost', async () => {
    const { pc, empty } = await afterPush();
    const beside = testPlace('beside', { made: false, folder: `${mountPoint}/other` });
    expect(await warned(pc, [beside])).toEqual([]);
    pc.state.lose();
    expect(await warned(pc, [empty])).toEqual([]);
  });
});

describe('a place that was emptied', () => {
  it('is said, and stored to', async () => {
    const { pc, stick } = await afterPush();
    stick.held.clear();
    expect(await warned(pc, [stick, testPlace('nas')])).toContain('place-emptied the stick');
    expect(stick.held.size).toBe(1);
    expect(await warned(pc, [stick])).not.toContain('place-emptied the stick');
  });
});
