import {
  chmodSync,
  cpSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Collection } from '../../../src/collect/collector.js';
import { windowsDisk } from '../../../src/collect/windows-disk/windows-disk.js';
import { digitalProductId4 } from '../../support/digital-product-id-writer.js';
import { regBinary, regSz } from '../../support/hive-writer.js';
import { currentVersion, hiveOf, windows11Pro, writeDisk } from '../../support/windows-pc.js';
import { collectPath } from '../../support/collect-path.js';
import { never } from '../../support/signal.js';
import { eachInFolder, folderOfTest } from '../../support/temporary-folder.js';

const productKey = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const name = 'ControlSet001\\Control\\ComputerName\\ComputerName';
const pc = {
  software: {
    [currentVersion]: [
      ...windows11Pro,
      regBinary('DigitalProductId4', digitalProductId4({ productKey, edition: 'Professional' })),
    ],
  },
  system: { [name]: [regSz('ComputerName', 'EXAMPLE-PC')] },
};
const context = { now: new Date('2026-11-21T19:55:01Z'), signal: never };
const isRoot = process.getuid?.() === 0;

let root = '';
eachInFolder((made) => {
  root = made;
});

const collect = (path: string): Promise<Collection | null> =>
  collectPath(windowsDisk, path, context);

function summary(collection: Collection | null) {
  return collection?.findings.map(({ snapshot, source, origin }) => ({
    name: snapshot.machine.name,
    keys: snapshot.licences.map((licence) => licence.productKey),
    source,
    origin,
  }));
}

function codes(collection: Collection | null): string[] {
  return collection?.warnings.map((warning) => warning.code) ?? [];
}

describe('a disk with a Windows', () => {
  const found = (source: string) => [
    { name: 'EXAMPLE-PC', keys: [productKey], source, origin: 'elsewhere' },
  ];

  it('is read from its root, its Windows folder and the folders below', async () => {
    const config = writeDisk(root, pc);
    const windows = join(root, 'Windows');
    const system32 = join(windows, 'System32');
    expect(summary(await collect(root))).toEqual(found(windows));
    expect(summary(await collect(windows))).toEqual(found(windows));
    expect(summary(await collect(system32))).toEqual(found(system32));
    expect(summary(await collect(config))).toEqual(found(config));
  });

  it('is found whatever the case of its names, and under the name of Windows 2000 too', async () => {
    const config = writeDisk(root, pc, { folders: ['WINDOWS', 'system32', 'CONFIG'] });
    renameSync(join(config, 'SOFTWARE'), join(config, 'software'));
    renameSync(join(config, 'SYSTEM'), join(config, 'System'));
    writeDisk(root, { system: pc.system }, { folders: ['WinNT', 'SYSTEM32', 'config'] });
    const collection = await collect(root);
    expect(summary(collection)?.map(({ source }) => source)).toEqual([
      join(root, 'WINDOWS'),
      join(root, 'WinNT'),
    ]);
    expect(summary(collection)?.[0]).toMatchObject({ name: 'EXAMPLE-PC', keys: [productKey] });
  });

  it('is left exactly as it was', async () => {
    const config = writeDisk(root, pc, { dirty: true });
    const before = statSync(join(config, 'SOFTWARE'));
    await collect(root);
    const after = statSync(join(config, 'SOFTWARE'));
    expect([after.mtimeMs, after.size]).toEqual([before.mtimeMs, before.size]);
  });

  it('is read with a warning where its hives are dirty', async () => {
    writeDisk(root, pc, { dirty: true });
    const collection = await collect(root);
    expect(summary(collection)?.[0]?.keys).toEqual([productKey]);
    expect(codes(collection)).toEqual(['dirty-hive', 'dirty-hive']);
  });

  it('is read without keys where there are none', async () => {
    writeDisk(root, { software: { [currentVersion]: windows11Pro }, system: pc.system });
    const collection = await collect(root);
    expect(summary(collection)?.[0]?.keys).toEqual([]);
    expect(collection?.findings[0]?.snapshot.os.productName).toBe('Windows 11 Pro');
  });
});

