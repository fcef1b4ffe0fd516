import { describe, expect, it } from 'vitest';
import { derivePassphraseKey } from '../../src/crypto/kdf.js';
import { VaultError } from '../../src/errors.js';
import { damage, forgeInto } from '../support/forgery.js';
import {
  givenPassphrase,
  heldNames,
  listFrom,
  pullFrom,
  pushFrom,
  reinstalled,
  runLog,
  testPc,
  testPlace,
} from '../support/household.js';
import {
  annasPc,
  bensPc,
  genericLicence,
  keysOf,
  productKeys,
} from '../support/household-samples.js';
import { refusal } from '../support/refusal.js';

const wrong = givenPassphrase('another one');

describe('a pull', () => {
  it('needs no state, and gives the real key back after a reinstall', async () => {
    const place = testPlace('stick');
    const before = testPc(annasPc());
    await pushFrom(before, [place]);
    const { opened } = await pullFrom([place]);
    expect(keysOf(opened[0]?.content.licences ?? [])).toEqual([productKeys.ownWindows]);
    await pushFrom(reinstalled(before, [genericLicence]), [place]);
    const again = await pullFrom([place]);
    expect(keysOf(again.opened[0]?.content.licences ?? [])).toEqual(
      [productKeys.ownWindows, productKeys.genericPro].sort(),
    );
  });

  it('takes the copy from another place where one is damaged, and says so', async () => {
    const damaged = testPlace('damaged');
    const good = testPlace('good');
    await pushFrom(testPc(annasPc()), [damaged, good]);
    damage(damaged, heldNames(damaged)[0] ?? '');
    const log = runLog();
    const { opened, failed } = await pullFrom([damaged, good], { log });
    expect(opened).toHaveLength(1);
    expect(failed).toEqual([]);
    expect(log.warnings.map(({ code, message }) => [code, message.includes('damaged')])).toEqual([
      ['backup-unusable', true],
    ]);
  });

  it('takes the record before where the newest is damaged everywhere, and says so', async () => {
    const place = testPlace('stick');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place]);
    const { records } = await pushFrom(pc, [place], { force: true });
    damage(place, records[0]?.name ?? '');
    const log = runLog();
    const { opened, failed, warnings } = await pullFrom([place], { log });
    expect(opened[0]?.content.sequence).toBe(1);
    expect(failed.map(({ error }) => error.code)).toEqual(['DAMAGED']);
    const told = warnings.map(({ code, location }) => [code, location]);
    expect(told).toContainEqual(['backup-not-opened', 'stick']);
    expect(warnings[0]?.message).toContain(records[0]?.name);
    expect(log.warnings).toEqual(warnings);
  });

  it('takes the newest of all places that answer', async () => {
    const old = testPlace('old');
    const current = testPlace('current');
    const pc = testPc(annasPc());
    await pushFrom(pc, [old, current]);
    await pushFrom(pc, [current], { force: true });
    const { opened } = await pullFrom([old, current]);
    expect(opened.map(({ content }) => content.sequence)).toEqual([2]);
    expect(opened[0]?.targets).toEqual(['current']);
  });

  it('names the places that could not be asked', async () => {
    const there = testPlace('there');
    const away = testPlace('away', { away: true });
    await pushFrom(testPc(annasPc()), [there]);
    const { opened, unreached, warnings } = await pullFrom([away, there]);
    expect(opened).toHaveLength(1);
    expect(warnings.map(({ code, location }) => [code, location])).toEqual([
      ['place-not-reached', 'away'],
    ]);
    expect(unreached.map(({ name }) => name)).toEqual(['away']);
  });

  it('gives each PC of the household, the one seen last first', async () => {
    const place = testPlace('nas');
    await pushFrom(testPc(annasPc()), [place]);
    await pushFrom(testPc(bensPc(), { clock: new Date('2027-01-01T00:00:00Z') }), [place]);
    const { opened } = await pullFrom([place]);
    expect(opened.map(({ content }) => content.machine.name)).toEqual([
      'BEN-PC',
      'DESKTOP-7K2M9QX',
    ]);
  });
});

describe('--machine', () => {
  it('takes a name in any case, or a tag', async () => {
    const place = testPlace('nas');
    await pushFrom(testPc(annasPc()), [place]);
    const { records } = await pushFrom(testPc(bensPc()), [place]);
    for (const machine of ['ben-pc', 'BEN-PC', records[0]?.content.machine.tag ?? '']) {
      const { opened } = await pullFrom([place], { machine });
      expect(opened.map(({ content }) => content.machine.name)).toEqual(['BEN-PC']);
    }
  });

  it('says which PCs there are where none has the name, and how many do not open', async () => {
    const place = testPlace('nas');
    await pushFrom(testPc(annasPc()), [place]);
    await forgeInto(place, { tag: 'ffffffffffffffff', count: 1 });
    await expect(pullFrom([place], { machine: 'CLARA-PC' })).rejects.toMatchObject({
      code: 'NO_RECORD',
      hint: 'There are backups of: DESKTOP-7K2M9QX. 1 more do not open.',
    });
  });
});

