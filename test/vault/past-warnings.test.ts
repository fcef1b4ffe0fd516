import { describe, expect, it } from 'vitest';
import { damage } from '../support/forgery.js';
import { heldNames, pushFrom, runLog, testPc, testPlace } from '../support/household.js';
import { annasPc, foundLicence, keysOf, productKeys } from '../support/household-samples.js';

describe('the row of records', () => {
  it('follows one that is away now', async () => {
    const first = testPlace('first');
    const second = testPlace('second');
    const pc = testPc(annasPc());
    await pushFrom(pc, [first, second]);
    pc.snapshot = annasPc([foundLicence(productKeys.ownOffice)]);
    await pushFrom(pc, [first]);
    const previous = pc.state.current().vaults[0]?.machines[0]?.recordId;
    pc.snapshot = annasPc([foundLicence(productKeys.other)]);
    const log = runLog();
    const { records } = await pushFrom(pc, [second], { log });
    expect(records[0]?.content).toMatchObject({ sequence: 3, previous });
    expect(log.warnings.map((warning) => warning.code)).toEqual(['older-newest']);
  });

  it('goes forward in time by a second at least, though the clock was set back', async () => {
    const place = testPlace('stick');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place]);
    pc.clock = new Date('1999-12-31T23:59:00Z');
    const { records } = await pushFrom(pc, [place], { force: true });
    expect(records[0]?.content.takenAt).toBe('2026-11-21T19:56:02Z');
    expect(records[0]?.name).toBe(heldNames(place).at(-1));
  });

  it('goes forward in time also where the newest record is away', async () => {
    const first = testPlace('first');
    const second = testPlace('second');
    const pc = testPc(annasPc());
    await pushFrom(pc, [first, second]);
    const { records: away } = await pushFrom(pc, [first], { force: true });
    pc.clock = new Date('1999-12-31T23:59:00Z');
    const { records } = await pushFrom(pc, [second], { force: true });
    expect(Date.parse(records[0]?.content.takenAt ?? '')).toBe(
      Date.parse(away[0]?.content.takenAt ?? '') + 1000,
    );
  });

  it('is told to be set back when a place shows less than this PC stored in it', async () => {
    const place = testPlace('stick');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place]);
    const { records } = await pushFrom(pc, [place], { force: true });
    place.held.delete(records[0]?.name ?? '');
    const log = runLog();
    await pushFrom(pc, [place], { log });
    expect(log.warnings.map((warning) => warning.code)).toEqual(['older-newest']);
    expect(pc.state.current().vaults[0]?.machines[0]?.sequence).toBe(2);
  });

  it('is told to be continued twice when a clone of the PC goes on in its own way', async () => {
    const place = testPlace('stick');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place]);
    const clone = testPc(annasPc([foundLicence(productKeys.other)]), { clock: pc.clock });
    clone.state.replace(pc.state.current());
    const log = runLog();
    const hidden = new Map(place.held);
    await pushFrom(clone, [place]);
    const fromClone = [...place.held].filter(([name]) => !hidden.has(name));
    for (const [name] of fromClone) place.held.delete(name);
    pc.snapshot = annasPc([foundLicence(productKeys.ownOffice)]);
    await pushFrom(pc, [place]);
    for (const [name, bytes] of fromClone) place.held.set(name, bytes);
    const { records } = await pushFrom(pc, [place], { log });
    expect(log.warnings.map((warning) => warning.code)).toEqual(['forked']);
    expect(keysOf(records[0]?.content.licences ?? [])).toEqual(
      [productKeys.ownWindows, productKeys.ownOffice, productKeys.other].sort(),
    );
    const quiet = runLog();
    await pushFrom(pc, [place], { log: quiet });
    expect(quiet.warnings).toEqual([]);
  });

  it('goes on after a damaged record, and says that it could not be carried on', async () => {
    const place = testPlace('stick');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place]);
    pc.snapshot = annasPc([foundLicence(productKeys.ownOffice)]);
    const { records: damaged } = await pushFrom(pc, [place]);
    damage(place, damaged[0]?.name ?? '');
    pc.snapshot = annasPc([foundLicence(productKeys.other)]);
    const log = runLog();
    const { records } = await pushFrom(pc, [place], { log });
    expect(records[0]?.content.sequence).toBe(3);
    expect(log.warnings.map((warning) => warning.code).sort()).toEqual([
      'backup-not-opened',
      'older-newest',
    ]);
  });
});
