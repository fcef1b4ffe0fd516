// Records among things that are none: links, pipes, folders, leftovers of killed runs, oversize files.
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { leftoverPattern } from '../../../src/system/durable-write.js';
import { asRecordName, parseRecordName } from '../../../src/record/name.js';
import { createDirectoryKind, directoryKind } from '../../../src/targets/directory/kind.js';
import { nodeDirectoryEffects } from '../../../src/targets/directory/file-system.js';
import type { Target } from '../../../src/targets/target.js';
import { freshPlace } from '../../support/folder-place.js';
import { firstTag, sealedSample } from '../../support/sealed.js';
import {
  expectTargetError,
  manySamples,
  namesIn,
  putSample,
  rejection,
} from '../../support/target-assertions.js';
import { never } from '../../support/signal.js';
import { eachInFolder } from '../../support/temporary-folder.js';

const isWindows = process.platform === 'win32';

let parent: string;
let folder: string;
let target: Target;

eachInFolder((made) => {
  parent = made;
});
beforeEach(async () => {
  folder = (await freshPlace(parent)).path;
  target = directoryKind.open({ path: folder });
});

describe('a listing', () => {
  it('ends when it is aborted under way', async () => {
    for (const sample of manySamples()) await target.put(sample.name, sample.record, never);
    const controller = new AbortController();
    const reason = new Error('stopped by the test');
    const names: string[] = [];
    const listing = (async () => {
      for await (const name of target.list(controller.signal)) {
        names.push(name);
        controller.abort(reason);
      }
    })();
    expect(await rejection(listing)).toBe(reason);
    expect(names).toHaveLength(1);
  });

  it('passes over the folder of a PC that goes away meanwhile', async () => {
    const samples = manySamples();
    for (const sample of samples) await target.put(sample.name, sample.record, never);
    const names: string[] = [];
    for await (const name of target.list(never)) {
      names.push(name);
      const [tag = ''] = name.split('/');
      for (const other of await readdir(folder)) {
        if (other !== tag && /^[0-9a-f]{16}$/.test(other)) {
          await rm(join(folder, other), { recursive: true });
        }
      }
    }
    expect(names).toHaveLength(samples.length / 3);
  });
});

describe('something else under the name of a record', () => {
  const sample = sealedSample({ sizeBytes: 800, seed: 'in place of a record' });
  const kinds = [
    {
      kind: 'a symbolic link to a file',
      skip: isWindows,
      make: async (path: string) => {
        await writeFile(join(parent, 'outside'), sample.record);
        await symlink(join(parent, 'outside'), path);
      },
    },
    {
      kind: 'a symbolic link to nothing',
      skip: isWindows,
      make: (path: string) => symlink(join(parent, 'nothing'), path),
    },
    {
      kind: 'a symbolic link to itself',
      skip: isWindows,
      make: (path: string) => symlink(path, path),
    },
    {
      kind: 'a pipe that nobody writes to',
      skip: isWindows,
      make: (path: string) => Promise.resolve(execFileSync('mkfifo', [path])),
    },
    { kind: 'a folder', skip: false, make: (path: string) => mkdir(path) },
  ];

  it.each(kinds.filter(({ skip }) => !skip))('is no record when it is $kind', async ({ make }) => {
    const bystander = await putSample(target, 'bystander');
    const path = join(folder, sample.name);
    await make(path);
    const before = await readdir(folder, { recursive: true });
    expect(await namesIn(target)).toEqual([bystander.name]);
    await expectTargetError(target.get(sample.name, never), 'NOT_FOUND');
    await expectTargetError(target.put(sample.name, sample.record, never), 'CONFLICT');
    await target.remove(sample.name, never);
    expect(await readdir(folder, { recursive: true })).toEqual(before);
  });

  it.skipIf(isWindows)('is no record when its folder is a symbolic link', async () => {
    const outside = join(parent, 'outside');
    await mkdir(outside);
    await symlink(outside, join(folder, firstTag));
    await writeFile(join(folder, sample.name), sample.record);
    expect(await namesIn(target)).toEqual([]);
    await expectTargetError(target.get(sample.name, never), 'NOT_FOUND');
    await expectTargetError(target.put(sample.name, sample.record, never), 'CONFLICT');
    await target.remove(sample.name, never);
    expect(await readdir(outside)).toHaveLength(1);
  });

  it('is no record when its folder is a file', async () => {
    await writeFile(join(folder, firstTag), 'a file');
    expect(await namesIn(target)).toEqual([]);
    await expectTargetError(target.get(sample.name, never), 'NOT_FOUND');
    await expectTargetError(target.put(sample.name, sample.record, never), 'CONFLICT');
    await target.remove(sample.name, never);
    expect(await readFile(join(folder, firstTag), 'utf8')).toBe('a file');
  });

  it('is read no further than the largest record', async () => {
    await mkdir(join(folder, firstTag));
    await writeFile(join(folder, sample.name), Buffer.alloc(1024 * 1024 + 1));
    await expectTargetError(target.get(sample.name, never), 'DAMAGED');
    await writeFile(join(folder, sample.name), Buffer.alloc(1024 * 1024));
    expect(await target.get(sample.name, never)).toHaveLength(1024 * 1024);
  });

  it('never leads out of the folder', async () => {
    const outside = join(parent, 'outside.vault');
    await writeFile(outside, 'precious');
    for (const text of ['../../outside.vault', outside, `${firstTag}/../../../outside.vault`]) {
      const name = text as typeof sample.name;
      await expect(target.get(name, never)).rejects.toThrow(TypeError);
      await expect(target.remove(name, never)).rejects.toThrow(TypeError);
      await expect(target.put(name, sample.record, never)).rejects.toThrow(TypeError);
    }
    expect(await readFile(outside, 'utf8')).toBe('precious');
  });
});

