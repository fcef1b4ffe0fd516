// The credential-store kind against a real Secret Service: the contract, and what is peculiar to it.
// The Windows Credential Manager is tried in test/end-to-end/wine.test.ts.
import { execFileSync } from 'node:child_process';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { VaultError } from '../../../src/errors.js';
import { credentialStoreKind } from '../../../src/targets/credential-store/kind.js';
import { testService } from '../../../src/targets/credential-store/client.js';
import { backupService, markerAccount } from '../../../src/targets/credential-store/marker.js';
import type { Target } from '../../../src/targets/target.js';
import { realPart } from '../../support/real-parts.js';
import { asSealed, sealedSample } from '../../support/sealed.js';
import {
  secretServicePart,
  type SecretService,
  startSecretService,
} from '../../support/secret-service.js';
import { expectHeld, expectTargetError, namesIn } from '../../support/target-assertions.js';
import { describeTargetContract } from '../contract.js';
import { never } from '../../support/signal.js';

const part = realPart(secretServicePart);

let service: SecretService;
const opened: Target[] = [];
beforeAll(async () => {
  if (part !== null) service = await startSecretService();
});
afterEach(async () => {
  for (const target of opened.splice(0)) await target.close();
});
afterAll(() => {
  if (part !== null) service.stop();
});

function open(): Target {
  const target = credentialStoreKind.open({});
  opened.push(target);
  return target;
}

describeTargetContract(
  'credential-store on a Secret Service',
  part === null
    ? null
    : {
        create: async () => {
          await credentialStoreKind.initialise({}, never);
          return {
            target: open(),
            reopen: open,
            strays: () => {
              const { name } = sealedSample({ sizeBytes: 5_000, seed: 'stray' });
              service.store(backupService, 'a note of somebody', 'text');
              service.store(backupService, `${name} part 1 of 3`, 'QUJD');
              service.store(backupService, `${name}.bak`, 'QUJD');
              return Promise.resolve();
            },
            contents: () => Promise.resolve([backupService, testService].flatMap(service.accounts)),
            dispose: () => {
              service.clear(backupService);
              return Promise.resolve();
            },
          };
        },
      },
);

describe.skipIf(part === null)('credentials as they lie in the store', () => {
  afterEach(() => {
    service.clear(backupService);
  });
  const small = sealedSample({ sizeBytes: 1_920, seed: 'fits one' });
  const large = sealedSample({ sizeBytes: 4_000, seed: 'needs three' });
  const partNames = [1, 2, 3].map((n) => `${large.name} part ${n} of 3`);
  const backupAccounts = (): string[] =>
    service.accounts(backupService).filter((account) => account !== markerAccount);

  it('keeps a record of 1,920 bytes in one credential, as base64 that any tool can read', async () => {
    await open().put(small.name, small.record, never);
    expect(backupAccounts()).toEqual([small.name]);
    const text = service.text(backupService, small.name);
    expect(text).toHaveLength(2_560);
    expect(Buffer.from(text, 'base64')).toEqual(Buffer.from(small.record));
  });

  it('splits a larger one, none of the parts above the limit of Windows', async () => {
    await open().put(large.name, large.record, never);
    expect(backupAccounts().sort()).toEqual([large.name, ...partNames]);
    const parts = partNames.map((account) => service.text(backupService, account));
    expect(parts.map((text) => text.length)).toEqual([2_560, 2_560, 216]);
    expect(Buffer.from(parts.join(''), 'base64')).toEqual(Buffer.from(large.record));
  });

  it('passes over a set without its index, and completes it when it is put again', async () => {
    const target = open();
    await target.put(large.name, large.record, never);
    execFileSync('secret-tool', ['clear', 'service', backupService, 'account', large.name]);
    expect(await namesIn(target)).toEqual([]);
    await expectTargetError(target.get(large.name, never), 'NOT_FOUND');
    await target.put(large.name, large.record, never);
    await expectHeld(target, large);
  });

  it('names a set that lacks a part, calls it damaged, and repairs it', async () => {
    const target = open();
    await target.put(large.name, large.record, never);
    execFileSync('secret-tool', ['clear', 'service', backupService, 'account', partNames[1] ?? '']);
    expect(await namesIn(target)).toEqual([large.name]);
    await expectTargetError(target.get(large.name, never), 'DAMAGED');
    await target.put(large.name, large.record, never);
    await expectHeld(target, large);
  });

  it('names a set whose parts do not hash to its name', async () => {
    const target = open();
    await target.put(large.name, large.record, never);
    const first = service.text(backupService, partNames[0] ?? '');
    service.store(backupService, partNames[0] ?? '', `AAAA${first.slice(4)}`);
    expect(await namesIn(target)).toEqual([large.name]);
    await expectTargetError(target.get(large.name, never), 'DAMAGED');
  });

  it.each(['', 'parts:0', 'parts:3 ', 'parts:100', '%%%%', 'QUJ', 'QUJDRA='])(
    'calls a credential with the text "%s" damaged',
    async (text) => {
      service.store(backupService, small.name, text === '' ? ' ' : text);
      const target = open();
      expect(await namesIn(target)).toEqual([small.name]);
      await expectTargetError(target.get(small.name, never), 'DAMAGED');
    },
  );

  it('replaces altered bytes only with those that fit the name', async () => {
    const target = open();
    const other = sealedSample({ sizeBytes: 300, seed: 'other' });
    service.store(backupService, small.name, Buffer.from('altered').toString('base64'));
    await expectTargetError(target.put(small.name, other.record, never), 'CONFLICT');
    await target.put(small.name, small.record, never);
    await expectHeld(target, small);
  });

  it('removes all parts, of that record only', async () => {
    const target = open();
    await target.put(large.name, large.record, never);
    await target.put(small.name, small.record, never);
    await target.remove(large.name, never);
    expect(backupAccounts()).toEqual([small.name]);
  });

  it('removes parts that a push left behind the day before, but no younger ones', async () => {
    const old = asSealed(new Uint8Array(3_000), { takenAt: '2026-11-20T19:55:01Z' });
    const young = asSealed(new Uint8Array(3_000), { takenAt: '2026-11-20T19:55:02Z' });
    service.store(backupService, `${old.name} part 1 of 2`, 'QUJD');
    service.store(backupService, `${young.name} part 1 of 2`, 'QUJD');
    await open().put(small.name, small.record, never);
    const left = [small.name, `${young.name} part 1 of 2`];
    expect(backupAccounts().sort()).toEqual(left.sort());
  });
});

describe('the credential-store kind', () => {
  it('is written as one word', () => {
    expect(credentialStoreKind.parsePlace('credential-store')).toEqual({});
    expect(credentialStoreKind.parsePlace('./credential-store')).toBeNull();
    expect(credentialStoreKind.parsePlace('credential-stores')).toBeNull();
    expect(() => credentialStoreKind.parsePlace('credential-store:work')).toThrow(VaultError);
  });

  it('takes no options, and names the one that it was given', () => {
    expect(credentialStoreKind.parseOptions({})).toEqual({});
    expect(() => credentialStoreKind.parseOptions({ folder: 'x' })).toThrow('"folder"');
  });

  it('describes the place in words', () => {
    expect(credentialStoreKind.describe({})).toMatch(/of this PC$/);
  });
});
