import { describe, expect, it } from 'vitest';
import type { VaultCard } from '../../../src/crypto/card.js';
import { type DeriveKey, asPassphraseKey } from '../../../src/crypto/kdf.js';
import {
  type DerivationEffects,
  derivations,
  mostFrequentFirst,
} from '../../../src/vault/opening/derivations.js';
import { passphraseKeys } from '../../../src/vault/opening/keys-for.js';
import {
  type PassphraseKeys,
  heldKeys,
  saltName,
} from '../../../src/vault/opening/passphrase-keys.js';
import { askedOnce } from '../../../src/vault/opening/unlock-with.js';
import {
  type PlaceBudget,
  leastWork,
  placeBudget,
  placeLimits,
  runWork,
} from '../../../src/vault/places/budget.js';
import { typedPassphrase } from '../../support/household.js';

const writers = { ops: 3, memoryMiB: 256 };

function card(salt: number, cost = writers): VaultCard {
  const bytes = new Uint8Array(16).fill(salt);
  return { generation: 1, cost, salt: bytes, recoverySlot: null };
}

const key = asPassphraseKey(new Uint8Array(32));
const passphrase = (): Promise<Uint8Array> => Promise.resolve(new Uint8Array(1));

interface Counted extends DerivationEffects {
  /** The first byte of each salt that was derived, in order; those that were derived apart are negative. */
  readonly derived: number[];
}

function counted(changes: Partial<DerivationEffects> = {}): Counted {
  const derived: number[] = [];
  const count =
    (sign: number): DeriveKey =>
    (_passphrase, salt) => {
      derived.push(sign * (salt[0] ?? 0));
      return Promise.resolve(key);
    };
  const derive = count(1);
  const deriveApart = count(-1);
  return { derive, deriveApart, cost: writers, knownSalts: new Set(), ...changes, derived };
}

/** Asks for the salts at once, each place its own in order. */
async function obtainAll(
  keys: PassphraseKeys,
  places: readonly (readonly [PlaceBudget, readonly VaultCard[]])[],
): Promise<void> {
  await Promise.all(
    places.map(async ([budget, cards]) => {
      for (const one of cards) await keys.obtain(one, budget);
    }),
  );
}

describe('the keys of a run', () => {
  it('are derived once for each salt, also when asked for many times at once', async () => {
    const effects = counted();
    const keys = derivations(effects, passphrase);
    const budget = placeBudget('stick');
    await Promise.all([1, 1, 2, 1, 2].map((salt) => keys.obtain(card(salt), budget)));
    expect(await Promise.all([1, 2].map((salt) => keys.keyFor(card(salt))))).toEqual([key, key]);
    expect(effects.derived).toEqual([1, 2]);
  });

  it('take the same salt at another cost for another one', async () => {
    const keys = derivations(counted(), passphrase);
    await keys.obtain(card(1), placeBudget('stick'));
    expect(await keys.keyFor(card(1, { ops: 4, memoryMiB: 256 }))).toBeNull();
    expect(saltName(card(1))).not.toBe(saltName(card(1, { ops: 4, memoryMiB: 256 })));
  });

  it('are derived one at a time', async () => {
    let running = 0;
    const derive: DeriveKey = async () => {
      running += 1;
      expect(running).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return key;
    };
    const keys = derivations(counted({ derive }), passphrase);
    await Promise.all([1, 2, 3].map((salt) => keys.obtain(card(salt), placeBudget('stick'))));
  });

  it('go on with the next salt when one cannot be derived, and do not try it again', async () => {
    let failures = 0;
    const derive: DeriveKey = (_passphrase, salt) => {
      if (salt[0] !== 1) return Promise.resolve(key);
      failures += 1;
      return Promise.reject(new Error('no memory'));
    };
    const keys = derivations(counted({ derive }), passphrase);
    const budget = placeBudget('stick');
    for (const salt of [1, 2, 1]) await keys.obtain(card(salt), budget);
    await expect(keys.keyFor(card(1))).rejects.toThrow('no memory');
    expect(await keys.keyFor(card(2))).toBe(key);
    expect(failures).toBe(1);
  });

  it('ask for the passphrase once', async () => {
    let asked = 0;
    const unlock = askedOnce(typedPassphrase(() => (asked += 1)));
    const { signal } = new AbortController();
    const keys = passphraseKeys(unlock, { ...counted(), purpose: 'existing', signal });
    for (const salt of [1, 2, 3]) await keys.obtain(card(salt), placeBudget('stick'));
    expect(asked).toBe(1);
  });

  it('are the one key that the PC remembers, and nothing is derived beside it', async () => {
    const effects = counted();
    const unlock = { kind: 'remembered', ...card(1), passphraseKey: key } as const;
    const { signal } = new AbortController();
    const keys = passphraseKeys(unlock, { ...effects, purpose: 'existing', signal });
    await keys.obtain(card(2), placeBudget('stick'));
    expect(await keys.keyFor(card(1))).toBe(key);
    expect(await keys.keyFor(card(2))).toBeNull();
    expect(effects.derived).toEqual([]);
  });

  it('are those that were put in where nothing can be derived', async () => {
    const keys = heldKeys('no');
    await keys.obtain(card(1), placeBudget('stick'));
    expect(await keys.keyFor(card(1))).toBeNull();
    keys.add(card(1), key);
    expect(await keys.keyFor(card(1))).toBe(key);
  });
});

