// A clock that was set wrong once: it is said, nothing is hidden by it, and it does not stay for ever.
import { describe, expect, it } from 'vitest';
import { isAhead, toldTime } from '../../src/record/time.js';
import {
  type TestPc,
  heldNames,
  listFrom,
  pullFrom,
  pushFrom,
  runLog,
  testPc,
  testPlace,
} from '../support/household.js';
import { annasPc, foundLicence, keysOf, productKeys } from '../support/household-samples.js';

const right = new Date('2026-11-21T19:55:00Z');
const wrong = new Date('2036-05-05T05:05:00Z');
const codes = ({ warnings }: { warnings: readonly { code: string }[] }): string[] =>
  warnings.map(({ code }) => code);

/** A push of the PC while its clock says this. */
async function pushAt(pc: TestPc, clock: Date, place: ReturnType<typeof testPlace>) {
  pc.clock = clock;
  const log = runLog();
  const { records } = await pushFrom(pc, [place], { log });
  return { content: records[0]?.content, name: records[0]?.name, warned: codes(log) };
}

describe('a backup of the future', () => {
  it('is said by the next push, which is the newest again and tells the right date', async () => {
    const place = testPlace('stick');
    const pc = testPc(annasPc([foundLicence(productKeys.ownWindows)]));
    await pushAt(pc, right, place);
    pc.snapshot = annasPc([foundLicence(productKeys.ownOffice)]);
    const ahead = await pushAt(pc, wrong, place);
    expect(ahead.warned).toEqual([]);
    pc.snapshot = annasPc([foundLicence(productKeys.other)]);
    const next = await pushAt(pc, right, place);
    expect(next.warned).toEqual(['date-ahead']);
    const { opened, warnings } = await pullFrom([place]);
    expect(opened.map(({ name }) => name)).toEqual([next.name]);
    expect(next.name).toBe(heldNames(place).at(-1));
    expect(keysOf(opened[0]?.content.licences ?? [])).toEqual(
      [productKeys.ownWindows, productKeys.ownOffice, productKeys.other].sort(),
    );
    expect(warnings).toEqual([]);
    const told = opened[0] === undefined ? '' : toldTime(opened[0].content, right);
    expect(told).toBe('2026-11-21T19:56:00Z');
    const seen = (next.content?.licences ?? []).flatMap(({ lastSeen }) => lastSeen ?? []);
    expect(seen).toHaveLength(2);
    for (const time of seen) expect(isAhead(time, right)).toBe(false);
  });

  it('is followed by one with the right date though nothing changed, and only once', async () => {
    const place = testPlace('stick');
    const pc = testPc(annasPc());
    await pushAt(pc, wrong, place);
    expect((await pushAt(pc, right, place)).warned).toEqual(['date-ahead']);
    expect(heldNames(place)).toHaveLength(2);
    for (let day = 1; day < 4; day += 1) {
      const later = new Date(right.getTime() + day * 24 * 60 * 60 * 1000);
      expect((await pushAt(pc, later, place)).warned).toEqual([]);
      expect(heldNames(place)).toHaveLength(2);
    }
  });

  it('has no word of it left once its day has come', async () => {
    const place = testPlace('stick');
    const pc = testPc(annasPc());
    await pushAt(pc, wrong, place);
    await pushAt(pc, right, place);
    pc.snapshot = annasPc([foundLicence(productKeys.other)]);
    const { content } = await pushAt(pc, new Date('2037-01-01T00:00:00Z'), place);
    expect(content).not.toHaveProperty('clock');
    expect(content?.takenAt).toBe('2037-01-01T00:01:00Z');
  });

  it('is said by a pull and a list, once for its PC', async () => {
    const place = testPlace('stick');
    const pc = testPc(annasPc());
    await pushAt(pc, wrong, place);
    await pushFrom(pc, [place], { force: true });
    for (const look of [pullFrom, listFrom]) {
      const result = await look([place]);
      expect(codes(result)).toEqual(['date-ahead']);
      expect(result.warnings[0]?.message).toContain('2036-05-05');
    }
    const now = (): Date => new Date('2036-05-05T12:00:00Z');
    expect(codes(await pullFrom([place], { now }))).toEqual([]);
  });

  it('is none where a clock was set back: the next is later all the same, and shown as that', async () => {
    const place = testPlace('stick');
    const pc = testPc(annasPc());
    await pushAt(pc, right, place);
    pc.snapshot = annasPc([foundLicence(productKeys.other)]);
    const early = await pushAt(pc, new Date('1999-12-31T23:59:00Z'), place);
    expect(early.content?.takenAt).toBe('2026-11-21T19:56:01Z');
    const { opened, warnings } = await pullFrom([place]);
    expect(opened.map(({ name }) => name)).toEqual([early.name]);
    const shown = opened[0] === undefined ? '' : toldTime(opened[0].content, right);
    expect(shown).toBe('2026-11-21T19:56:01Z');
    expect(warnings).toEqual([]);
  });
});
