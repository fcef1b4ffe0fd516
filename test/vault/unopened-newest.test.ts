// The newest backup of a PC does not open and an older one does: that has a status of its own. And a place is
// named as holding a backup only where its bytes are that backup.
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { recordName } from '../../src/record/name.js';
import { openedReport, openedStatus } from '../../src/report/opened-report.js';
import { damage } from '../support/forgery.js';
import {
  type TestPc,
  type TestPlace,
  heldNames,
  listFrom,
  pullFrom,
  pushFrom,
  runOn,
  testPc,
  testPlace,
} from '../support/household.js';
import { annasPc, bensPc, foundLicence, productKeys } from '../support/household-samples.js';
import { push } from '../../src/vault/push.js';
import { givenPassphrase } from '../support/household.js';

const words = (): string => 'a step';
let stick: TestPlace;
let nas: TestPlace;
let pc: TestPc;
let names: readonly string[];

beforeEach(async () => {
  stick = testPlace('stick');
  nas = testPlace('nas');
  pc = testPc(annasPc());
  await pushFrom(pc, [stick, nas]);
  pc.snapshot = annasPc([foundLicence(productKeys.ownOffice)]);
  await pushFrom(pc, [stick, nas]);
  names = heldNames(stick);
});

describe('a newest backup that does not open', () => {
  it.each([
    ['a pull', pullFrom],
    ['a list', listFrom],
  ])('ends %s with 6, and is named', async (_what, look) => {
    damage(stick, names[1] ?? '');
    damage(nas, names[1] ?? '');
    const result = await look([stick, nas]);
    expect(openedStatus(result)).toBe(6);
    const { records, unopened, warnings } = openedReport(result, { reveal: true, words });
    expect(records.map(({ name }) => name)).toEqual([names[0]]);
    expect(unopened).toMatchObject([{ name: names[1], error: { code: 'DAMAGED' } }]);
    expect(warnings.map(({ code }) => code)).toContain('newest-not-opened');
  });

  it('matters more than a place that gave nothing', async () => {
    damage(stick, names[1] ?? '');
    nas.away = true;
    expect(openedStatus(await pullFrom([stick, nas]))).toBe(6);
  });

  it('is none where another place has it whole', async () => {
    damage(stick, names[1] ?? '');
    const result = await pullFrom([stick, nas]);
    expect(openedStatus(result)).toBe(0);
    expect(result.unopened).toEqual([]);
  });

  it('is none where only an older one is bad', async () => {
    damage(stick, names[0] ?? '');
    damage(nas, names[0] ?? '');
    for (const look of [pullFrom, listFrom]) {
      expect(openedStatus(await look([stick, nas]))).toBe(0);
    }
  });

  it('is none of a PC that was not asked for', async () => {
    await pushFrom(testPc(bensPc()), [stick, nas]);
    damage(stick, names[1] ?? '');
    damage(nas, names[1] ?? '');
    expect(openedStatus(await pullFrom([stick, nas], { machine: 'BEN-PC' }))).toBe(0);
    expect(openedStatus(await pullFrom([stick, nas]))).toBe(6);
  });

  it('is none where somebody put something under another passphrase there', async () => {
    const other = testPlace('other');
    const stranger = testPc(annasPc(), { clock: new Date('2026-12-01T00:00:00Z') });
    await pushFrom(stranger, [other], {
      unlock: givenPassphrase('another'),
      newTag: () => Promise.resolve((names[0] ?? '').slice(0, 16)),
    });
    for (const [name, bytes] of other.held) stick.held.set(name, bytes);
    expect(openedStatus(await pullFrom([stick]))).toBe(0);
  });
});

describe('what anybody can lay there', () => {
  const lay = (bytes: Uint8Array): void => {
    const digest = createHash('sha256').update(bytes).digest();
    const tag = (names[0] ?? '').slice(0, 16);
    stick.held.set(recordName(tag, '2030-01-01T00:00:00Z', digest), bytes);
  };

  it.each([
    ['no record', () => new Uint8Array(700).fill(7)],
    ['half a record', (whole: Uint8Array) => whole.slice(0, 700)],
    ['a record of a later form', (whole: Uint8Array) => whole.slice().fill(9, 8, 12)],
  ])('under the name of its own bytes is told, and is no newest: %s', async (_what, change) => {
    lay(change(stick.held.get(names[1] ?? '') ?? new Uint8Array()));
    const result = await pullFrom([stick]);
    expect(openedStatus(result)).toBe(0);
    expect(result.warnings.map(({ code }) => code)).toEqual(['backup-not-opened']);
  });
});

describe('a place whose copy is bad', () => {
  it.each([
    ['a pull', pullFrom],
    ['a list', listFrom],
  ])('is not named by %s as holding the backup', async (_what, look) => {
    damage(nas, names[1] ?? '');
    const { opened } = await look([stick, nas]);
    expect(opened[0]?.targets).toEqual(['stick']);
    expect((await look([nas, stick])).opened[0]?.targets).toEqual(['stick']);
    nas.held.delete(names[1] ?? '');
    await pushFrom(pc, [stick, nas]);
    expect((await look([stick, nas])).opened[0]?.targets).toEqual(['stick', 'nas']);
  });

  it('would be stored to again, says a dry run', async () => {
    damage(nas, names[1] ?? '');
    const { snapshot, origin, source } = pc;
    const findings = [{ snapshot, origin, source }];
    const run = { ...runOn(pc, [stick, nas]), isDryRun: true };
    const { outcomes } = await push(run, {
      unlock: givenPassphrase(),
      collect: () => Promise.resolve({ findings, warnings: [] }),
      force: false,
    });
    expect(outcomes.map(({ state }) => state)).toEqual(['unchanged', 'would-store']);
  });
});