describe('the work for the salts of a place', () => {
  const many = (first: number, count: number, cost = writers): VaultCard[] =>
    Array.from({ length: count }, (_, i) => card(first + i, cost));

  it('ends with the budget of that place, whatever others name', async () => {
    const effects = counted();
    const keys = derivations(effects, passphrase);
    const [bad, good] = [placeBudget('bad'), placeBudget('good')];
    await obtainAll(keys, [
      [bad, many(1, 50)],
      [good, [card(99)]],
    ]);
    const most = Math.floor(placeLimits.work / (writers.ops * writers.memoryMiB));
    expect(effects.derived).toHaveLength(most + 1);
    expect(effects.derived.indexOf(99)).toBeLessThan(2);
    expect(await keys.keyFor(card(40))).toBeNull();
  });

  it('counts something for each, however little it costs', async () => {
    const effects = counted();
    const cheap = { ops: 1, memoryMiB: 8 };
    await obtainAll(derivations(effects, passphrase), [[placeBudget('bad'), many(1, 200, cheap)]]);
    expect(effects.derived).toHaveLength(placeLimits.work / leastWork);
  });

  it('is bounded for the run, too, and each place has its first try all the same', async () => {
    const effects = counted();
    const dearest = { ops: 4, memoryMiB: 1024 };
    const places = Array.from({ length: 9 }, (_, i) => placeBudget(`place ${i}`));
    await obtainAll(
      derivations(effects, passphrase),
      places.map((place, i) => [place, [card(i + 1), ...many(20 + i * 20, 19)]] as const),
    );
    const work = effects.derived.length * writers.ops * writers.memoryMiB;
    expect(work).toBeLessThanOrEqual(runWork);
    expect(effects.derived.slice(0, 9)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(dearest.ops * dearest.memoryMiB).toBe(placeLimits.work);
  });

  it('is not counted for what this PC knows', async () => {
    const known = many(1, 30);
    const effects = counted({ knownSalts: new Set(known.map(saltName)) });
    await obtainAll(derivations(effects, passphrase), [[placeBudget('own'), known]]);
    expect(effects.derived).toHaveLength(30);
  });

  it('begins with what this PC knows and what vaults cost; any other cost is derived last and apart', async () => {
    const other = { ops: 1, memoryMiB: 512 };
    const effects = counted({ knownSalts: new Set([saltName(card(3, other))]) });
    const keys = derivations(effects, passphrase);
    await Promise.all([
      keys.obtain(card(1, other), placeBudget('a')),
      keys.obtain(card(2), placeBudget('b')),
      keys.obtain(card(3, other), placeBudget('c')),
    ]);
    expect(effects.derived).toEqual([3, 2, -1]);
  });

  it('begins anew where a person wants to go on', async () => {
    const effects = counted();
    const keys = derivations(effects, passphrase);
    const budget = placeBudget('stick');
    await obtainAll(keys, [[budget, many(1, 20)]]);
    const first = effects.derived.length;
    budget.renew();
    await obtainAll(keys, [[budget, many(1, 20)]]);
    expect(effects.derived).toHaveLength(2 * first);
  });
});

describe('the order of salts', () => {
  it.each<[string, string[], string[]]>([
    ['nothing', [], []],
    ['the most frequent first', ['a', 'b', 'b'], ['b', 'a']],
    ['the newest first among equals', ['a', 'b'], ['a', 'b']],
  ])('is %s', (_what, salts, order) => {
    expect(mostFrequentFirst(salts)).toEqual(order);
  });
});

describe('what is read while a key is derived', () => {
  it('waits for one that takes this process its memory, and for none of strangers', async () => {
    for (const [cost, waits] of [
      [writers, true],
      [{ ops: 1, memoryMiB: 8 }, false],
    ] as const) {
      let end = (): void => undefined;
      const derive = (): Promise<typeof key> =>
        new Promise((resolve) => {
          end = () => {
            resolve(key);
          };
        });
      const keys = derivations(counted({ derive, deriveApart: derive }), passphrase);
      const obtained = keys.obtain(card(1, cost), placeBudget('stick'));
      await new Promise((resolve) => setImmediate(resolve));
      let isLight = false;
      const light = keys.whenLight().then(() => (isLight = true));
      await new Promise((resolve) => setImmediate(resolve));
      expect(isLight).toBe(!waits);
      end();
      await Promise.all([obtained, light]);
    }
  });
});
