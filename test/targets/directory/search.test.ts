// Finding a folder again under another drive letter or mount, and never taking another one for it.
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { join, posix, win32 } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createDirectoryKind, directoryKind } from '../../../src/targets/directory/kind.js';
import {
  type DirectoryEffects,
  nodeDirectoryEffects,
} from '../../../src/targets/directory/file-system.js';
import { relocations } from '../../../src/targets/directory/search.js';
import type { MountedVolume } from '../../../src/system/volumes/volume.js';
import { driveLetters } from '../../../src/system/volumes/windows-volumes.js';
import { systemError } from '../../support/failing-file-system.js';
import { freshPlace } from '../../support/folder-place.js';
import { expectHeld, expectTargetError, putSample } from '../../support/target-assertions.js';
import { never } from '../../support/signal.js';
import { eachInFolder } from '../../support/temporary-folder.js';

const volume = (root: string): MountedVolume => ({ root, device: null, type: null, name: root });

describe('where a folder may be now', () => {
  it('is the same path under every other drive letter of Windows', () => {
    const candidates = relocations('E:\\backups\\vault', driveLetters(), win32).flat();
    expect(candidates).toHaveLength(25);
    expect(candidates).toContain('A:\\backups\\vault');
    expect(candidates).toContain('Z:\\backups\\vault');
    expect(candidates).not.toContain('E:\\backups\\vault');
  });

  it('is the drive itself when the place is a whole drive', () => {
    const candidates = relocations('E:\\', driveLetters(), win32).flat();
    expect(candidates).toContain('F:\\');
    expect(candidates).not.toContain('E:\\');
  });

  it('is every shorter end of the path on a mount, longest first', () => {
    const candidates = relocations('/media/anna/STICK/vault', [volume('/mnt/usb')], posix);
    expect(candidates).toEqual([
      [
        '/mnt/usb/media/anna/STICK/vault',
        '/mnt/usb/anna/STICK/vault',
        '/mnt/usb/STICK/vault',
        '/mnt/usb/vault',
        '/mnt/usb',
      ],
    ]);
  });

  it('is never the path itself again', () => {
    expect(relocations('/mnt/usb', [volume('/mnt/usb'), volume('/')], posix)).toEqual([
      ['/mnt/usb/mnt/usb', '/mnt/usb/usb'],
      ['/usb', '/'],
    ]);
  });
});

describe('a folder with an id', () => {
  let parent: string;
  let mounts: [string, string];
  let effects: DirectoryEffects;
  eachInFolder((made) => {
    parent = made;
  });
  beforeEach(async () => {
    mounts = [join(parent, 'first'), join(parent, 'second')];
    for (const mount of mounts) await mkdir(mount);
    effects = {
      ...nodeDirectoryEffects,
      volumes: () => Promise.resolve(mounts.map(volume)),
    };
  });

  it('is found again on another mount, and used there', async () => {
    const options = await freshPlace(mounts[0]);
    const kind = createDirectoryKind(effects);
    const sample = await putSample(kind.open(options), 'found again');
    const moved = options.path.replace(mounts[0], mounts[1]);
    await mkdir(join(moved, '..'), { recursive: true });
    await rename(options.path, moved);
    await expectHeld(kind.open(options), sample);
    const { foundAt, lostMark } = await kind.open(options).identify(never);
    expect([foundAt, lostMark]).toEqual([`the folder ${moved}`, undefined]);
    await putSample(kind.open(options), 'stored there');
    await expectTargetError(
      kind.open({ path: options.path }).get(sample.name, never),
      'UNAVAILABLE',
    );
    expect(await kind.initialise(options, never)).toEqual({ path: moved, id: options.id });
  });

  it('is passed over where it has another id', async () => {
    const options = await freshPlace(mounts[0]);
    const elsewhere = options.path.replace(mounts[0], mounts[1]);
    await mkdir(join(elsewhere, '..'), { recursive: true });
    await directoryKind.initialise({ path: elsewhere }, never);
    await rm(options.path, { recursive: true });
    const target = createDirectoryKind(effects).open(options);
    await expectTargetError(target.identify(never), 'UNAVAILABLE');
  });

  it('is found behind another place that took its path', async () => {
    const options = await freshPlace(mounts[0]);
    const sample = await putSample(directoryKind.open(options), 'behind');
    const moved = options.path.replace(mounts[0], mounts[1]);
    await cp(options.path, moved, { recursive: true });
    await rm(options.path, { recursive: true });
    await directoryKind.initialise({ path: options.path }, never);
    await expectTargetError(directoryKind.open(options).identify(never), 'WRONG_TARGET');
    await expectHeld(createDirectoryKind(effects).open(options), sample);
  });

  it('is found though another volume never answers, or answers with errors', async () => {
    const options = await freshPlace(mounts[1]);
    const sample = await putSample(directoryKind.open(options), 'behind a dead drive');
    const { fileSystem } = effects;
    let asked = 0;
    let sleeps = 0;
    const kind = createDirectoryKind({
      ...effects,
      volumes: () => Promise.resolve(['/dead', '/broken', mounts[1]].map(volume)),
      sleep: (ms, signal) => {
        sleeps += 1;
        // Only the first volume, which never answers, uses up its time.
        return sleeps === 1 ? Promise.resolve() : effects.sleep(ms, signal);
      },
      fileSystem: {
        ...fileSystem,
        readFile: async (path, limitBytes) => {
          if (path.startsWith('/broken')) throw systemError('EIO');
          if (!path.startsWith('/dead')) return fileSystem.readFile(path, limitBytes);
          asked += 1;
          return new Promise(() => undefined);
        },
      },
    });
    const elsewhere = join('/pulled', options.path.slice(mounts[1].length));
    await expectHeld(kind.open({ ...options, path: elsewhere }), sample);
    expect(asked).toBe(1);
  });

  it('stops searching when its signal is aborted', async () => {
    const options = await freshPlace(mounts[0]);
    await rm(options.path, { recursive: true });
    const controller = new AbortController();
    const reason = new Error('stopped by the test');
    const kind = createDirectoryKind({
      ...effects,
      volumes: () => {
        controller.abort(reason);
        return Promise.resolve(mounts.map(volume));
      },
    });
    await expect(kind.open(options).identify(controller.signal)).rejects.toBe(reason);
  });
});
