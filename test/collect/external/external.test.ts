import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collectExternal } from '../../../src/collect/external/external.js';
import { linuxVolumes } from '../../../src/collect/external/linux-volumes.js';
import type { Volumes } from '../../../src/collect/external/volume.js';
import { attachedVolumes } from '../../../src/collect/external/volumes.js';
import { windowsDisk } from '../../../src/collect/windows-disk.js';
import { regDword, regSz } from '../../support/hive-writer.js';
import {
  currentVersion,
  windows11Pro,
  type WindowsPc,
  writeDisk,
} from '../../support/windows-pc.js';

const platform = `${currentVersion}\\SoftwareProtectionPlatform`;
const key = (productKey: string): WindowsPc['software'] => ({
  [currentVersion]: windows11Pro,
  [platform]: [regSz('BackupProductKeyDefault', productKey)],
});
const system: WindowsPc['system'] = { Select: [regDword('Current', 1)] };
const proKey = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const homeKey = 'YTMG3-N6DKC-DKB77-7M9GH-8HVX7';
const context = { now: new Date('2026-11-21T19:55:01Z'), signal: new AbortController().signal };

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'external-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function disk(name: string, productKey: string): string {
  writeDisk(join(root, name), { software: key(productKey), system });
  return join(root, name);
}

async function collect(volumes: Volumes, signal = context.signal) {
  const told: string[] = [];
  const collection = await collectExternal(
    { ...context, signal },
    {
      volumes: () => Promise.resolve(volumes),
      onVolume: (path, { number, of }) => told.push(`${path} ${number}/${of}`),
    },
  );
  return { ...collection, told, codes: collection.warnings.map(({ code }) => code) };
}

describe('all attached disks', () => {
  it('are read one after the other, and told of before', async () => {
    const paths = [disk('a', proKey), join(root, 'empty'), disk('b', homeKey)];
    mkdirSync(join(root, 'empty'));
    const { findings, told, codes } = await collect({ paths, warnings: [] });
    const keys = findings.map(({ snapshot }) => snapshot.licences[0]?.productKey);
    expect(keys).toEqual([proKey, homeKey]);
    expect(told).toEqual(paths.map((path, i) => `${path} ${i + 1}/3`));
    expect(codes).toEqual([]);
  });

  it('are read on where one of them is broken or gone', async () => {
    const broken = writeDisk(join(root, 'broken'), { system });
    writeFileSync(join(broken, 'SYSTEM'), 'no hive');
    const paths = [join(root, 'gone'), join(root, 'broken'), disk('b', homeKey)];
    const { findings, codes } = await collect({ paths, warnings: [] });
    expect(findings).toHaveLength(1);
    expect(codes).toEqual(['disk-unreadable', 'disk-unreadable']);
  });

  it('may hold no Windows at all', async () => {
    expect((await collect({ paths: [], warnings: [] })).codes).toEqual(['no-windows-found']);
  });

  it('are left when the search is cancelled between two of them', async () => {
    const controller = new AbortController();
    const search = collectExternal(
      { ...context, signal: controller.signal },
      {
        volumes: () => Promise.resolve({ paths: [disk('a', proKey), root], warnings: [] }),
        onVolume: () => {
          controller.abort();
        },
      },
    );
    await expect(search).rejects.toThrow(/abort/i);
  });

  it('of the running system can be listed', async () => {
    const { paths, warnings } = await attachedVolumes();
    expect(paths).not.toContain('/');
    expect(warnings.every(({ location }) => location !== '')).toBe(true);
  });
});

describe('the volumes of a Linux', () => {
  /** A kernel that tells of these mounts and partitions; the devices are files. */
  function kernel(mounts: readonly string[], devices: Readonly<Record<string, string>>) {
    const [proc, dev, sys] = ['proc', 'dev', 'sys'].map((name) => join(root, name));
    if (proc === undefined || dev === undefined || sys === undefined) throw new RangeError();
    mkdirSync(join(proc, 'self'), { recursive: true });
    mkdirSync(dev);
    const lines = mounts.map((line) => line.replaceAll('DEV', dev).replaceAll('ROOT', root));
    writeFileSync(join(proc, 'self', 'mounts'), `${lines.join('\n')}\n`);
    const names = Object.keys(devices);
    const table = names.map((name, i) => `   8       ${i}    1024 ${name}`).join('\n');
    writeFileSync(join(proc, 'partitions'), `major minor  #blocks  name\n\n${table}\n`);
    for (const [name, signature] of Object.entries(devices)) {
      const sector = Buffer.alloc(512);
      sector.write(signature, 3, 'latin1');
      writeFileSync(join(dev, name), sector);
    }
    return { proc, dev, sys };
  }

  it('are the mounts of disks, blanks in their names and all', async () => {
    for (const name of ['old disk', 'stick', 'snap']) mkdirSync(join(root, name));
    const folders = kernel(
      [
        'DEV/sda1 / ext4 rw 0 0',
        'DEV/sdb1 ROOT/old\\040disk fuseblk rw 0 0',
        'DEV/sdc1 ROOT/stick exfat rw 0 0',
        'DEV/sdc1 ROOT/stick/. exfat rw 0 0',
        'DEV/loop1 ROOT/snap squashfs ro 0 0',
        'proc ROOT/snap proc rw 0 0',
        'DEV/sdd1 ROOT/gone ntfs3 rw 0 0',
        '',
      ],
      {},
    );
    expect(await linuxVolumes(folders)).toEqual({
      paths: [join(root, 'old disk'), join(root, 'stick')],
      warnings: [],
    });
  });

  it('that are not mounted are named: locked by BitLocker, or with a Windows perhaps', async () => {
    const devices = {
      sda: '',
      sda1: 'MSDOS5.0',
      sda2: '-FVE-FS-',
      sda3: 'NTFS    ',
      sda4: 'NTFS    ',
      sda5: '-FVE-FS-',
      loop7: '-FVE-FS-',
    };
    const folders = kernel(['DEV/link ROOT/dev fuseblk rw 0 0'], devices);
    symlinkSync('sda4', join(folders.dev, 'link'));
    mkdirSync(join(folders.sys, 'class', 'block', 'sda5', 'holders', 'dm-0'), { recursive: true });
    const { warnings } = await linuxVolumes(folders);
    expect(warnings.map(({ code, location }) => [code, location])).toEqual([
      ['bitlocker-locked', join(folders.dev, 'sda2')],
      ['disk-not-mounted', join(folders.dev, 'sda3')],
    ]);
  });
});

describe('a Windows that was not shut down in full', () => {
  async function warnings(signature: string, hiberboot: number | null) {
    const power = 'ControlSet001\\Control\\Session Manager\\Power';
    const values = hiberboot === null ? [] : [regDword('HiberbootEnabled', hiberboot)];
    writeDisk(root, { software: key(proKey), system: { ...system, [power]: values } });
    writeFileSync(join(root, 'hiberfil.sys'), signature);
    const collection = await windowsDisk.collect(root, context);
    expect(collection?.findings).toHaveLength(1);
    return collection?.warnings.map(({ code }) => code);
  }

  it.each([
    ['hibr', null, ['hibernated']],
    ['HIBR', 0, ['hibernated']],
    ['RSTR', 0, ['hibernated']],
    ['hibr', 1, ['fast-start']],
    ['wake', 1, []],
    ['WAKE', 0, []],
    ['\0\0\0\0', 1, []],
    ['', 1, []],
  ])('is named by a warning: %j, fast start %s', async (signature, hiberboot, codes) => {
    expect(await warnings(signature, hiberboot)).toEqual(codes);
  });
});
