import { describe, expect, it } from 'vitest';
import { makeRecoveryCode } from '../../../src/crypto/recovery-code.js';
import { damage, forgeInto } from '../../support/forgery.js';
import {
  givenCode,
  givenPassphrase,
  heldNames,
  pullFrom,
  pushFrom,
  runLog,
  testPc,
  testPlace,
  typedPassphrase,
} from '../../support/household.js';
import { annasPc, bensPc } from '../../support/household-samples.js';
import { refusal } from '../../support/refusal.js';

const wrong = givenPassphrase('another one');

describe('the card in the state', () => {
  it('refuses another passphrase, and nothing is written', async () => {
    const place = testPlace('stick');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place]);
    const attempt = pushFrom(pc, [place], { unlock: wrong, force: true });
    expect(await refusal(() => attempt)).toBe('WRONG_PASSPHRASE');
    expect(heldNames(place)).toHaveLength(1);
  });

  it('refuses another passphrase for an empty place, too: a household shares one', async () => {
    const pc = testPc(annasPc());
    await pushFrom(pc, [testPlace('stick')]);
    const empty = testPlace('empty', { made: false });
    const attempt = pushFrom(pc, [empty], { unlock: wrong });
    expect(await refusal(() => attempt)).toBe('WRONG_PASSPHRASE');
    expect(empty.made).toBe(false);
  });

  it.each([
    ['generation', { generation: 9 }],
    ['salt', { salt: '00'.repeat(16) }],
    ['cost', { ops: 2 }],
    ['recovery slot', { recoverySlot: `02${'11'.repeat(72)}` }],
    ['tag', { tag: '00'.repeat(32) }],
  ])('is refused when its %s was changed in the file', async (_what, change) => {
    const place = testPlace('stick');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place]);
    const state = pc.state.current();
    const [vault] = state.vaults;
    if (vault === undefined) throw new Error('the vault was noted');
    pc.state.replace({ ...state, vaults: [{ ...vault, card: { ...vault.card, ...change } }] });
    const attempt = pushFrom(pc, [place], { force: true });
    expect(await refusal(() => attempt)).toBe('WRONG_PASSPHRASE');
    expect(heldNames(place)).toHaveLength(1);
  });

  it('stays as it is, whatever a forged record claims', async () => {
    const good = testPlace('good');
    const bad = testPlace('bad');
    const pc = testPc(annasPc());
    const { records } = await pushFrom(pc, [good]);
    const before = pc.state.current().vaults[0]?.card;
    const tag = records[0]?.content.machine.tag ?? '';
    await forgeInto(bad, { tag, count: 2, generation: 4_000_000_000 });
    await pushFrom(pc, [good, bad], { force: true });
    expect(pc.state.current().vaults[0]?.card).toEqual(before);
  });
});