describe('a hive that cannot be had', () => {
  it.each(['SOFTWARE', 'SYSTEM'])('is a warning where %s is missing', async (hive) => {
    rmSync(join(writeDisk(root, pc), hive));
    const collection = await collect(root);
    expect(collection?.findings).toHaveLength(1);
    expect(codes(collection)).toEqual(['hive-missing']);
  });

  it.each([
    ['empty', new Uint8Array(0)],
    ['no hive', new TextEncoder().encode('not a hive at all')],
    ['cut off in its header', hiveOf(pc.system).subarray(0, 600)],
  ])('is a warning where SYSTEM is %s', async (_, bytes) => {
    writeFileSync(join(writeDisk(root, pc), 'SYSTEM'), bytes);
    const collection = await collect(root);
    expect(summary(collection)).toMatchObject([{ name: null, keys: [productKey] }]);
    expect(codes(collection)).toEqual(['damaged-hive']);
  });

  it.each([
    [
      'broken',
      (config: string) => {
        writeFileSync(join(config, 'SOFTWARE'), 'nothing');
      },
    ],
    [
      'missing',
      (config: string) => {
        rmSync(join(config, 'SOFTWARE'));
      },
    ],
  ])('is read from the copy that Windows made, where SOFTWARE is %s', async (_, spoil) => {
    const config = writeDisk(root, pc);
    cpSync(config, join(root, 'RegBack'), { recursive: true });
    renameSync(join(root, 'RegBack'), join(config, 'RegBack'));
    spoil(config);
    const collection = await collect(root);
    expect(summary(collection)).toMatchObject([{ name: 'EXAMPLE-PC', keys: [productKey] }]);
    expect(collection?.warnings.map(({ message }) => message)).toEqual([
      expect.stringContaining('The copy in RegBack is read instead') as string,
    ]);
  });

  it('is not read from a copy that Windows left empty, nor from one where the hive is sound', async () => {
    const config = writeDisk(root, pc);
    mkdirSync(join(config, 'RegBack'));
    writeFileSync(join(config, 'RegBack', 'SOFTWARE'), '');
    writeFileSync(join(config, 'RegBack', 'SYSTEM'), hiveOf({ Select: [] }));
    expect(summary(await collect(root))).toMatchObject([
      { name: 'EXAMPLE-PC', keys: [productKey] },
    ]);
    writeFileSync(join(config, 'SOFTWARE'), 'nothing');
    const collection = await collect(root);
    expect(summary(collection)).toMatchObject([{ keys: [] }]);
    expect(collection?.warnings[0]?.message).toContain('Without the SOFTWARE hive');
  });

  it('is the end where the other cannot be had either', async () => {
    const config = writeDisk(root, pc);
    for (const hive of ['SOFTWARE', 'SYSTEM']) writeFileSync(join(config, hive), 'nothing');
    await expect(collect(root)).rejects.toMatchObject({ code: 'FORMAT' });
  });

  it.skipIf(isRoot)('is a warning where it may not be read', async () => {
    chmodSync(join(writeDisk(root, pc), 'SYSTEM'), 0);
    expect(codes(await collect(root))).toEqual(['hive-unreadable']);
  });

  it('may be cut off anywhere without anything worse than a warning or an error', async () => {
    const config = writeDisk(root, pc);
    const whole = hiveOf(pc.software);
    for (let length = 0; length < whole.length; length += 397) {
      writeFileSync(join(config, 'SOFTWARE'), whole.subarray(0, length));
      const collection = await collect(root);
      expect(codes(collection), `cut at ${length}`).toContain('damaged-hive');
    }
  });
});

describe('what is no Windows', () => {
  it('is left to others: an empty folder, a folder of other things, a file', async () => {
    expect(await collect(root)).toBeNull();
    mkdirSync(join(root, 'Windows', 'System32'), { recursive: true });
    writeFileSync(join(root, 'system'), 'a file that happens to have the name');
    expect(await collect(root)).toBeNull();
    expect(await collect(join(root, 'system'))).toBeNull();
  });

  it('may have folders where files should be', async () => {
    mkdirSync(join(root, 'Windows', 'System32', 'config', 'SOFTWARE'), { recursive: true });
    expect(await collect(root)).toBeNull();
  });
});

describe('links on a disk', () => {
  it('are followed within the disk, and make no second Windows', async () => {
    writeDisk(root, pc, { folders: ['Data', 'System32', 'config'] });
    symlinkSync(join(root, 'Data'), join(root, 'Windows'));
    symlinkSync('Data', join(root, 'WINNT'));
    const collection = await collect(root);
    expect(summary(collection)?.map(({ keys }) => keys)).toEqual([[productKey]]);
    expect(codes(collection)).toEqual([]);
  });

  it('are not followed out of the disk', async () => {
    const elsewhere = folderOfTest();
    writeDisk(elsewhere, pc);
    symlinkSync(join(elsewhere, 'Windows'), join(root, 'Windows'));
    expect(await collect(root)).toBeNull();
    rmSync(join(root, 'Windows'));
    const config = writeDisk(root, { system: pc.system });
    const stolen = join(elsewhere, 'Windows', 'System32', 'config', 'SOFTWARE');
    symlinkSync(stolen, join(config, 'SOFTWARE'));
    const collection = await collect(root);
    expect(summary(collection)?.[0]?.keys).toEqual([]);
    expect(codes(collection)).toEqual(['link-not-followed', 'hive-missing']);
  });

  it('may run in circles, or nowhere', async () => {
    symlinkSync('Windows', join(root, 'Windows'));
    symlinkSync('nowhere', join(root, 'WINNT'));
    expect(await collect(root)).toBeNull();
  });

  it('may be the path itself', async () => {
    writeDisk(join(root, 'disk'), pc);
    symlinkSync(join(root, 'disk'), join(root, 'link'));
    expect(summary(await collect(join(root, 'link')))?.[0]?.keys).toEqual([productKey]);
  });
});

it('stops when it is told to', async () => {
  writeDisk(root, pc);
  const signal = AbortSignal.abort();
  await expect(collectPath(windowsDisk, root, { ...context, signal })).rejects.toThrow(/abort/i);
});

it('a disk copied with its hives elsewhere is read from the copy', async () => {
  const config = writeDisk(join(root, 'a'), pc);
  cpSync(config, join(root, 'rescued'), { recursive: true });
  expect(summary(await collect(join(root, 'rescued')))?.[0]?.keys).toEqual([productKey]);
});
