// What the state notes does not grow for ever.
import { describe, expect, it } from 'vitest';
import { asPassphraseKey } from '../../../src/crypto/kdf.js';
import type { RecordName } from '../../../src/record/name.js';
import { earlierCards, formerKeys } from '../../../src/vault/memory/earlier-cards.js';
import { mostFolded, noteOf } from '../../../src/vault/planning/past.js';
import { smallContent } from '../../support/sample-content.js';

describe('the notes of the state', () => {
  it('name the newest of the records that were carried on, however many there were', () => {
    const names = Array.from({ length: mostFolded + 50 }, (_, i) => {
      return `aaaaaaaaaaaaaaaa/${20_000_000 + i}T000000Z-${'0'.repeat(32)}.vault`;
    });
    const past = { opened: [], failed: [], remembered: null, twins: [], folded: names };
    const name = `aaaaaaaaaaaaaaaa/20300101T000000Z-${'1'.repeat(32)}.vault` as RecordName;
    const { folded } = noteOf(past, { name, recordId: '00'.repeat(16), content: smallContent });
    expect(folded).toHaveLength(mostFolded);
    expect([folded.at(-1), folded.includes(names[0] ?? '')]).toEqual([name, false]);
  });

  it('keep the keys of the last earlier cards, and give them back under the key of now alone', async () => {
    const cost = { ops: 1, memoryMiB: 8 };
    const keyOf = (n: number): ReturnType<typeof asPassphraseKey> =>
      asPassphraseKey(new Uint8Array(32).fill(n));
    const former = Array.from({ length: 20 }, (_, i) => ({
      ...{ salt: new Uint8Array(16).fill(i), cost, generation: i + 1, passphraseKey: keyOf(i) },
    }));
    const card = { salt: new Uint8Array(16).fill(99), cost };
    const now = { card, passphraseKey: keyOf(77) };
    const earlier = await earlierCards(now, { former, remembered: null });
    expect(earlier.map(({ generation }) => generation)).toEqual([20, 19, 18, 17, 16, 15, 14, 13]);
    const noted = { generation: 21, ...cost, salt: '', recoverySlot: null, tag: '' };
    const vault = { card: noted, places: [], machines: [], earlier };
    const keys = await formerKeys(vault, keyOf(77));
    expect(keys.map(({ passphraseKey }) => passphraseKey[0])).toEqual([
      19, 18, 17, 16, 15, 14, 13, 12,
    ]);
    expect(await formerKeys(vault, keyOf(78))).toEqual([]);
  });
});
