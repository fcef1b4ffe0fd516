// What a prune notes, and what a sync leaves where it is because of it.
import { describe, expect, it } from 'vitest';
import { prunedBy, withPruned } from '../../../src/vault/memory/pruned.js';
import {
  runLog,
  heldNames,
  pullFrom,
  pushFrom,
  testPc,
  testPlace,
} from '../../support/household.js';
import { annasPc, foundLicence, keysOf, productKeys } from '../../support/household-samples.js';
import { sealedSample, secondTag } from '../../support/sealed.js';
import { pruneFrom, syncFrom } from '../../support/upkeep.js';
import type { VaultState } from '../../../src/vault/memory/state.js';
import type { RecordName } from '../../../src/record/name.js';
import { damage } from '../../support/forgery.js';

const nameAt = (year: number, tag = secondTag): RecordName =>
  sealedSample({ sizeBytes: 9, seed: `${year}`, tag, takenAt: `${year}-01-01T00:00:00Z` }).name;
const [first, second, third] = [nameAt(2020), nameAt(2021), nameAt(2022)];
/** Of each record its id. */
const idOf = (name: string): string => `id of ${name}`;
const idsOf = (names: readonly RecordName[]): ReadonlyMap<RecordName, string> =>
  new Map(names.map((name) => [name, idOf(name)]));
const vaultOf = (pruned: readonly string[]): VaultState => ({
  card: { generation: 1, ops: 1, memoryMiB: 8, salt: '', recoverySlot: null, tag: '' },
  ...{ places: [], machines: [], pruned: pruned.map(idOf) },
});

describe('a pruned record', () => {
  it.each([
    ['is left while a newer one is at hand', [first], [first, second], true],
    ['is brought where no newer one is at hand', [second], [first, second], false],
    ['is brought where all newer ones were pruned, too', [first, second], [first, second], false],
    ['is left by a newer one that was not pruned', [first, second], [first, second, third], true],
  ])('%s', (_, pruned, sound, isLeft) => {
    const isPruned = prunedBy(vaultOf(pruned), sound, idsOf(sound));
    expect(isPruned(pruned.at(-1) ?? first)).toBe(isLeft);
  });

  it('says nothing of other PCs and other records', () => {
    const all = [first, third, nameAt(2020, '1f2e3d4c5b6a7988')];
    const isLeft = prunedBy(vaultOf([first]), all, idsOf([...all, second]));
    expect([second, third, nameAt(2020, '1f2e3d4c5b6a7988')].map(isLeft)).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('is one of a bounded list, of which the first go', () => {
    const many = Array.from({ length: 2_500 }, (_, i) => nameAt(2000 + i));
    const { pruned = [] } = withPruned(vaultOf([]), many);
    expect(pruned).toHaveLength(2_000);
    expect(pruned.at(-1)).toBe(many.at(-1));
  });
});

describe('a place that was away while the others were pruned', () => {
  it('brings nothing back to them, until the newer ones are gone', async () => {
    const [here, away] = [testPlace('here'), testPlace('away')];
    const anna = testPc(annasPc());
    const keys = [productKeys.ownWindows, ...productKeys.more].slice(0, 5);
    for (let n = 1; n <= keys.length; n += 1) {
      anna.snapshot = annasPc(keys.slice(0, n).map((key) => foundLicence(key)));
      await pushFrom(anna, [here, away]);
    }
    const all = heldNames(away);
    await pruneFrom(anna, [here]);
    const kept = heldNames(here);
    expect(kept).toHaveLength(2);
    const log = runLog();
    await syncFrom(anna, [here, away], { log });
    expect(heldNames(here)).toEqual(kept);
    expect(heldNames(away)).toEqual(all);
    // A later push keeps the note.
    await pushFrom(anna, [here, away], { force: true });
    await syncFrom(anna, [here, away]);
    expect(heldNames(here)).toHaveLength(3);
    // Nothing newer is left: an old backup is better than none.
    for (const name of heldNames(away).slice(-3)) {
      damage(away, name);
      damage(here, name);
    }
    await syncFrom(anna, [here, away]);
    const { opened } = await pullFrom([here]);
    expect(keysOf(opened[0]?.content.licences ?? [])).toHaveLength(3);
  });

  it('is not noted by a dry run', async () => {
    const here = testPlace('here');
    const anna = testPc(annasPc());
    for (let n = 0; n < 3; n += 1) await pushFrom(anna, [here], { force: true });
    await pruneFrom(anna, [here], { isDryRun: true });
    expect(anna.state.current().vaults[0]?.pruned).toBeUndefined();
    await pruneFrom(anna, [here]);
    expect(anna.state.current().vaults[0]?.pruned).toHaveLength(1);
  });
});
