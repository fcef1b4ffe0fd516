// The credential-store kind against a real Secret Service: the contract, and what is peculiar to it.
// The Windows Credential Manager is tried in test/end-to-end/wine.test.ts.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { VaultError } from '../../../src/errors.js';
import { credentialStoreKind } from '../../../src/targets/credential-store/kind.js';
import { testService } from '../../../src/targets/credential-store/client.js';
import { backupService } from '../../../src/targets/credential-store/target.js';
import type { Target } from '../../../src/targets/target.js';
import { realPart } from '../../support/real-parts.js';
import { asSealed, sealedSample } from '../../support/sealed.js';
import {
  secretServicePart,
  type SecretService,
  setEnvironment,
  startEmptyBus,
  startSecretService,
} from '../../support/secret-service.js';
import {
  expectHeld,
  expectTargetError,
  namesIn,
  nextTurn,
  rejection,
} from '../../support/target-assertions.js';
import { describeTargetContract } from '../contract.js';

const part = realPart(secretServicePart);
const never = new AbortController().signal;
// The helper process is run from its source here.
process.execArgv = ['--import', 'tsx'];

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
        create: () =>
          Promise.resolve({
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
          }),
      },
);

describe.skipIf(part === null)('credentials as they lie in the store', () => {
  afterEach(() => {
    service.clear(backupService);
  });
  const small = sealedSample({ sizeBytes: 1_920, seed: 'fits one' });
  const large = sealedSample({ sizeBytes: 4_000, seed: 'needs three' });
  const partNames = [1, 2, 3].map((n) => `${large.name} part ${n} of 3`);

  it('keeps a record of 1,920 bytes in one credential, as base64 that any tool can read', async () => {
    await open().put(small.name, small.record, never);
    expect(service.accounts(backupService)).toEqual([small.name]);
    const text = service.text(backupService, small.name);
    expect(text).toHaveLength(2_560);
    expect(Buffer.from(text, 'base64')).toEqual(Buffer.from(small.record));
  });

  it('splits a larger one, none of the parts above the limit of Windows', async () => {
    await open().put(large.name, large.record, never);
    expect(service.accounts(backupService).sort()).toEqual([large.name, ...partNames]);
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

  it('passes over a set that lacks a part, calls it damaged, and repairs it', async () => {
    const target = open();
    await target.put(large.name, large.record, never);
    execFileSync('secret-tool', ['clear', 'service', backupService, 'account', partNames[1] ?? '']);
    expect(await namesIn(target)).toEqual([]);
    await expectTargetError(target.get(large.name, never), 'DAMAGED');
    await target.put(large.name, large.record, never);
    await expectHeld(target, large);
  });

  it('passes over a set whose parts do not hash to its name', async () => {
    const target = open();
    await target.put(large.name, large.record, never);
    const first = service.text(backupService, partNames[0] ?? '');
    service.store(backupService, partNames[0] ?? '', `AAAA${first.slice(4)}`);
    expect(await namesIn(target)).toEqual([]);
    await expectTargetError(target.get(large.name, never), 'DAMAGED');
  });

  it.each(['', 'parts:0', 'parts:3 ', 'parts:100', '%%%%', 'QUJ', 'QUJDRA='])(
    'calls a credential with the text "%s" damaged',
    async (text) => {
      service.store(backupService, small.name, text === '' ? ' ' : text);
      const target = open();
      expect(await namesIn(target)).toEqual([]);
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
    expect(service.accounts(backupService)).toEqual([small.name]);
  });

  it('removes parts that a push left behind the day before, but no younger ones', async () => {
    const old = asSealed(new Uint8Array(3_000), { takenAt: '2026-11-20T19:55:01Z' });
    const young = asSealed(new Uint8Array(3_000), { takenAt: '2026-11-20T19:55:02Z' });
    service.store(backupService, `${old.name} part 1 of 2`, 'QUJD');
    service.store(backupService, `${young.name} part 1 of 2`, 'QUJD');
    await open().put(small.name, small.record, never);
    const left = [small.name, `${young.name} part 1 of 2`];
    expect(service.accounts(backupService).sort()).toEqual(left.sort());
  });
});

describe.skipIf(part === null)('a credential store that does not answer', () => {
  const sample = sealedSample({ sizeBytes: 500, seed: 'sample' });

  it('does not hold up a call that is aborted, nor leave a process waiting', async () => {
    const target = open();
    await target.put(sample.name, sample.record, never);
    process.kill(service.keyringPid, 'SIGSTOP');
    try {
      const reason = new Error('took too long');
      const controller = new AbortController();
      const got = rejection(target.get(sample.name, controller.signal));
      await nextTurn();
      controller.abort(reason);
      expect(await got).toBe(reason);
      await vi.waitFor(() => {
        expect(helperProcesses()).toEqual([]);
      });
    } finally {
      process.kill(service.keyringPid, 'SIGCONT');
    }
    await expectHeld(target, sample);
    expect(helperProcesses()).toHaveLength(1);
    await target.close();
    service.clear(backupService);
  });

  it('says so when it is locked, whatever is asked of it', async () => {
    const locked = await startSecretService();
    try {
      await open().put(sample.name, sample.record, never);
      locked.lock();
      const { name, record } = sample;
      const asked = [
        () => open().probe(never),
        () => open().get(name, never),
        () => namesIn(open()),
        () => open().put(name, record, never),
        () => open().remove(name, never),
        () => credentialStoreKind.initialise({}, never),
      ];
      for (const ask of asked) {
        const error = await expectTargetError(ask(), 'LOCKED');
        expect(error.hint).toContain('Unlock it');
      }
    } finally {
      locked.stop();
    }
  });

  it('says that it was locked when it locks itself between two calls', async () => {
    const locked = await startSecretService();
    try {
      const target = open();
      await target.put(sample.name, sample.record, never);
      locked.lock();
      // Here keytar crashes: only its own process ends.
      await expectTargetError(namesIn(target), 'LOCKED');
    } finally {
      locked.stop();
    }
  });

  it('says which part is missing', async () => {
    const expectUnavailable = async (words: string): Promise<void> => {
      const error = await expectTargetError(open().probe(never), 'UNAVAILABLE');
      expect(error.message).toContain(words);
      expect(error.hint).toContain('folder or on a stick');
    };
    for (const address of [undefined, 'unix:path=/nonexistent']) {
      const restore = setEnvironment({ DBUS_SESSION_BUS_ADDRESS: address });
      await expectUnavailable('D-Bus').finally(restore);
    }
    const bus = await startEmptyBus();
    await expectUnavailable('no credential store').finally(() => {
      bus.stop();
    });
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

/** The command lines of this process's children that talk to the credential store. */
function helperProcesses(): string[] {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8');
  const pids = children.split(' ').filter((pid) => pid !== '');
  const commands = pids.map((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
  return commands.filter((command) => command.includes('credential-store/process'));
}