describe('joining from another PC', () => {
  it('takes the card from a record that opens, and makes a record of the same vault', async () => {
    const place = testPlace('nas');
    await pushFrom(testPc(annasPc()), [place]);
    const ben = testPc(bensPc());
    const log = runLog();
    const { isNewVault } = await pushFrom(ben, [place], { log });
    expect(isNewVault).toBe(false);
    expect(log.derived).toHaveLength(1);
    const pulled = runLog();
    const { opened } = await pullFrom([place], { log: pulled });
    expect(opened).toHaveLength(2);
    expect(pulled.derived).toHaveLength(1);
  });

  it('is refused with another passphrase, and nothing is written', async () => {
    const place = testPlace('nas');
    await pushFrom(testPc(annasPc()), [place]);
    const ben = testPc(bensPc());
    expect(await refusal(() => pushFrom(ben, [place], { unlock: wrong }))).toBe('WRONG_PASSPHRASE');
    expect(heldNames(place)).toHaveLength(1);
    expect(ben.state.current().vaults).toEqual([]);
  });

  it('is refused where every record is damaged', async () => {
    const place = testPlace('nas');
    await pushFrom(testPc(annasPc()), [place]);
    damage(place, heldNames(place)[0] ?? '');
    expect(await refusal(() => pushFrom(testPc(bensPc()), [place]))).toBe('WRONG_PASSPHRASE');
    expect(heldNames(place)).toHaveLength(1);
  });

  it('takes no card from forged records, however many and whatever their generation', async () => {
    const good = testPlace('good');
    const bad = testPlace('bad');
    const { records } = await pushFrom(testPc(annasPc()), [good]);
    const tag = records[0]?.content.machine.tag ?? '';
    await forgeInto(bad, { tag, count: 3, generation: 77 });
    const ben = testPc(bensPc());
    const { outcomes } = await pushFrom(ben, [bad, good]);
    expect(ben.state.current().vaults[0]?.card.generation).toBe(1);
    expect(outcomes.map(({ state, error }) => [state, error?.code])).toEqual([
      ['failed', 'WRONG_PASSPHRASE'],
      ['verified', undefined],
    ]);
    expect(heldNames(bad)).toHaveLength(3);
  });

  it('keeps what the state noted when the place was not noted in it', async () => {
    const first = testPlace('first');
    const copy = testPlace('copy');
    const pc = testPc(annasPc());
    await pushFrom(pc, [first]);
    await pushFrom(pc, [first], { force: true });
    for (const [name, bytes] of first.held) copy.held.set(name, bytes);
    await pushFrom(pc, [copy]);
    const { vaults } = pc.state.current();
    expect(vaults).toHaveLength(1);
    expect(vaults[0]?.places.toSorted()).toEqual(['copy', 'first']);
    expect(vaults[0]?.machines[0]?.sequence).toBe(2);
  });

  it('of nothing that opens takes the card that this PC knows, and the strangers fail alone', async () => {
    const [home, fresh, theirs] = [testPlace('home'), testPlace('fresh'), testPlace('theirs')];
    const pc = testPc(annasPc());
    await pushFrom(pc, [home]);
    await pushFrom(testPc(bensPc()), [theirs], { unlock: wrong });
    const before = heldNames(theirs);
    const { outcomes } = await pushFrom(pc, [theirs, fresh]);
    expect(outcomes.map(({ target, error }) => [target, error?.code ?? null])).toEqual([
      ['theirs', 'WRONG_PASSPHRASE'],
      ['fresh', null],
    ]);
    expect(heldNames(theirs)).toEqual(before);
    const { salt } = pc.state.current().vaults[0]?.card ?? {};
    expect((await pullFrom([fresh])).opened).toHaveLength(1);
    expect(pc.state.current().vaults.map((vault) => vault.card.salt)).toEqual([salt]);
  });
});

describe('a recovery code', () => {
  it('of another PC is taken over with the card', async () => {
    const place = testPlace('nas');
    const code = await makeRecoveryCode();
    await pushFrom(testPc(annasPc()), [place], { newCode: () => Promise.resolve(code) });
    await pushFrom(testPc(bensPc()), [place]);
    const { opened } = await pullFrom([place], { unlock: givenCode(code) });
    expect(opened).toHaveLength(2);
  });
});

describe('the passphrase', () => {
  it('is asked for once, whatever is derived with it', async () => {
    const good = testPlace('good');
    const bad = testPlace('bad');
    const { records } = await pushFrom(testPc(annasPc()), [good]);
    await forgeInto(bad, { tag: records[0]?.content.machine.tag ?? '', count: 5 });
    let asked = 0;
    const unlock = typedPassphrase(() => {
      asked += 1;
    });
    await pushFrom(testPc(bensPc()), [bad, good], { unlock });
    expect(asked).toBe(1);
    await pullFrom([bad, good], { unlock });
    expect(asked).toBe(2);
  });

  it('is asked for as a new one only for a new vault', async () => {
    const purposes: string[] = [];
    const unlock = typedPassphrase((purpose) => {
      purposes.push(purpose);
    });
    const place = testPlace('stick');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place], { unlock });
    await pushFrom(pc, [place], { unlock });
    await pushFrom(testPc(bensPc()), [place], { unlock });
    expect(purposes).toEqual(['new', 'existing', 'existing']);
  });
});
