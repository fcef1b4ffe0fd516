// An entry corrected or removed: what the next records say, whatever is carried forward, lost or away.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Licence, RecordContent } from '../../src/record/schema.js';
import { type Change, edit } from '../../src/vault/edit.js';
import { nextContent } from '../../src/vault/planning/content.js';
import {
  type TestPc,
  type TestPlace,
  givenPassphrase,
  heldNames,
  listFrom,
  pullFrom,
  pushFrom,
  reinstalled,
  runOn,
  testPc,
  testPlace,
} from '../support/household.js';
import {
  annasPc,
  bensPc,
  foundLicence,
  genericLicence,
  keysOf,
  productKeys,
} from '../support/household-samples.js';
import { anyContent } from '../support/any-content.js';
import { refusal } from '../support/refusal.js';

const { ownWindows, ownOffice } = productKeys;
const both = [foundLicence(ownWindows), foundLicence(ownOffice)];

async function changed(
  pc: TestPc,
  places: TestPlace[],
  change: Change,
  machine: string | null = null,
): Promise<void> {
  const choose = (): Promise<Change> => Promise.resolve(change);
  await edit(runOn(pc, places), { unlock: givenPassphrase(), machine, choose });
}

async function newest(places: TestPlace[]): Promise<readonly Licence[]> {
  const { opened } = await pullFrom(places);
  expect(opened).toHaveLength(1);
  return opened[0]?.content.licences ?? [];
}

async function pushedPc(): Promise<{ pc: TestPc; place: TestPlace }> {
  const [pc, place] = [testPc(annasPc(both)), testPlace('stick')];
  await pushFrom(pc, [place]);
  return { pc, place };
}

describe('a removed entry', () => {
  it('is gone from the next record, and the record before keeps it', async () => {
    const { pc, place } = await pushedPc();
    await changed(pc, [place], { kind: 'remove', entry: 2 });
    expect(keysOf(await newest([place]))).toEqual([ownWindows]);
    const { opened } = await listFrom([place]);
    expect(opened.map(({ content }) => content.licences.length)).toEqual([1, 2]);
  });

  it('stays away after a push that does not find it, with the state lost too', async () => {
    const { pc, place } = await pushedPc();
    await changed(pc, [place], { kind: 'remove', entry: 2 });
    pc.state.lose();
    pc.snapshot = annasPc([foundLicence(ownWindows)]);
    await pushFrom(pc, [place], { force: true });
    const again = reinstalled(pc, [genericLicence]);
    await pushFrom(again, [place]);
    expect(keysOf(await newest([place]))).not.toContain(ownOffice);
  });

  it('comes back when a push finds it on the PC again, and stays then', async () => {
    const { pc, place } = await pushedPc();
    await changed(pc, [place], { kind: 'remove', entry: 2 });
    await pushFrom(pc, [place]);
    expect(keysOf(await newest([place]))).toContain(ownOffice);
    pc.state.lose();
    pc.snapshot = annasPc([foundLicence(ownWindows)]);
    await pushFrom(pc, [place]);
    expect(keysOf(await newest([place]))).toContain(ownOffice);
  });

  it('is not shown out of an older record of a place that was away', async () => {
    const [pc, here, away] = [testPc(annasPc(both)), testPlace('stick'), testPlace('nas')];
    await pushFrom(pc, [here, away]);
    away.away = true;
    await changed(pc, [here, away], { kind: 'remove', entry: 2 });
    away.away = false;
    expect(keysOf(await newest([here, away]))).toEqual([ownWindows]);
  });
});

describe('a corrected entry', () => {
  it('says what the owner said, and no more what was said before', async () => {
    const { pc, place } = await pushedPc();
    const first = { note: 'wrong', seller: 'Shop' };
    await changed(pc, [place], { kind: 'correct', entry: 2, correction: first });
    const correction = { note: null, product: 'Office 2019 Home', channel: 'Retail' };
    await changed(pc, [place], { kind: 'correct', entry: 2, correction });
    const expected = { note: null, seller: 'Shop', product: 'Office 2019 Home', channel: 'Retail' };
    expect((await newest([place]))[1]).toMatchObject(expected);
    // The PC has words of its own for it; the owner's count.
    await pushFrom(pc, [place], { force: true });
    expect((await newest([place])).find((one) => one.productKey === ownOffice)).toMatchObject(
      expected,
    );
  });

  it('of the end of a key stays one entry, and a whole key completes it', async () => {
    const end = foundLicence(ownOffice, { productKey: null, cautions: ['partial'] });
    const [pc, place] = [testPc(annasPc([end])), testPlace('stick')];
    await pushFrom(pc, [place]);
    const correction = { product: 'Office from the box' };
    await changed(pc, [place], { kind: 'correct', entry: 1, correction });
    await pushFrom(pc, [place], { force: true });
    const licences = await newest([place]);
    expect(licences.map(({ product }) => product)).toEqual(['Office from the box']);
  });
});

describe('an edit', () => {
  it('of an entry that is not there is refused, and stores nothing', async () => {
    const { pc, place } = await pushedPc();
    for (const entry of [0, 3, 1.5]) {
      const wrong = { kind: 'remove', entry } as const;
      expect(await refusal(() => changed(pc, [place], wrong))).toBe('USAGE');
    }
    expect(heldNames(place)).toHaveLength(1);
  });

  it('needs a PC that has backups, and its name where there are several', async () => {
    const { pc, place } = await pushedPc();
    const remove = { kind: 'remove', entry: 1 } as const;
    expect(await refusal(() => changed(pc, [place], remove, 'Nobody'))).toBe('USAGE');
    await pushFrom(testPc(bensPc()), [place]);
    expect(await refusal(() => changed(pc, [place], remove))).toBe('USAGE');
    await changed(pc, [place], remove, 'ben-pc');
    const empty = testPlace('empty');
    expect(await refusal(() => changed(testPc(annasPc()), [empty], remove))).not.toBeNull();
  });
});

const run = {
  tag: 'aaaaaaaaaaaaaaaa',
  tool: { name: 'product-key-vault', version: '0.1.0' },
  otherPcs: [],
};

function follow(
  snapshot: RecordContent,
  contents: readonly RecordContent[],
  removing: readonly Licence[] = [],
): RecordContent {
  const marks = contents.map(({ sequence, takenAt }) => {
    return { sequence, takenAt, recordId: String(sequence).padStart(32, '0') };
  });
  const now = new Date('2026-11-21T19:55:01Z');
  return nextContent(snapshot, { contents, marks }, { ...run, now, removing });
}

describe('carrying forward, with a removal', () => {
  it('lacks the removed key alone, however many records follow and whichever are opened', () => {
    fc.assert(
      fc.property(fc.array(anyContent, { minLength: 1, maxLength: 3 }), fc.nat(), (ever, at) => {
        const before = follow({ ...(ever[0] as RecordContent), licences: [] }, ever);
        const whole = before.licences.filter(({ productKey }) => productKey !== null);
        const removed = whole[at % whole.length];
        fc.pre(removed !== undefined);
        const licences = before.licences.filter((one) => one !== removed);
        const after = follow({ ...before, licences }, [before, ...ever], [removed]);
        const empty = { ...before, licences: [] };
        for (const later of [after, follow(empty, [after, before, ...ever])]) {
          const kept = keysOf(before.licences).filter((key) => key !== removed.productKey);
          expect(keysOf(later.licences)).toEqual(kept);
        }
      }),
    );
  });
});
