import { describe, expect, it } from 'vitest';
import { openVault } from '../../../src/vault/vault.js';
import {
  type RunChanges,
  type TestPc,
  type TestPlace,
  givenPassphrase,
  named,
  pullFrom,
  pushFrom,
  runLog,
  runOn,
  testPc,
  testPlace,
} from '../../support/household.js';
import { annasPc } from '../../support/household-samples.js';
import { refusal } from '../../support/refusal.js';
import { never } from '../../support/signal.js';

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
  it('is not stored to, and the others are', async () => {
    const { pc, stick } = await afterPush();
    stick.held.clear();
    const { outcomes } = await pushFrom(pc, [stick, testPlace('another')]);
    expect(outcomes.map(({ state, error }) => `${state} ${error?.code ?? ''}`)).toEqual([
      'failed WRONG_TARGET',
      'verified ',
    ]);
    expect(stick.held.size).toBe(0);
    expect(await refusal(() => pushFrom(pc, [stick]))).toBe('WRONG_TARGET');
  });

  it('is not stored to when it answers late', async () => {
    const pc = testPc(annasPc());
    const [stick, nas] = [testPlace('stick'), testPlace('nas')];
    await pushFrom(pc, [stick, nas]);
    stick.held.clear();
    const traits = { durability: 'detachable', maxRecordBytes: 1024, space: 'ample' } as const;
    stick.faults.identify = async () => {
      await new Promise((resolve) => setTimeout(resolve, 3_500));
      return { placeId: 'stick', traits };
    };
    const { outcomes } = await pushFrom(pc, [stick, nas]);
    expect(outcomes[0]?.error?.code).toBe('WRONG_TARGET');
    expect(stick.held.size).toBe(0);
  });

  it('is said in a dry run', async () => {
    const { pc, stick } = await afterPush();
    stick.held.clear();
    const run = { ...runOn(pc, [stick, testPlace('another')]), isDryRun: true };
    const found = { findings: [{ ...pc, origin: 'elsewhere' as const }], warnings: [] };
    const { outcomes } = await openVault(run).push({
      ...{ unlock: givenPassphrase(), force: false },
      collect: () => Promise.resolve(found),
    });
    expect(outcomes[0]?.error?.code).toBe('WRONG_TARGET');
  });

  it('is stored to where a person says so, which is said', async () => {
    const { pc, stick } = await afterPush();
    stick.held.clear();
    expect(await warned(pc, [stick, testPlace('nas')])).toContain('place-emptied the stick');
    expect(stick.held.size).toBe(1);
    expect(await warned(pc, [stick])).not.toContain('place-emptied the stick');
  });
});

describe('a place that lost its mark', () => {
  /** The place of a PC that pushed to it, as it is then; `marked` tells what marked it again. */
  async function unmarked() {
    const pc = testPc(annasPc());
    const place = testPlace('stick');
    await pushFrom(pc, [place]);
    const { traits } = await named(place).target.identify(never);
    const status = { placeId: 'stick', traits, lostMark: 'its mark is missing' };
    place.faults.identify = () => Promise.resolve(status);
    const marked: string[] = [];
    const target = {
      ...named(place, { adHoc: false }),
      markAgain: () => Promise.resolve(void marked.push('again')),
    };
    return { pc, place, targets: [target], marked };
  }

  it('is marked again where what it holds opens', async () => {
    const { pc, targets, marked } = await unmarked();
    expect(await warned(pc, [], { targets })).toEqual(['mark-lost stick']);
    expect(marked).toEqual(['again']);
  });

  it('is read all the same', async () => {
    const { targets } = await unmarked();
    const log = runLog();
    const { opened } = await pullFrom([], { targets, log });
    expect(opened).toHaveLength(1);
    expect(log.warnings.map(({ code }) => code)).toEqual(['mark-lost']);
  });

  it.each(['is empty', 'holds what does not open', 'holds damage alone'])(
    'is not touched where it %s',
    async (what) => {
      const { pc, place, targets, marked } = await unmarked();
      const nas = testPlace('nas');
      if (what !== 'holds damage alone') place.held.clear();
      for (const name of place.held.keys()) place.held.set(name, new Uint8Array(700));
      if (what === 'holds what does not open') {
        await pushFrom(testPc(annasPc()), [{ ...place, faults: {} }], {
          unlock: givenPassphrase('another household'),
        });
      }
      const before = place.held.size;
      const { outcomes } = await pushFrom(pc, [], {
        targets: [...targets, named(nas)],
        force: true,
      });
      expect(outcomes.map(({ error }) => error?.code)).toEqual(['WRONG_TARGET', undefined]);
      expect([marked, place.held.size]).toEqual([[], before]);
    },
  );
});

it('a place that is elsewhere now is said to be', async () => {
  const pc = testPc(annasPc());
  const place = testPlace('stick');
  await pushFrom(pc, [place]);
  const { traits } = await named(place).target.identify(never);
  place.faults.identify = () =>
    Promise.resolve({ placeId: 'stick', traits, foundAt: 'the folder F:\\keys' });
  const log = runLog();
  await pushFrom(pc, [place], { log });
  await pullFrom([place], { log });
  expect(log.warnings.map(({ code }) => code)).toEqual(['place-moved', 'place-moved']);
});
