import { describe, expect, it } from 'vitest';
import { type RecoveryCode, makeRecoveryCode } from '../../src/crypto/recovery-code.js';
import { createRecoveryCode } from '../../src/vault/recovery.js';
import {
  type TestPc,
  type TestPlace,
  givenCode,
  givenPassphrase,
  heldNames,
  listFrom,
  pullFrom,
  pushFrom,
  runLog,
  runOn,
  testPc,
  testPlace,
} from '../support/household.js';
import {
  annasPc,
  bensPc,
  foundLicence,
  keysOf,
  productKeys,
} from '../support/household-samples.js';
import { derivePassphraseKey } from '../../src/crypto/kdf.js';
import { forgeInto } from '../support/forgery.js';
import { refusal } from '../support/refusal.js';

const derive = derivePassphraseKey;

/** Adds a recovery code to a vault that has records, as the command does. */
async function addCode(pc: TestPc, places: TestPlace[]): Promise<RecoveryCode> {
  const code = await makeRecoveryCode();
  const run = runOn(pc, places, { derive, newRecoveryCode: () => Promise.resolve(code) });
  await createRecoveryCode(run, { unlock: givenPassphrase() });
  return code;
}

describe('a first recovery code', () => {
  it('opens the newest record of each PC, and the passphrase still does', async () => {
    const place = testPlace('nas');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place], { derive });
    await pushFrom(testPc(bensPc()), [place], { derive });
    const code = await addCode(pc, [place]);
    expect((await pullFrom([place], { unlock: givenCode(code) })).opened).toHaveLength(2);
    expect((await pullFrom([place], { derive })).opened).toHaveLength(2);
  });

  it('makes no new record: what was sealed twice is listed once', async () => {
    const place = testPlace('nas');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place], { derive });
    await addCode(pc, [place]);
    expect(heldNames(place)).toHaveLength(2);
    expect((await listFrom([place], { derive })).opened).toHaveLength(1);
    const { records } = await pushFrom(pc, [place], { derive });
    expect(records.map((record) => record.unchanged)).toEqual([true]);
    expect(heldNames(place)).toHaveLength(2);
  });

  it('is in every later record, of this PC and of others', async () => {
    const place = testPlace('nas');
    const pc = testPc(annasPc());
    const ben = testPc(bensPc());
    await pushFrom(pc, [place], { derive });
    await pushFrom(ben, [place], { derive });
    const code = await addCode(pc, [place]);
    await pushFrom(pc, [place], { derive, force: true });
    await pushFrom(ben, [place], { derive, force: true });
    const { opened } = await pullFrom([place], { unlock: givenCode(code) });
    expect(opened.map(({ content }) => content.sequence)).toEqual([2, 2]);
    expect(opened.map(({ hasRecovery }) => hasRecovery)).toEqual([true, true]);
  });

  it('comes to a place that was away with the next push, though nothing else changed', async () => {
    const stick = testPlace('stick');
    const nas = testPlace('nas');
    const pc = testPc(annasPc());
    await pushFrom(pc, [stick, nas], { derive });
    const code = await addCode(pc, [stick]);
    const { records } = await pushFrom(pc, [nas], { derive });
    expect(records.map((record) => record.unchanged)).toEqual([false]);
    expect((await pullFrom([nas], { unlock: givenCode(code) })).opened).toHaveLength(1);
  });

  it('is not replaced: another one comes with a new passphrase', async () => {
    const place = testPlace('nas');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place], { derive });
    await addCode(pc, [place]);
    expect(await refusal(() => addCode(pc, [place]))).toBe('USAGE');
  });
});

describe('a pull by recovery code', () => {
  it('pulls what the passphrase would, and derives nothing', async () => {
    const place = testPlace('nas');
    const code = await makeRecoveryCode();
    await pushFrom(testPc(annasPc([foundLicence(productKeys.ownOffice)])), [place], {
      newCode: () => Promise.resolve(code),
    });
    const log = runLog();
    const { opened } = await pullFrom([place], { unlock: givenCode(code), log });
    expect(keysOf(opened[0]?.content.licences ?? [])).toEqual([productKeys.ownOffice]);
    expect(log.derived).toEqual([]);
  });

  it('is refused when it is another one, or when there is none', async () => {
    const place = testPlace('nas');
    await pushFrom(testPc(annasPc()), [place]);
    const code = await makeRecoveryCode();
    expect(await refusal(() => pullFrom([place], { unlock: givenCode(code) }))).toBe(
      'WRONG_PASSPHRASE',
    );
  });

  it('passes forged records over', async () => {
    const place = testPlace('nas');
    const code = await makeRecoveryCode();
    const { records } = await pushFrom(testPc(annasPc()), [place], {
      newCode: () => Promise.resolve(code),
    });
    await forgeInto(place, { tag: records[0]?.content.machine.tag ?? '', count: 6 });
    const { opened } = await pullFrom([place], { unlock: givenCode(code) });
    expect(opened).toHaveLength(1);
  });
});
