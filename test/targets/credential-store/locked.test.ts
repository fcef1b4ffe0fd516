// The credential store as it is looked at, locked, or not there at all, on a real Secret Service: looking
// never changes it, and no locked one is taken for an empty one.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { credentialStoreKind } from '../../../src/targets/credential-store/kind.js';
import { testService } from '../../../src/targets/credential-store/client.js';
import { backupService, markerAccount } from '../../../src/targets/credential-store/marker.js';
import type { Target } from '../../../src/targets/target.js';
import { realPart } from '../../support/real-parts.js';
import { sealedSample } from '../../support/sealed.js';
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
  expectTraits,
  namesIn,
  nextTurn,
  rejection,
} from '../../support/target-assertions.js';
import { never } from '../../support/signal.js';
import { shownHint } from '../../support/shown-hint.js';

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

describe.skipIf(part === null)('a credential store that is only looked at', () => {
  const sample = sealedSample({ sizeBytes: 4_000, seed: 'looked at' });
  const absent = sealedSample({ sizeBytes: 9, seed: 'absent' }).name;
  afterEach(() => {
    service.clear(backupService);
  });

  async function changesDuring(act: () => Promise<unknown>): Promise<string[]> {
    const watch = await service.watchChanges();
    await act().catch(() => undefined);
    return watch.stop();
  }

  it('is not changed for a moment, whether it was set up or not', async () => {
    const look = async (): Promise<void> => {
      const target = open();
      await target.identify(never);
      await target.get(sample.name, never).catch(() => undefined);
      await target.get(absent, never).catch(() => undefined);
      await namesIn(target);
    };
    expect(await changesDuring(look)).toEqual([]);
    await open().put(sample.name, sample.record, never);
    expect(await changesDuring(look)).toEqual([]);
    expect(service.accounts(testService)).toEqual([]);
    // That a change would be seen:
    expect(await changesDuring(() => open().tryWriting(never))).not.toEqual([]);
    expect(service.accounts(testService)).toEqual([]);
  });

  it('was never set up: it is no empty place of backups, and may be set up', async () => {
    const target = open();
    const { placeId, traits } = await target.identify(never);
    expect(placeId).toBeNull();
    expectTraits(traits);
    for (const look of [() => namesIn(target), () => target.get(absent, never)]) {
      const { message } = await expectTargetError(look(), 'WRONG_TARGET');
      expect(message).toContain('never set up');
    }
    await expectTargetError(target.remove(absent, never), 'WRONG_TARGET');
    await credentialStoreKind.initialise({}, never);
    expect((await target.identify(never)).placeId).toContain('credential-store');
    expect(await namesIn(target)).toEqual([]);
    await expectTargetError(target.get(absent, never), 'NOT_FOUND');
  });

  it('is set up by the first put, and stays so when all backups are removed', async () => {
    const target = open();
    await target.put(sample.name, sample.record, never);
    await target.remove(sample.name, never);
    expect(service.accounts(backupService)).toEqual([markerAccount]);
    expect((await open().identify(never)).placeId).not.toBeNull();
    expect(await namesIn(open())).toEqual([]);
  });

  it('is known by its backups where somebody removed the marker', async () => {
    await open().put(sample.name, sample.record, never);
    const marker = ['service', backupService, 'account', markerAccount];
    execFileSync('secret-tool', ['clear', ...marker]);
    expect((await open().identify(never)).placeId).not.toBeNull();
    expect(await namesIn(open())).toEqual([sample.name]);
    await open().put(sample.name, sample.record, never);
    expect(service.accounts(backupService)).toContain(markerAccount);
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
        () => open().identify(never),
        () => open().tryWriting(never),
        () => open().get(name, never),
        () => namesIn(open()),
        () => open().put(name, record, never),
        () => open().remove(name, never),
        () => credentialStoreKind.initialise({}, never),
      ];
      for (const ask of asked) {
        const error = await expectTargetError(ask(), 'LOCKED');
        expect(shownHint(error)).toContain('Unlock it');
      }
    } finally {
      locked.stop();
    }
  });

  it('says so when it is locked and was set up, but holds no backup yet', async () => {
    const locked = await startSecretService();
    try {
      await credentialStoreKind.initialise({}, never);
      locked.lock();
      await expectTargetError(open().identify(never), 'LOCKED');
      await expectTargetError(namesIn(open()), 'LOCKED');
    } finally {
      locked.stop();
    }
  });

  it('is no empty place where it is locked and nothing of ours was ever in it', async () => {
    const locked = await startSecretService();
    try {
      locked.lock();
      expect((await open().identify(never)).placeId).toBeNull();
      const { message } = await expectTargetError(namesIn(open()), 'WRONG_TARGET');
      expect(message).toContain('locked');
      await expectTargetError(open().tryWriting(never), 'LOCKED');
      await expectTargetError(open().put(sample.name, sample.record, never), 'LOCKED');
      await expectTargetError(credentialStoreKind.initialise({}, never), 'LOCKED');
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
      await expectTargetError(target.get(sample.name, never), 'LOCKED');
    } finally {
      locked.stop();
    }
  });

  it('says which part is missing', async () => {
    const expectUnavailable = async (words: string): Promise<void> => {
      const error = await expectTargetError(open().identify(never), 'UNAVAILABLE');
      expect(error.message).toContain(words);
      expect(shownHint(error)).toContain('folder or on a stick');
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

/** The command lines of this process's children that talk to the credential store. */
function helperProcesses(): string[] {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8');
  const pids = children.split(' ').filter((pid) => pid !== '');
  const commands = pids.map((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
  return commands.filter((command) => command.includes('bundle/credential-store'));
}
