// What is said of places that give nothing back, and what is not worth an alarm.
import { describe, expect, it } from 'vitest';
import { openedReport, openedStatus } from '../../src/report/opened-report.js';
import { createRecoveryCode } from '../../src/vault/recovery.js';
import { damage } from '../support/forgery.js';
import {
  givenPassphrase,
  heldNames,
  listFrom,
  pullFrom,
  pushFrom,
  runLog,
  runOn,
  testPc,
  testPlace,
  typedPassphrase,
} from '../support/household.js';
import { annasPc, bensPc } from '../support/household-samples.js';
import { refusal } from '../support/refusal.js';

const others = givenPassphrase('of the neighbours');
const words = (): string => '';

describe('backups of others in a place', () => {
  it.each([
    ['pull', pullFrom],
    ['list', listFrom],
  ] as const)('are counted in one line by a %s', async (_, look) => {
    const place = testPlace('nas');
    await pushFrom(testPc(annasPc()), [place]);
    const foreign = testPlace('foreign');
    for (const pc of [bensPc(), annasPc()])
      await pushFrom(testPc(pc), [foreign], { unlock: others });
    for (const [name, bytes] of foreign.held) place.held.set(name, bytes);
    const log = runLog();
    const result = await look([place], { log });
    const [told, ...more] = log.warnings;
    expect(more).toEqual([]);
    expect(told?.message).toContain(
      '2 backups there do not open: under another passphrase, or of another household',
    );
    for (const name of heldNames(foreign)) expect(told?.message).toContain(name);
    expect(told?.location).toBe('nas');
    expect(openedStatus(result)).toBe(0);
    expect(openedReport(result, { reveal: false, words }).silent).toEqual([]);
  });

  it.each([
    ['pull', pullFrom],
    ['list', listFrom],
  ] as const)('and nothing else make the status of a %s 3', async (_, look) => {
    const [own, foreign] = [testPlace('own'), testPlace('foreign')];
    await pushFrom(testPc(annasPc()), [own]);
    await pushFrom(testPc(bensPc()), [foreign], { unlock: others });
    const result = await look([own, foreign]);
    expect(openedStatus(result)).toBe(3);
    expect(openedReport(result, { reveal: false, words }).silent).toMatchObject([
      { target: 'foreign', error: { code: 'WRONG_PASSPHRASE' } },
    ]);
  });
});

describe('a place that gives nothing back', () => {
  it('is named in the result where it did not answer', async () => {
    const [own, away] = [testPlace('own'), testPlace('away', { away: true })];
    await pushFrom(testPc(annasPc()), [own]);
    const result = await pullFrom([own, away]);
    expect(openedReport(result, { reveal: false, words }).silent).toMatchObject([
      { target: 'away', error: { code: 'UNAVAILABLE' } },
    ]);
  });

  it('is not one that holds only an older backup', async () => {
    const [old, current] = [testPlace('old'), testPlace('current')];
    const pc = testPc(annasPc());
    await pushFrom(pc, [old, current]);
    await pushFrom(pc, [current], { force: true });
    expect(openedStatus(await pullFrom([old, current]))).toBe(0);
  });

  it('is one whose backups are all damaged', async () => {
    const [own, spoilt] = [testPlace('own'), testPlace('spoilt')];
    await pushFrom(testPc(annasPc()), [own]);
    await pushFrom(testPc(bensPc()), [spoilt]);
    damage(spoilt, heldNames(spoilt)[0] ?? '');
    expect(openedStatus(await pullFrom([own, spoilt]))).toBe(3);
  });
});

describe('where there is no backup', () => {
  it('nobody is asked for anything by a pull, a list or a new recovery code', async () => {
    const asked: string[] = [];
    const typed = typedPassphrase((purpose) => asked.push(purpose));
    const unlock = (): Promise<typeof typed> => {
      asked.push('unlock');
      return Promise.resolve(typed);
    };
    const place = testPlace('empty');
    expect(await refusal(() => pullFrom([place], { unlock }))).toBe('NO_RECORD');
    expect(await refusal(() => listFrom([place], { unlock }))).toBe('NO_RECORD');
    const run = runOn(testPc(annasPc()), [place]);
    expect(await refusal(() => createRecoveryCode(run, { unlock: typed }))).toBe('NO_RECORD');
    expect(asked).toEqual([]);
  });
});

describe('a second stick that is new', () => {
  it('raises no alarm', async () => {
    const pc = testPc(annasPc());
    await pushFrom(pc, [testPlace('first')]);
    const log = runLog();
    await pushFrom(pc, [testPlace('second', { made: false })], { log });
    expect(log.warnings).toEqual([]);
  });

  it('but one that was emptied does', async () => {
    const pc = testPc(annasPc());
    const [first, second] = [testPlace('first'), testPlace('second')];
    await pushFrom(pc, [first, second]);
    second.held.clear();
    const log = runLog();
    expect(await refusal(() => pushFrom(pc, [second], { log }))).toBe('WRONG_TARGET');
    await pushFrom(pc, [second], { log, force: true });
    expect(log.warnings.map(({ code }) => code)).toEqual(['older-newest', 'place-emptied']);
  });
});