describe('what killed runs left behind', () => {
  const day = 24 * 60 * 60 * 1000;

  it('is removed by the next put, a day later', async () => {
    const { name } = await putSample(target, 'first');
    const { tag = '' } = parseRecordName(name) ?? {};
    const leftovers = [
      join(folder, 'probe.0123456789abcdef.tmp'),
      join(folder, 'product-key-vault.json.0123456789abcdef.tmp'),
      join(folder, `${name}.0123456789abcdef.tmp`),
    ];
    const mine = [
      join(folder, tag, 'mine.tmp'),
      join(folder, tag, 'mine.0123456789abcdef.tmp.txt'),
      // Of other programs, which name their temporary files as this one does.
      join(folder, 'photo.jpg.0123456789abcdef.tmp'),
      join(folder, tag, 'photo.jpg.0123456789abcdef.tmp'),
      join(folder, tag, 'probe.0123456789abcdef.tmp'),
    ];
    for (const path of [...leftovers, ...mine]) {
      await writeFile(path, 'half');
      const longAgo = new Date(Date.now() - 2 * day);
      await utimes(path, longAgo, longAgo);
    }
    await putSample(target, 'second');
    for (const path of leftovers) expect(existsSync(path)).toBe(false);
    for (const path of mine) expect(await readFile(path, 'utf8')).toBe('half');
  });

  it('is left alone while it may still be written', async () => {
    const path = join(folder, 'probe.0123456789abcdef.tmp');
    await writeFile(path, 'half');
    await putSample(target, 'first');
    expect(await readFile(path, 'utf8')).toBe('half');
  });

  it('is never half a record', async () => {
    const promised: string[] = [];
    for (let round = 0; round < 4; round += 1) promised.push(...(await putsUntilKilled(folder)));
    expect(promised.length).toBeGreaterThan(0);
    const names = await namesIn(target);
    expect(names).toEqual(expect.arrayContaining(promised));
    for (const name of names) {
      const digest = createHash('sha256')
        .update(await target.get(name, never))
        .digest('hex');
      expect(parseRecordName(name)?.digest).toBe(digest.slice(0, 32));
    }
    const later = createDirectoryKind({ ...nodeDirectoryEffects, now: () => Date.now() + 2 * day });
    await putSample(later.open({ path: folder }), 'after all that');
    const left = await readdir(folder, { recursive: true });
    expect(left.filter((path) => leftoverPattern.test(path))).toEqual([]);
    for (const name of promised) {
      const known = asRecordName(name);
      if (known !== null) await target.get(known, never);
    }
  });
});

/** Kills a program amid its puts; resolves to the names that it said were stored. */
async function putsUntilKilled(path: string): Promise<string[]> {
  const program = fileURLToPath(new URL('../../support/endless-puts.ts', import.meta.url));
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const child = spawn(process.execPath, ['--import', loader, program, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const names: string[] = [];
  const wanted = 3 + Math.floor(Math.random() * 5);
  for await (const name of createInterface(child.stdout)) {
    names.push(name);
    if (names.length === wanted) child.kill('SIGKILL');
  }
  // The last line may have been cut off by the kill.
  return names.filter((name) => asRecordName(name) !== null);
}