describe('a list', () => {
  it('gives every record of every PC', async () => {
    const stick = testPlace('stick');
    const nas = testPlace('nas');
    const pc = testPc(annasPc());
    await pushFrom(pc, [stick, nas]);
    await pushFrom(pc, [nas], { force: true });
    await pushFrom(testPc(bensPc()), [nas]);
    const { opened } = await listFrom([stick, nas]);
    const listed = opened.map(({ content, targets }) => [
      content.machine.name,
      content.sequence,
      targets,
    ]);
    expect(listed).toHaveLength(3);
    expect(listed).toContainEqual(['DESKTOP-7K2M9QX', 1, ['stick', 'nas']]);
    expect(listed).toContainEqual(['DESKTOP-7K2M9QX', 2, ['nas']]);
    expect(listed).toContainEqual(['BEN-PC', 1, ['nas']]);
  });

  it('opens good records among forged ones, with one derivation for each salt at most', async () => {
    const place = testPlace('nas');
    const pc = testPc(annasPc());
    const { records } = await pushFrom(pc, [place]);
    await pushFrom(pc, [place], { force: true });
    await forgeInto(place, { tag: records[0]?.content.machine.tag ?? '', count: 6 });
    const log = runLog();
    const { opened, failed } = await listFrom([place], { log });
    expect([opened.length, failed.length, log.derived.length]).toEqual([2, 6, 7]);
  });
});

describe('what a pull is refused with', () => {
  it('no place answers', async () => {
    const one = testPlace('one', { away: true });
    const two = testPlace('two', { away: true });
    expect(await refusal(() => pullFrom([one]))).toBe('UNAVAILABLE');
    expect(await refusal(() => pullFrom([one, two]))).toBe('NO_TARGET_REACHED');
  });

  it('there is no record, with a hint at the place that was away', async () => {
    const empty = testPlace('empty');
    const never = testPlace('never set up', { made: false });
    expect(await refusal(() => pullFrom([empty, never]))).toBe('NO_RECORD');
    const away = testPlace('the stick', { away: true });
    await expect(pullFrom([empty, away])).rejects.toMatchObject({
      code: 'NO_RECORD',
      hint: 'These places could not be asked: the stick.',
    });
  });

  it('a wrong passphrase, also where other records are damaged', async () => {
    const place = testPlace('stick');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place]);
    const { records } = await pushFrom(pc, [place], { force: true });
    damage(place, records[0]?.name ?? '');
    expect(await refusal(() => pullFrom([place], { unlock: wrong }))).toBe('WRONG_PASSPHRASE');
    expect(await refusal(() => listFrom([place], { unlock: wrong }))).toBe('WRONG_PASSPHRASE');
  });

  it('damage, where the only record is damaged', async () => {
    const place = testPlace('stick');
    await pushFrom(testPc(annasPc()), [place]);
    damage(place, heldNames(place)[0] ?? '');
    expect(await refusal(() => pullFrom([place]))).toBe('DAMAGED');
  });

  it('a derivation that this PC cannot do, though a record asks for it', async () => {
    const place = testPlace('stick');
    await pushFrom(testPc(annasPc()), [place]);
    const derive = (): Promise<never> =>
      Promise.reject(new VaultError('FAILURE', 'this PC could not spare 1024 MiB of memory'));
    expect(await refusal(() => pullFrom([place], { derive }))).toBe('FAILURE');
  });
});

describe('a derivation that fails', () => {
  it('for a forged record does not stop a good one', async () => {
    const good = testPlace('good');
    const bad = testPlace('bad');
    const pc = testPc(annasPc());
    const { records } = await pushFrom(pc, [good], { derive: derivePassphraseKey });
    await forgeInto(bad, { tag: records[0]?.content.machine.tag ?? '', count: 1 });
    const salt = Buffer.from(pc.state.current().vaults[0]?.card.salt ?? '', 'hex');
    const { opened, failed } = await pullFrom([bad, good], {
      derive: (passphrase, ofSalt, cost) =>
        salt.equals(ofSalt)
          ? derivePassphraseKey(passphrase, ofSalt, cost)
          : Promise.reject(new VaultError('FAILURE', 'this PC could not spare the memory')),
    });
    expect(opened).toHaveLength(1);
    expect(failed.map(({ error }) => error.code)).toEqual(['FAILURE']);
  });

  it('for a reason that nobody expected is thrown on', async () => {
    const place = testPlace('stick');
    await pushFrom(testPc(annasPc()), [place]);
    const derive = (): Promise<never> => Promise.reject(new TypeError('a fault'));
    await expect(pullFrom([place], { derive })).rejects.toThrow(TypeError);
  });
});
