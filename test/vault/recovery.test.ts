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
  typedPassphrase,
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
import { lowCost } from '../support/low-cost-vault.js';
import type { VaultEvent } from '../../src/vault/run.js';
import { combineShares } from '../../src/crypto/secret-sharing.js';
import type { UnlockExisting } from '../../src/vault/opening/unlock-with.js';
import { add } from '../../src/vault/add.js';
import { nothingSaid } from '../support/household-samples.js';
import { refusal } from '../support/refusal.js';
import { never } from '../support/signal.js';

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

  it('made by each of two PCs that did not see the other: both PCs keep the same one, and it is told', async () => {
    for (let n = 0; n < 4; n += 1) {
      const [a, b] = [testPlace('a'), testPlace('b')];
      const [anna, ben] = [testPc(annasPc()), testPc(bensPc())];
      await pushFrom(anna, [a, b], { derive });
      await pushFrom(ben, [a, b], { derive });
      await addCode(anna, [a]);
      await addCode(ben, [b]);
      const log = runLog();
      const push = { derive, log, force: true };
      for (const pc of [anna, ben, anna, ben]) await pushFrom(pc, [a, b], push);
      expect(log.warnings.map(({ code }) => code)).toContain('recovery-code-void');
      const slots = [anna, ben].map((pc) => pc.state.current().vaults[0]?.card.recoverySlot);
      expect(slots[0]).toBeTypeOf('string');
      expect(slots[0]).toBe(slots[1]);
    }
  });

  it('makes no new record: what was sealed twice is listed once', async () => {
    const place = testPlace('nas');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place], { derive });
    await addCode(pc, [place]);
    expect(heldNames(place)).toHaveLength(2);
    const listed = await listFrom([place], { derive });
    expect(listed.opened.map(({ hasRecovery }) => hasRecovery)).toEqual([true]);
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

  it('sets up no place: one that is not there is told, and nothing is made', async () => {
    const place = testPlace('nas');
    const unmade = testPlace('new', { made: false });
    const pc = testPc(annasPc());
    await pushFrom(pc, [place], { derive });
    const run = runOn(pc, [place, unmade], { derive });
    const { outcomes } = await createRecoveryCode(run, { unlock: givenPassphrase() });
    expect(outcomes.map(({ state, error }) => [state, error?.code])).toEqual([
      ['verified', undefined],
      ['failed', 'WRONG_TARGET'],
    ]);
    expect(unmade.made).toBe(false);
  });

  it('is offered for a new vault only', async () => {
    const place = testPlace('nas');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place]);
    const newCode = (): Promise<never> => Promise.reject(new Error('nobody was to be asked'));
    const { outcomes } = await pushFrom(pc, [place], { newCode, force: true });
    expect(outcomes.map(({ state }) => state)).toEqual(['verified']);
  });

  it('is not replaced: another one comes with a new passphrase', async () => {
    const place = testPlace('nas');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place], { derive });
    await addCode(pc, [place]);
    expect(await refusal(() => addCode(pc, [place]))).toBe('USAGE');
  });
});

