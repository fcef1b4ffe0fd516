import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { collectExternal } from '../../../src/collect/external/external.js';
import type { Sight } from '../../../src/collect/external/sight.js';
import {
  readerHere,
  readVolume,
  type VolumeReader,
} from '../../../src/collect/external/volume-reader.js';
import { VaultError } from '../../../src/errors.js';
import { writeDisk } from '../../support/written-disk.js';
import { never } from '../../support/signal.js';
import { eachInFolder } from '../../support/temporary-folder.js';

const proKey = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const homeKey = 'YTMG3-N6DKC-DKB77-7M9GH-8HVX7';
const now = new Date('2026-11-21T19:55:01Z');

let root = '';
eachInFolder((made) => {
  root = made;
});

const disk = (name: string, productKey = proKey): string =>
  writeDisk(join(root, name), { productKey });

/** Reads real folders as volumes; `sights` has those that are not readable. */
function readerOf(
  paths: readonly string[],
  more: Partial<VolumeReader> & { sights?: Record<string, Sight> } = {},
): VolumeReader & { isClosed(): boolean } {
  let isClosed = false;
  const { sights = {}, ...replaced } = more;
  return {
    find: () => {
      const volumes = paths.map((root) => ({
        root,
        device: null,
        type: null,
        name: `disk ${root}`,
      }));
      return Promise.resolve({ volumes, unlisted: null });
    },
    look: ({ root: path }) => Promise.resolve(sights[path ?? ''] ?? { kind: 'readable' }),
    read: readVolume,
    close: () => {
      isClosed = true;
    },
    ...replaced,
    isClosed: () => isClosed,
  };
}

async function collect(
  reader: VolumeReader,
  { signal = never, slowMs = 60_000 }: { signal?: AbortSignal; slowMs?: number } = {},
) {
  const told: string[] = [];
  const collection = await collectExternal(
    { now, signal },
    {
      reader,
      slowMs,
      onVolume: (name, { number, of }) => told.push(`${name} ${number}/${of}`),
      onSlow: (name) => told.push(`slow ${name}`),
    },
  );
  const keys = collection.findings.map(({ snapshot }) => snapshot.licences[0]?.productKey);
  return { ...collection, keys, told, codes: collection.warnings.map(({ code }) => code) };
}

describe('all attached disks', () => {
  it('are read one after the other, and each is named before', async () => {
    const paths = [disk('a'), join(root, 'empty'), disk('b', homeKey)];
    mkdirSync(join(root, 'empty'));
    const reader = readerOf(paths);
    const { keys, told, codes } = await collect(reader);
    expect(keys).toEqual([proKey, homeKey]);
    expect(told).toEqual(paths.map((path, i) => `disk ${path} ${i + 1}/3`));
    expect(codes).toEqual([]);
    expect(reader.isClosed()).toBe(true);
  });

  it('are read on where one of them is broken or gone', async () => {
    const broken = disk('broken');
    for (const hive of ['SOFTWARE', 'SYSTEM'])
      writeFileSync(join(broken, 'Windows/System32/config', hive), 'no hive');
    const { findings, codes } = await collect(
      readerOf([join(root, 'gone'), broken, disk('b', homeKey)]),
    );
    expect(findings).toHaveLength(1);
    expect(codes).toEqual(['disk-unreadable', 'disk-unreadable']);
  });

  it('that cannot be read come with what to do about it', async () => {
    const path = disk('a');
    const hint = 'Start the program as administrator.';
    const refused = () =>
      Promise.reject(new VaultError('SOURCE_UNREADABLE', 'refused (EPERM)', { hint }));
    const { warnings } = await collect(readerOf([path], { read: refused }));
    expect(warnings[0]).toEqual({
      code: 'disk-unreadable',
      message: 'refused (EPERM)',
      hint,
      location: path,
    });
  });

  it('are looked at at the same time, and only those that answer are read', async () => {
    const [a, b] = [disk('a'), disk('b')];
    let looking = 0;
    let most = 0;
    const look: VolumeReader['look'] = async ({ root: path }) => {
      looking += 1;
      most = Math.max(most, looking);
      await sleep(5);
      looking -= 1;
      return path === a ? { kind: 'silent' } : { kind: 'readable' };
    };
    const { told, codes, keys } = await collect(readerOf([a, b], { look }));
    expect(most).toBe(2);
    expect(told).toEqual([`disk ${b} 1/1`]);
    expect(codes).toEqual(['volume-silent']);
    expect(keys).toEqual([proKey]);
  });

  it('that let the search wait are named once', async () => {
    const waiting = <T>(value: T) => sleep(60).then(() => value);
    const reader = readerOf(['/a', '/b'], {
      look: ({ root: path }) => {
        const sight: Sight = { kind: 'readable' };
        return path === '/a' ? waiting(sight) : Promise.resolve(sight);
      },
      read: (path) => {
        const nothing = { collection: { findings: [], warnings: [] }, identities: [] };
        return path === '/b' ? waiting(nothing) : Promise.resolve(nothing);
      },
    });
    expect((await collect(reader, { slowMs: 20 })).told).toEqual([
      'slow disk /a',
      'disk /a 1/2',
      'disk /b 2/2',
      'slow disk /b',
    ]);
  });

  it('may hold no Windows at all', async () => {
    expect((await collect(readerOf([]))).codes).toEqual(['no-windows-found']);
  });

  it('that show the same folder twice give one Windows', async () => {
    const path = disk('a');
    const same = [path, join(path, 'Windows')];
    expect((await collect(readerOf(same))).findings).toHaveLength(1);
    expect((await collect(readerOf([path, disk('copy')]))).findings).toHaveLength(2);
  });

  it.each(['look', 'read'] as const)('are left when the search is stopped: %s', async (call) => {
    const controller = new AbortController();
    const stopped = new VaultError('INTERRUPTED', 'stopped');
    const hang = (): Promise<never> =>
      new Promise((_, reject) => {
        controller.signal.addEventListener('abort', () => {
          reject(stopped);
        });
      });
    const reader = readerOf([disk('a')], { [call]: hang });
    const search = collect(reader, { signal: controller.signal });
    await sleep(10);
    controller.abort(stopped);
    await expect(search).rejects.toBe(stopped);
    expect(reader.isClosed()).toBe(true);
  });

  it('hide no fault of the program', async () => {
    const bug = new VaultError('FAILURE', 'unexpected failure');
    const reader = readerOf([disk('a')], { read: () => Promise.reject(bug) });
    await expect(collect(reader)).rejects.toBe(bug);
  });

  it('of the running system can be listed', async () => {
    const { volumes } = await readerHere().find(never);
    expect(volumes.map((volume) => volume.root)).not.toContain('/');
    expect(volumes.every(({ name }) => name !== '')).toBe(true);
  });
});
