import { describe, expect, it } from 'vitest';
import { leastWork, placeLimits } from '../../../src/vault/places/budget.js';
import { forgeInto, forgeRecord } from '../../support/forgery.js';
import {
  heldNames,
  pullFrom,
  pushFrom,
  runLog,
  testPc,
  testPlace,
} from '../../support/household.js';
import {
  annasPc,
  bensPc,
  foundLicence,
  keysOf,
  productKeys,
} from '../../support/household-samples.js';

async function pushedTag(place: ReturnType<typeof testPlace>): Promise<string> {
  const { records } = await pushFrom(testPc(annasPc()), [place]);
  const [record] = records;
  if (record === undefined) throw new Error('the push planned a record');
  return record.content.machine.tag;
}

describe('the newest record of each PC', () => {
  it('is not a forged one with a date in the future', async () => {
    const good = testPlace('good');
    const bad = testPlace('bad');
    const tag = await pushedTag(good);
    await forgeInto(bad, { tag, count: 1 });
    const { opened, failed } = await pullFrom([bad, good]);
    expect(opened.map((record) => record.name)).toEqual(heldNames(good));
    expect(failed.map((record) => record.error.code)).toEqual(['WRONG_PASSPHRASE']);
  });

  it('is found behind forged ones in the same place, each under a salt of its own', async () => {
    const place = testPlace('stick');
    const tag = await pushedTag(place);
    const [name] = heldNames(place);
    const again = testPc(annasPc([foundLicence(productKeys.other)]));
    await pushFrom(again, [place]);
    await forgeInto(place, { tag, count: 5 });
    const { opened } = await pullFrom([place]);
    expect(opened).toHaveLength(1);
    expect(opened[0]?.content.previous).not.toBeNull();
    expect(heldNames(place)).toContain(name);
  });

  it('is found behind a hundred forged ones', async () => {
    const good = testPlace('good');
    const tag = await pushedTag(good);
    const forged = await forgeRecord({ tag, takenAt: '2090-01-01T00:00:00Z' });
    for (let n = 0; n < 100; n += 1) {
      // bytes that do not fit their name are refused before anything is derived for them
      const name = forged.name.replace(/-.{4}/, `-${String(n).padStart(4, '0')}`);
      good.held.set(name, forged.record);
    }
    const { opened, failed } = await pullFrom([good]);
    expect(opened).toHaveLength(1);
    expect(failed).toHaveLength(100);
  });

  it('is told for every PC, whatever the generation that a forged record claims', async () => {
    const good = testPlace('good');
    const bad = testPlace('bad');
    const tag = await pushedTag(good);
    await pushFrom(testPc(bensPc()), [good]);
    await forgeInto(bad, { tag, count: 1, generation: 0xffffffff });
    const { opened } = await pullFrom([bad, good]);
    expect(opened.map((record) => record.content.machine.name).sort()).toEqual([
      'BEN-PC',
      'DESKTOP-7K2M9QX',
    ]);
  });

  it('does not hide what an older record in another place holds', async () => {
    const first = testPlace('first');
    const second = testPlace('second');
    const pc = testPc(annasPc([foundLicence(productKeys.ownWindows)]));
    await pushFrom(pc, [first]);
    first.away = true;
    pc.snapshot = annasPc([foundLicence(productKeys.ownOffice)]);
    await pushFrom(pc, [second]);
    first.away = false;
    const { opened } = await pullFrom([first, second]);
    expect(keysOf(opened.flatMap((record) => record.content.licences))).toEqual(
      [productKeys.ownWindows, productKeys.ownOffice].sort(),
    );
  });

  it('is the only one told where it holds all that older ones hold', async () => {
    const first = testPlace('first');
    const second = testPlace('second');
    const pc = testPc(annasPc());
    await pushFrom(pc, [first, second]);
    pc.snapshot = annasPc([foundLicence(productKeys.ownOffice)]);
    await pushFrom(pc, [second]);
    const { opened } = await pullFrom([first, second]);
    expect(opened).toHaveLength(1);
    expect(opened[0]?.content.licences).toHaveLength(2);
  });
});

describe('the limit of derivations', () => {
  it('is kept: one a salt, and each place has its own', async () => {
    const good = testPlace('good');
    const bad = testPlace('bad');
    const tag = await pushedTag(good);
    await forgeInto(bad, { tag, count: 20 });
    const log = runLog();
    const { opened } = await pullFrom([bad, good], { log });
    expect(opened).toHaveLength(1);
    expect(new Set(log.derived).size).toBe(log.derived.length);
    expect(log.derived).toHaveLength(placeLimits.work / leastWork + 1);
  });

  it('cannot be used up by a place of forged PCs before another place had its turn', async () => {
    const good = testPlace('good');
    const bad = testPlace('bad');
    await pushedTag(good);
    for (let n = 0; n < 6; n += 1) {
      await forgeInto(bad, { tag: `ffffffffffffff0${n}`, count: 1 });
    }
    const { opened } = await pullFrom([bad, good]);
    expect(opened).toHaveLength(1);
  });

  it('goes to the salt that most records have, where a place names too many', async () => {
    const place = testPlace('stick');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place]);
    await pushFrom(pc, [place], { force: true });
    for (let n = 0; n < 6; n += 1) {
      await forgeInto(place, { tag: `ffffffffffffff0${n}`, count: 1 });
    }
    const { opened } = await pullFrom([place]);
    expect(opened).toHaveLength(1);
  });

  it('is one derivation, however many records there are', async () => {
    const place = testPlace('stick');
    const pc = testPc(annasPc());
    for (let n = 0; n < 5; n += 1) await pushFrom(pc, [place], { force: true });
    const log = runLog();
    await pullFrom([place], { log });
    expect(log.derived).toHaveLength(1);
  });
});