describe('a first recovery code in shares', () => {
  it('is told as shares alone, any two of which give the code that opens', async () => {
    const place = testPlace('nas');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place], { derive });
    const events: VaultEvent[] = [];
    const run = runOn(pc, [place], { derive, listen: (event) => events.push(event) });
    const sharing = { threshold: 2, count: 3 };
    await createRecoveryCode(run, { unlock: givenPassphrase(), sharing });
    expect(events.some(({ kind }) => kind === 'recovery-code')).toBe(false);
    const shares = events.flatMap((event) =>
      event.kind === 'recovery-shares' ? event.shares : [],
    );
    expect(shares).toHaveLength(3);
    const code = await combineShares(shares.slice(1));
    expect((await pullFrom([place], { unlock: givenCode(code) })).opened).toHaveLength(1);
  });

  it('is refused in numbers that cannot be, before anything is asked or stored', async () => {
    const place = testPlace('nas');
    const unlock = typedPassphrase(() => {
      throw new Error('nobody was to be asked');
    });
    const sharing = { threshold: 3, count: 2 };
    const run = runOn(testPc(annasPc()), [place]);
    expect(await refusal(() => createRecoveryCode(run, { unlock, sharing }))).toBe('USAGE');
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

describe('a recovery code in place of the passphrase', () => {
  const ofNewVault = async (pc: TestPc, place: TestPlace): Promise<RecoveryCode> => {
    const code = await makeRecoveryCode();
    await pushFrom(pc, [place], { newCode: () => Promise.resolve(code) });
    return code;
  };

  it('opens the vault for a push from the PC that knows it, and derives nothing', async () => {
    const place = testPlace('nas');
    const pc = testPc(annasPc());
    const code = await ofNewVault(pc, place);
    pc.snapshot = annasPc([foundLicence(productKeys.ownOffice)]);
    const log = runLog();
    const { outcomes } = await pushFrom(pc, [place], { unlock: givenCode(code), log });
    expect(outcomes.map(({ state }) => state)).toEqual(['verified']);
    expect(log.derived).toEqual([]);
    const { opened } = await pullFrom([place]);
    expect(opened[0]?.content.sequence).toBe(2);
  });

  it('opens it by what the PC noted, where every place that holds backups is away', async () => {
    const place = testPlace('nas');
    const pc = testPc(annasPc());
    const code = await ofNewVault(pc, place);
    place.away = true;
    const fresh = testPlace('fresh', { made: false });
    await pushFrom(pc, [fresh], { unlock: givenCode(code) });
    expect((await pullFrom([fresh])).opened).toHaveLength(1);
  });

  it('opens it for a push from a PC that joins, and for an added key', async () => {
    const place = testPlace('nas');
    const code = await ofNewVault(testPc(annasPc()), place);
    const ben = testPc(bensPc());
    const unlock = givenCode(code);
    await pushFrom(ben, [place], { unlock });
    const facts = { ...nothingSaid, note: 'from the box' };
    const productKey = productKeys.ownOffice;
    await add(runOn(ben, [place]), { unlock, productKey, facts, machine: 'BEN-PC' });
    const { opened } = await pullFrom([place], { machine: 'BEN-PC' });
    expect(keysOf(opened[0]?.content.licences ?? [])).toContain(productKey);
  });

  it('opens it where the PC noted the vault before the code was made elsewhere', async () => {
    const place = testPlace('nas');
    const pc = testPc(annasPc());
    const ben = testPc(bensPc());
    await pushFrom(pc, [place], { derive });
    await pushFrom(ben, [place], { derive });
    const code = await addCode(pc, [place]);
    const { outcomes } = await pushFrom(ben, [place], { unlock: givenCode(code), force: true });
    expect(outcomes.map(({ state }) => state)).toEqual(['verified']);
    expect((await pullFrom([place], { derive })).opened).toHaveLength(2);
  });

  it('is refused when it is another one, and nothing is written', async () => {
    const place = testPlace('nas');
    const pc = testPc(annasPc());
    await ofNewVault(pc, place);
    const unlock = givenCode(await makeRecoveryCode());
    for (const one of [pc, testPc(bensPc())]) {
      const attempt = pushFrom(one, [place], { unlock, force: true });
      expect(await refusal(() => attempt)).toBe('WRONG_PASSPHRASE');
    }
    expect(heldNames(place)).toHaveLength(1);
  });

  it('makes no vault: there is nothing yet that it could open', async () => {
    const place = testPlace('nas');
    const unlock = givenCode(await makeRecoveryCode());
    expect(await refusal(() => pushFrom(testPc(annasPc()), [place], { unlock }))).toBe('NO_RECORD');
    expect(heldNames(place)).toEqual([]);
  });
});

describe('a key that this PC remembers', () => {
  const remembered = async (pc: TestPc): Promise<UnlockExisting> => {
    const card = pc.state.current().vaults[0]?.card;
    if (card === undefined) throw new Error('the vault was noted');
    const salt = Uint8Array.from(Buffer.from(card.salt, 'hex'));
    const passphrase = await givenPassphrase().ask('existing', never);
    const passphraseKey = await derive(passphrase, salt, lowCost);
    return { kind: 'remembered', salt, cost: lowCost, passphraseKey };
  };

  it('opens the vault for a push and a pull, and derives nothing', async () => {
    const place = testPlace('nas');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place], { derive });
    const unlock = await remembered(pc);
    const log = runLog();
    const { outcomes } = await pushFrom(pc, [place], { unlock, force: true, log });
    expect(outcomes.map(({ state }) => state)).toEqual(['verified']);
    expect((await pullFrom([place], { unlock, log })).opened[0]?.content.sequence).toBe(2);
    expect(log.derived).toEqual([]);
  });

  it('opens nothing of another vault', async () => {
    const place = testPlace('nas');
    const other = testPlace('other');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place], { derive });
    await pushFrom(testPc(bensPc()), [other], { derive });
    const unlock = await remembered(pc);
    expect(await refusal(() => pullFrom([other], { unlock }))).toBe('WRONG_PASSPHRASE');
  });
});
