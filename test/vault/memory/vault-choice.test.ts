import { describe, expect, it } from 'vitest';
import { VaultError } from '../../../src/errors.js';
import type { RecordName } from '../../../src/record/name.js';
import type { Reach, ReachedTarget, UnreachedTarget } from '../../../src/vault/places/reach.js';
import type { State, VaultState } from '../../../src/vault/memory/state.js';
import { checkStillEmpty, chooseVault } from '../../../src/vault/memory/vault-choice.js';
import { named, testPlace } from '../../support/household.js';
import { refusal } from '../../support/refusal.js';

const name =
  'aaaaaaaaaaaaaaaa/20260101T000000Z-00000000000000000000000000000000.vault' as RecordName;

function place(placeId: string | null, holds: 'records' | 'nothing'): ReachedTarget {
  const traits = {
    durability: 'detachable',
    maxRecordBytes: 1024 * 1024,
    space: 'ample',
  } as const;
  const names = new Set(holds === 'records' ? [name] : []);
  return { named: named(testPlace(placeId ?? 'new folder')), status: { placeId, traits }, names };
}

function away(id: string): UnreachedTarget {
  return { named: named(testPlace(id)), error: new VaultError('UNAVAILABLE', 'it is not there') };
}

function reach(reached: ReachedTarget[], unreached: UnreachedTarget[] = []): Reach {
  return { reached, unreached };
}

function vault(salt: string, ...places: string[]): VaultState {
  const card = { generation: 1, ops: 3, memoryMiB: 256, salt, recoverySlot: null, tag: '' };
  return { card, places, machines: [] };
}

function state(...vaults: VaultState[]): State {
  return { schema: 1, vaults };
}

const given = { wantsNew: false };
const generate = { wantsNew: true };
const home = vault('aa', 'stick', 'nas');
const other = vault('bb', 'folder');

describe('the vault of a push', () => {
  it('is a new one where every place answered and is empty', () => {
    for (const options of [given, generate]) {
      const choice = chooseVault(
        reach([place('stick', 'nothing'), place(null, 'nothing')]),
        state(),
        options,
      );
      expect(choice).toEqual({ kind: 'new' });
    }
  });

  it('is never a new one where a place did not answer', async () => {
    const some = reach([place('stick', 'nothing')], [away('nas')]);
    for (const options of [given, generate]) {
      expect(await refusal(() => chooseVault(some, state(), options))).toBe('NO_TARGET_REACHED');
    }
  });

  it('is one to join where a place that is not known holds records', () => {
    const choice = chooseVault(reach([place('stick', 'records')]), state(other), given);
    expect(choice).toEqual({ kind: 'join', vaults: [other] });
  });

  it('is the known one of the places, not the one used last', () => {
    const choice = chooseVault(reach([place('nas', 'records')]), state(other, home), given);
    expect(choice).toEqual({ kind: 'known', vault: home });
  });

  it('is the one used last for an empty place: a household shares a passphrase', () => {
    const choice = chooseVault(reach([place(null, 'nothing')]), state(home, other), given);
    expect(choice).toEqual({ kind: 'known', vault: home });
  });

  it('is a separate one for an empty place with a generated passphrase', () => {
    const choice = chooseVault(reach([place(null, 'nothing')]), state(home), generate);
    expect(choice).toEqual({ kind: 'new' });
  });

  it('is the one that a place had before it was emptied by hand', () => {
    const emptied = reach([place('folder', 'nothing')]);
    expect(chooseVault(emptied, state(home, other), given)).toEqual({
      kind: 'known',
      vault: other,
    });
    expect(chooseVault(emptied, state(home, other), generate)).toEqual({ kind: 'new' });
  });

  it('is one of two, and what unlocks tells whether they are one', async () => {
    const both = reach([place('stick', 'records'), place('folder', 'records')]);
    const choice = chooseVault(both, state(home, other), given);
    expect(choice).toEqual({ kind: 'known', vault: home, besides: [other] });
    expect(await refusal(() => chooseVault(both, state(home, other), generate))).toBe(
      'VAULT_EXISTS',
    );
  });
});

describe('a generated passphrase', () => {
  it.each<[string, Reach, State]>([
    ['a place holds records', reach([place('stick', 'records')]), state()],
    [
      'one of two places holds records',
      reach([place(null, 'nothing'), place('stick', 'records')]),
      state(),
    ],
    ['a known place holds records', reach([place('nas', 'records')]), state(home)],
    [
      'an emptied place has a vault that lives on elsewhere',
      reach([place('nas', 'nothing')]),
      state(home),
    ],
  ])('is refused where %s', async (_where, places, known) => {
    expect(await refusal(() => chooseVault(places, known, generate))).toBe('VAULT_EXISTS');
  });
});

describe('a second look before a new vault is made', () => {
  it('passes where everything is still empty', () => {
    expect(() => {
      checkStillEmpty(reach([place('stick', 'nothing')]));
    }).not.toThrow();
  });

  it('refuses where a record has appeared', async () => {
    const taken = reach([place('stick', 'nothing'), place('nas', 'records')]);
    expect(
      await refusal(() => {
        checkStillEmpty(taken);
      }),
    ).toBe('VAULT_EXISTS');
  });

  it('refuses where a place went away', async () => {
    const gone = reach([place('stick', 'nothing')], [away('nas')]);
    expect(
      await refusal(() => {
        checkStillEmpty(gone);
      }),
    ).toBe('NO_TARGET_REACHED');
  });
});
