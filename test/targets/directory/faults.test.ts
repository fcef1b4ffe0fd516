// Every operation of the file system failing in turn, in every call of a folder target: nothing is
// lost, nothing is half there, and the next run goes on as if nothing had happened.
import { mkdtemp, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { leftoverPattern } from '../../../src/system/durable-write.js';
import { createDirectoryKind, directoryKind } from '../../../src/targets/directory/kind.js';
import {
  nodeDirectoryEffects,
  nodeDirectoryFileSystem,
} from '../../../src/targets/directory/file-system.js';
import { asDirectoryError } from '../../../src/targets/directory/errors.js';
import { type Target, TargetError } from '../../../src/targets/target.js';
import {
  type Failure,
  type FailingFileSystem,
  failingFileSystem,
  systemError,
} from '../../support/failing-file-system.js';
import { freshPlace } from '../../support/folder-place.js';
import { sealedSample } from '../../support/sealed.js';
import { expectHeld, namesIn, putSample } from '../../support/target-assertions.js';
import { never } from '../../support/signal.js';
import { eachInFolder } from '../../support/temporary-folder.js';

let parent: string;

eachInFolder((made) => {
  parent = made;
});

function failingKind(failure: Failure) {
  const failing = failingFileSystem(nodeDirectoryFileSystem, failure);
  const effects = { ...nodeDirectoryEffects, volumes: () => Promise.resolve([]) };
  return { failing, kind: createDirectoryKind({ ...effects, fileSystem: failing.fileSystem }) };
}

/** Calls `attempt` with the first operation failing, then the second, until none fails any more. */
async function withEachFailing(
  failure: Omit<Failure, 'at'>,
  attempt: (failure: Failure, check: (failing: FailingFileSystem) => void) => Promise<void>,
): Promise<void> {
  const failed: number[] = [];
  for (let at = 1; failed.length === at - 1; at += 1) {
    await attempt({ at, ...failure }, (failing) => {
      if (failing.operations.length >= at) failed.push(at);
    });
  }
  expect(failed.length).toBeGreaterThan(2);
}

const lasting = [{ lasts: 'once' }, { lasts: 'for-good' }] as const;

describe.each(lasting)('with each operation failing $lasts', ({ lasts }) => {
  it('a put stores all or nothing, and the next one succeeds', async () => {
    await withEachFailing({ lasts, error: systemError('EIO') }, async (failure, check) => {
      const options = await freshPlace(parent);
      const healthy = directoryKind.open(options);
      const earlier = await putSample(healthy, 'earlier');
      await leaveOver(options.path);
      const { failing, kind } = failingKind(failure);
      const sample = sealedSample({ sizeBytes: 50_000, seed: 'put', tag: 'aaaaaaaaaaaaaaaa' });
      const error = await kind
        .open(options)
        .put(sample.name, sample.record, never)
        .catch((thrown: unknown) => thrown);
      check(failing);
      if (error !== undefined) expect(error).toMatchObject({ code: 'UNAVAILABLE' });
      const names = await namesIn(healthy);
      expect(names).toContain(earlier.name);
      await expectHeld(healthy, earlier);
      // Only the last steps, after the record has its name, may fail with the record in place.
      if (error === undefined || names.includes(sample.name)) await expectHeld(healthy, sample);
      await healthy.put(sample.name, sample.record, never);
      expect(await namesIn(healthy)).toEqual([earlier.name, sample.name].sort());
      if (lasts === 'once') await expectNoNewLeftovers(options.path);
    });
  });

  it('a removal removes or leaves, and the next one succeeds', async () => {
    await withEachFailing({ lasts, error: systemError('EIO') }, async (failure, check) => {
      const options = await freshPlace(parent);
      const healthy = directoryKind.open(options);
      const kept = await putSample(healthy, 'kept');
      const gone = await putSample(healthy, 'gone');
      const { failing, kind } = failingKind(failure);
      await kind.open(options).remove(gone.name, never).catch(expectUnavailable);
      check(failing);
      await expectHeld(healthy, kept);
      await healthy.remove(gone.name, never);
      expect(await namesIn(healthy)).toEqual([kept.name]);
    });
  });

  it.each([
    { call: 'get', act: (target: Target) => target.get(absentName, never) },
    { call: 'list', act: (target: Target) => namesIn(target) },
    { call: 'identify', act: (target: Target) => target.identify(never) },
  ])('a $call says so, and never mistakes it for an answer', async ({ act }) => {
    const options = await freshPlace(parent);
    const healthy = directoryKind.open(options);
    await healthy.put(absentName, absent.record, never);
    const answer = await act(healthy);
    await withEachFailing({ lasts, error: systemError('EIO') }, async (failure, check) => {
      const { failing, kind } = failingKind(failure);
      const outcome = await act(kind.open(options)).catch(expectUnavailable);
      check(failing);
      if (outcome === undefined) return;
      expect(failing.operations.length).toBeLessThan(failure.at);
      expect(outcome).toEqual(answer);
    });
  });

  it.each(['EIO', 'ENOENT'])('a listing gives every name or says so (%s)', async (code) => {
    await withEachFailing({ lasts, error: systemError(code) }, async (failure, check) => {
      const options = await freshPlace(parent);
      const { name } = await putSample(directoryKind.open(options), 'listed');
      const { failing, kind } = failingKind(failure);
      const names = await namesIn(kind.open(options)).catch((thrown: unknown) => thrown);
      check(failing);
      if (names instanceof TargetError)
        expect(['UNAVAILABLE', 'WRONG_TARGET']).toContain(names.code);
      else expect(names).toEqual([name]);
    });
  });

  it('a try says so, and leaves nothing that a later push would not remove', async () => {
    await withEachFailing({ lasts, error: systemError('EIO') }, async (failure, check) => {
      const options = await freshPlace(parent);
      const { failing, kind } = failingKind(failure);
      const tried = kind.open(options).tryWriting(never);
      const problem = await tried.then(
        () => null,
        (thrown: unknown) => thrown,
      );
      check(failing);
      if (failing.operations.length < failure.at) expect(problem).toBeNull();
      else expect(problem).toMatchObject({ code: 'UNAVAILABLE' });
      expect(await namesIn(directoryKind.open(options))).toEqual([]);
    });
  });

  it('a folder is set up all the same by the next run', async () => {
    await withEachFailing({ lasts, error: systemError('EIO') }, async (failure, check) => {
      const path = join(await mkdtemp(join(parent, 'setup-')), 'vault');
      const { failing, kind } = failingKind(failure);
      await kind.initialise({ path }, never).catch(expectUnavailable);
      check(failing);
      const options = await directoryKind.initialise({ path }, never);
      await putSample(directoryKind.open(options), 'set up');
      expect(await directoryKind.initialise({ path }, never)).toEqual(options);
    });
  });

  it('a mistake in the program is never swallowed', async () => {
    const error = new TypeError('a mistake in the program');
    await withEachFailing({ lasts, error }, async (failure, check) => {
      const options = await freshPlace(parent);
      await leaveOver(options.path);
      const { failing, kind } = failingKind(failure);
      const outcome = await putSample(kind.open(options), 'mistake').catch(
        (thrown: unknown) => thrown,
      );
      check(failing);
      if (failing.operations.length >= failure.at) expect(outcome).toBe(error);
    });
  });
});

describe('what the system’s errors mean', () => {
  it.each([
    ['ENOSPC', 'FULL'],
    ['EDQUOT', 'FULL'],
    ['EROFS', 'READ_ONLY'],
    ['EACCES', 'DENIED'],
    ['EPERM', 'DENIED'],
    ['ENOENT', 'UNAVAILABLE'],
    ['ENOTDIR', 'UNAVAILABLE'],
    ['EIO', 'UNAVAILABLE'],
    ['ESTALE', 'UNAVAILABLE'],
    ['EHOSTDOWN', 'UNAVAILABLE'],
    ['ETIMEDOUT', 'UNAVAILABLE'],
    ['EBUSY', 'UNAVAILABLE'],
    ['ENAMETOOLONG', 'UNAVAILABLE'],
    ['UNKNOWN', 'UNAVAILABLE'],
    ['EINTR', 'UNAVAILABLE'],
    ['ENOTEXPECTED', 'UNAVAILABLE'],
    ['Unknown system error -4711', 'UNAVAILABLE'],
  ])('%s is %s, with the path and a hint', (system, code) => {
    const cause = systemError(system);
    const error = asDirectoryError(cause, 'E:\\vault');
    expect(error).toBeInstanceOf(TargetError);
    expect(error).toMatchObject({ code, cause, hint: expect.stringMatching(/\.$/) as string });
    expect(String(error)).toContain('the folder E:\\vault');
  });

  it.each([systemError('ERR_INVALID_ARG_TYPE'), new TypeError('a mistake'), 'text', undefined])(
    'an error that nobody expected stays as it is: %s',
    (error) => {
      expect(asDirectoryError(error, 'E:\\vault')).toBe(error);
    },
  );
});

const absent = sealedSample({ sizeBytes: 3_000, seed: 'asked for' });
const absentName = absent.name;

function expectUnavailable(error: unknown): undefined {
  expect(error).toBeInstanceOf(TargetError);
  expect(error).toMatchObject({ code: 'UNAVAILABLE' });
}

const oldLeftover = 'probe.0123456789abcdef.tmp';

/** What a run that was killed two days ago left behind. */
async function leaveOver(folder: string): Promise<void> {
  const path = join(folder, oldLeftover);
  await writeFile(path, 'half');
  const longAgo = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000);
  await utimes(path, longAgo, longAgo);
}

/** What fails to clean up may leave the old leftover to the next put, but makes no new one. */
async function expectNoNewLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true });
  const leftovers = names.filter((name) => leftoverPattern.test(name));
  expect(leftovers.filter((name) => name !== oldLeftover)).toEqual([]);
}
