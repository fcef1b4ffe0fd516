import { describe, expect, it } from 'vitest';
import {
  type State,
  type VaultState,
  parseState,
  withVault,
} from '../../../src/vault/memory/state.js';
import {
  givenPassphrase,
  heldNames,
  pullFrom,
  pushFrom,
  testPc,
  testPlace,
} from '../../support/household.js';
import { annasPc, bensPc, productKeys } from '../../support/household-samples.js';
import { refusal } from '../../support/refusal.js';

function vault(salt: string, ...places: string[]): VaultState {
  const card = {
    generation: 1,
    ops: 3,
    memoryMiB: 256,
    salt: salt.repeat(32),
    recoverySlot: null,
    tag: 'ab'.repeat(32),
  };
  return { card, places, machines: [] };
}

function salts(state: State): string[] {
  return state.vaults.map(({ card }) => card.salt.slice(0, 1));
}

describe('the state', () => {
  it('has the vault used last first', () => {
    const [a, b] = [vault('a', 'stick'), vault('b', 'nas')];
    expect(salts(withVault({ schema: 1, vaults: [a, b] }, b, b))).toEqual(['b', 'a']);
    expect(salts(withVault({ schema: 1, vaults: [a] }, b, null))).toEqual(['b', 'a']);
  });

  it('has a vault once, also under a new salt', () => {
    const a = vault('a', 'stick', 'nas');
    expect(salts(withVault({ schema: 1, vaults: [a] }, vault('c', 'stick'), a))).toEqual(['c']);
    expect(salts(withVault({ schema: 1, vaults: [a] }, vault('a', 'nas'), null))).toEqual(['a']);
  });

  it('gives a place to one vault: the one that is there now', () => {
    const state = {
      schema: 1,
      vaults: [vault('a', 'stick', 'nas'), vault('b', 'folder')],
    } as const;
    const next = withVault(
      { ...state, vaults: [...state.vaults] },
      vault('c', 'stick', 'folder'),
      null,
    );
    expect(next.vaults.map(({ places }) => places)).toEqual([['stick', 'folder'], ['nas']]);
  });

  it('holds no product key and no passphrase', async () => {
    const pc = testPc(annasPc());
    await pushFrom(pc, [testPlace('stick')], { unlock: givenPassphrase('open sesame') });
    const text = JSON.stringify(pc.state.current());
    expect(text).toContain('DESKTOP-7K2M9QX');
    expect(text).not.toContain(productKeys.ownWindows);
    expect(text).not.toContain(productKeys.ownWindows.slice(-5));
    expect(text).not.toContain('sesame');
  });

  it.each<[string, unknown]>([
    ['null', null],
    ['a list', []],
    ['of another schema', { schema: 2, vaults: [] }],
    ['without vaults', { schema: 1 }],
    ['with a salt that is too short', { schema: 1, vaults: [vault('a')].map(shortSalt) }],
    [
      'with a tag that is no hex',
      { schema: 1, vaults: [{ ...vault('a'), card: { ...vault('a').card, tag: 'zz' } }] },
    ],
    [
      'with generation 0',
      { schema: 1, vaults: [{ ...vault('a'), card: { ...vault('a').card, generation: 0 } }] },
    ],
    [
      'with a PC of which nothing is noted',
      { schema: 1, vaults: [{ ...vault('a'), machines: [{}] }] },
    ],
  ])('is refused %s', async (_what, value) => {
    expect(await refusal(() => parseState(value))).toBe('BAD_STATE');
  });
});

function shortSalt(one: VaultState): VaultState {
  return { ...one, card: { ...one.card, salt: 'aa' } };
}

describe('several vaults of one user', () => {
  it('stay apart: each has its places, its passphrase and its records', async () => {
    const home = testPlace('home');
    const club = testPlace('club', { made: false });
    const pc = testPc(annasPc());
    await pushFrom(pc, [home]);
    const unlock = { kind: 'generated', words: 'of the club' } as const;
    const { isNewVault } = await pushFrom(pc, [club], { unlock });
    expect(isNewVault).toBe(true);
    expect(pc.state.current().vaults).toHaveLength(2);
    await pushFrom(pc, [home], { force: true });
    await pushFrom(pc, [club], { unlock: givenPassphrase('of the club'), force: true });
    expect(await refusal(() => pushFrom(pc, [home, club]))).toBe('USAGE');
    expect([heldNames(home).length, heldNames(club).length]).toEqual([2, 2]);
    expect((await pullFrom([home])).opened).toHaveLength(1);
    expect(pc.state.current().vaults.map(({ places }) => places)).toEqual([['club'], ['home']]);
  });

  it('become one place of the new one where the place was wiped', async () => {
    const place = testPlace('stick');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place]);
    place.held.clear();
    const unlock = { kind: 'generated', words: 'a new start' } as const;
    await pushFrom(pc, [place], { unlock, force: true });
    expect(pc.state.current().vaults).toHaveLength(1);
    const { outcomes } = await pushFrom(pc, [place], {
      unlock: givenPassphrase('a new start'),
    });
    expect(outcomes.map((outcome) => outcome.state)).toEqual(['unchanged']);
  });

  it('tell of every PC that was pushed from here', async () => {
    const place = testPlace('nas');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place]);
    pc.snapshot = bensPc();
    await pushFrom(pc, [place]);
    const machines = pc.state.current().vaults[0]?.machines ?? [];
    expect(machines.map(({ machine }) => machine.name)).toEqual(['DESKTOP-7K2M9QX', 'BEN-PC']);
  });
});
