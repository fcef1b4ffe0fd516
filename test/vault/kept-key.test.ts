// A key that this PC remembers: kept only once what is given has opened a backup, used like a passphrase,
// replaced by a change, and never more than the key.
import { describe, expect, it } from 'vitest';
import { makeRecoveryCode } from '../../src/crypto/recovery-code.js';
import { parseKept } from '../../src/household/kept-key.js';
import { TargetError } from '../../src/targets/target.js';
import { dropKey, rememberKey } from '../../src/vault/kept-key.js';
import type { KeptKey, KeyKeeper } from '../../src/vault/memory/key-keeper.js';
import { createRecoveryCode } from '../../src/vault/recovery.js';
import type { UnlockExisting } from '../../src/vault/opening/unlock-with.js';
import {
  type TestPc,
  givenCode,
  givenPassphrase,
  pullFrom,
  pushFrom,
  runLog,
  runOn,
  testPc,
  testPlace,
} from '../support/household.js';
import { annasPc } from '../support/household-samples.js';
import { refusal } from '../support/refusal.js';
import { changeFrom } from '../support/upkeep.js';

interface Store extends KeyKeeper {
  readonly held: () => UnlockExisting;
  readonly isEmpty: () => boolean;
}

function store(): Store {
  let kept: KeptKey | null = null;
  return {
    keep: ({ passphraseKey, ...rest }) => {
      // What the operation holds is overwritten after it.
      kept = { ...rest, passphraseKey: passphraseKey.slice() as typeof passphraseKey };
      return Promise.resolve();
    },
    drop: () => Promise.resolve(void (kept = null)),
    held: () => {
      if (kept === null) throw new Error('nothing is kept');
      return { kind: 'remembered', ...kept };
    },
    isEmpty: () => kept === null,
  };
}

const confirm = (): Promise<void> => Promise.resolve();

async function remembering(): Promise<{
  anna: TestPc;
  keeper: Store;
  a: ReturnType<typeof testPlace>;
}> {
  const [anna, a, keeper] = [testPc(annasPc()), testPlace('a'), store()];
  await pushFrom(anna, [a]);
  await rememberKey(runOn(anna, [a], { keeper }), { unlock: givenPassphrase(), confirm });
  return { anna, keeper, a };
}

describe('a key that this PC remembers', () => {
  it('is kept for what opens a backup, after a yes, and then opens and stores', async () => {
    const { anna, keeper, a } = await remembering();
    const unlock = keeper.held();
    expect((await pullFrom([a], { unlock })).opened).toHaveLength(1);
    const log = runLog();
    await pushFrom(anna, [a], { unlock, force: true, log });
    expect(log.derived).toEqual([]);
    expect(anna.state.current().kept).toBe(anna.state.current().vaults[0]?.card.salt);
  });

  it('makes a recovery code, and another one in its place only with the passphrase', async () => {
    const { anna, keeper, a } = await remembering();
    const unlock = keeper.held();
    const code = await makeRecoveryCode();
    const run = runOn(anna, [a], { newRecoveryCode: () => Promise.resolve(code) });
    await createRecoveryCode(run, { unlock });
    expect((await pullFrom([a], { unlock: givenCode(code) })).opened).toHaveLength(1);
    expect(await refusal(() => changeFrom(anna, [a], { unlock, next: null }))).toBe('USAGE');
    expect((await pullFrom([a], { unlock: givenCode(code) })).opened).toHaveLength(1);
  });

  it('is not kept for a wrong passphrase, without a yes, or without a backup', async () => {
    const [anna, a, keeper] = [testPc(annasPc()), testPlace('a'), store()];
    const run = runOn(anna, [a], { keeper });
    expect(await refusal(() => rememberKey(run, { unlock: givenPassphrase(), confirm }))).toBe(
      'NO_RECORD',
    );
    await pushFrom(anna, [a]);
    const no = (): Promise<void> => Promise.reject(new TargetError('DENIED', 'no'));
    expect(await refusal(() => rememberKey(run, { unlock: givenPassphrase('x'), confirm }))).toBe(
      'WRONG_PASSPHRASE',
    );
    expect(await refusal(() => rememberKey(run, { unlock: givenPassphrase(), confirm: no }))).toBe(
      'DENIED',
    );
    expect([keeper.isEmpty(), anna.state.current().kept]).toEqual([true, undefined]);
  });

  it('is dropped when it is told to', async () => {
    const { anna, keeper } = await remembering();
    await dropKey(runOn(anna, [], { keeper }));
    expect([keeper.isEmpty(), anna.state.current().kept]).toEqual([true, undefined]);
  });

  it('is renewed by a change of the passphrase, or forgotten and said where that fails', async () => {
    const { anna, keeper, a } = await remembering();
    const before = keeper.held();
    await changeFrom(anna, [a], { keeper });
    expect(await refusal(() => pushFrom(anna, [a], { unlock: before }))).toBe('WRONG_PASSPHRASE');
    expect((await pullFrom([a], { unlock: keeper.held() })).opened).toHaveLength(1);
    const locked = { ...keeper, keep: () => Promise.reject(new TargetError('LOCKED', 'locked')) };
    const { warnings } = await changeFrom(anna, [a], {
      ...{ keeper: locked, unlock: givenPassphrase('next'), next: givenPassphrase('third') },
    });
    expect(warnings.map(({ code }) => code)).toEqual(['key-not-kept']);
    expect(anna.state.current().kept).toBeUndefined();
  });
});

describe('what is read back of a kept key', () => {
  const [salt, key] = ['ab'.repeat(16), 'cd'.repeat(32)];
  it('is a key', () => {
    expect(parseKept(`${salt} 3 256 ${key}`)).toMatchObject({ cost: { ops: 3, memoryMiB: 256 } });
  });

  it.each([
    null,
    '',
    `${salt} 3 256`,
    `${salt} 3 9999 ${key}`,
    `${salt} 0 256 ${key}`,
    `${salt} 3 256 ${key}00`,
    `${salt.slice(2)} 3 256 ${key}`,
  ])('or nothing: %s', (text) => {
    expect(parseKept(text)).toBeNull();
  });
});
