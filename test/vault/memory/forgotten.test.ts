// What the state notes of PCs that were forgotten.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordName } from '../../../src/record/name.js';
import {
  forgetting,
  forgottenBy,
  mostForgotten,
  withForgotten,
} from '../../../src/vault/memory/forgotten.js';
import { type VaultState, parseState } from '../../../src/vault/memory/state.js';
import { pushFrom, testPc, testPlace } from '../../support/household.js';
import { annasPc } from '../../support/household-samples.js';

const tagOf = (number: number): string => number.toString(16).padStart(16, '0');
const timeOf = (minute: number): string => `2026-11-21T19:${String(minute).padStart(2, '0')}:01Z`;
const nameAt = (tag: string, minute: number): RecordName =>
  `${tag}/20261121T19${String(minute).padStart(2, '0')}01Z-${'0'.repeat(32)}.vault` as RecordName;

async function vaultOfOne(): Promise<VaultState> {
  const pc = testPc(annasPc());
  await pushFrom(pc, [testPlace('a')]);
  const [vault] = pc.state.current().vaults;
  if (vault === undefined) throw new Error('a push notes its vault');
  return vault;
}

describe('a forgotten PC', () => {
  it('is no PC of the vault any more, and its records up to then are known by their names', async () => {
    const vault = await vaultOfOne();
    const [machine] = vault.machines;
    const tag = machine?.tag ?? '';
    const next = forgetting(vault, { tag, until: '2020-01-01T00:00:00Z' });
    expect(next.machines).toEqual([]);
    // What this PC knows to be newer than what was removed counts, too.
    expect(next.forgotten).toEqual([{ tag, until: machine?.takenAt }]);
    expect(parseState({ schema: 1, vaults: [next] }).vaults).toEqual([next]);
  });

  it('is told by its tag and time: what is newer, or of another PC, is not forgotten', () => {
    const forgotten = [{ tag: tagOf(1), until: timeOf(30) }];
    const isForgotten = forgottenBy({ ...({} as VaultState), forgotten });
    expect([29, 30, 31].map((minute) => isForgotten(nameAt(tagOf(1), minute)))).toEqual([
      ...[true, true, false],
    ]);
    expect(isForgotten(nameAt(tagOf(2), 29))).toBe(false);
    expect(forgottenBy(null)(nameAt(tagOf(1), 29))).toBe(false);
  });

  it('is not in the state of earlier versions, which stays valid', async () => {
    const vault = await vaultOfOne();
    expect(vault).not.toHaveProperty('forgotten');
    expect(forgottenBy(vault)(nameAt(tagOf(1), 1))).toBe(false);
  });

  it('stays noted after a push', async () => {
    const [pc, place] = [testPc(annasPc()), testPlace('a')];
    await pushFrom(pc, [place]);
    const state = pc.state.current();
    const forgotten = [{ tag: tagOf(1), until: timeOf(1) }];
    pc.state.replace({ ...state, vaults: state.vaults.map((vault) => ({ ...vault, forgotten })) });
    await pushFrom(pc, [place], { force: true });
    expect(pc.state.current().vaults[0]?.forgotten).toEqual(forgotten);
  });
});

describe('the list', () => {
  it('has each PC once, with its latest time, and never more than its bound: the last ones', () => {
    const anyEntry = fc.record({
      tag: fc.nat(mostForgotten * 2).map(tagOf),
      until: fc.nat(59).map(timeOf),
    });
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: mostForgotten * 2 }), (entries) => {
        const list = entries.reduce(withForgotten, []);
        expect(list.length).toBeLessThanOrEqual(mostForgotten);
        expect(new Set(list.map(({ tag }) => tag)).size).toBe(list.length);
        const last = entries.at(-1);
        expect(list.at(-1)?.tag).toBe(last?.tag);
        for (const { tag, until } of list)
          expect(entries.filter((one) => one.tag === tag).map((one) => one.until)).toContain(until);
      }),
      { numRuns: 20 },
    );
  });
});
