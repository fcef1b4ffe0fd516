// Windows XP and Vista as they lie on a disk: what they lack, and how their folders are written.
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { windowsDisk } from '../../src/collect/windows-disk/windows-disk.js';
import { digitalProductId, digitalProductId4 } from '../support/digital-product-id-writer.js';
import { regBinary, regDword, regSz } from '../support/hive-writer.js';
import { currentVersion, type WindowsPc, writeDisk } from '../support/windows-pc.js';
import { collectPath } from '../support/collect-path.js';
import { never } from '../support/signal.js';
import { eachInFolder } from '../support/temporary-folder.js';

const context = { now: new Date('2026-11-21T19:55:01Z'), signal: never };
// Public keys without an N, of Windows 7 and Vista: XP's have the same form.
const olderKey = 'FJ82H-XT6CR-J8D7P-XQJJ2-GPDD4';
const vistaKey = 'YFKBB-PQJJV-G996G-VWGXY-2V3X8';
const productId = '76487-OEM-0011903-00102';

let root = '';
eachInFolder((made) => {
  root = made;
});

const system: WindowsPc['system'] = {
  Select: [regDword('Current', 1)],
  'ControlSet001\\Control\\ComputerName\\ComputerName': [regSz('ComputerName', 'OLD-PC')],
};
const xp: WindowsPc['software'][string] = [
  regSz('ProductName', 'Microsoft Windows XP'),
  regSz('CurrentBuild', '1.511.1 () (Obsolete data - do not use)'),
  regSz('CurrentBuildNumber', '2600'),
  regSz('CSDVersion', 'Service Pack 3'),
  regSz('ProductId', productId),
  regDword('InstallDate', 1_200_000_000),
];

async function read(pc: WindowsPc, folders: readonly string[]) {
  const config = writeDisk(root, pc, { folders });
  for (const hive of ['software', 'system']) {
    renameSync(join(config, hive.toUpperCase()), join(config, hive));
  }
  const collection = await collectPath(windowsDisk, root, context);
  return { ...collection?.findings[0]?.snapshot, warnings: collection?.warnings };
}

describe('Windows XP', () => {
  const folders = ['WINDOWS', 'system32', 'config'];

  it('has its key in the old structure alone, without a check inside the key', async () => {
    const id = digitalProductId({ productKey: olderKey, productId, group: 5, licenceType: 2 });
    const software = { [currentVersion]: [...xp, regBinary('DigitalProductId', id)] };
    const { machine, os, licences, warnings } = await read({ software, system }, folders);
    expect(warnings).toEqual([]);
    expect(machine?.name).toBe('OLD-PC');
    expect(os).toMatchObject({
      productName: 'Windows XP',
      build: '2600',
      version: 'Service Pack 3',
      edition: null,
      installedAt: '2008-01-10T21:20:00Z',
    });
    expect(licences).toMatchObject([
      {
        product: 'Windows XP',
        channel: 'Volume:GVLK',
        productKey: olderKey,
        productId,
        checks: { typo: 'not-possible', integrity: 'passed', group: 'not-possible' },
      },
    ]);
  });

  it('is sold with the PC where its product id says so, and keeps an erased key apart', async () => {
    const id = digitalProductId({ productKey: null, productId, licenceType: 2 });
    const software = { [currentVersion]: [...xp, regBinary('DigitalProductId', id)] };
    const { licences } = await read({ software, system }, folders);
    expect(licences).toMatchObject([
      { product: 'Windows XP', channel: 'OEM', productKey: null, cautions: ['erased'], productId },
    ]);
  });

  it('may lie in WINNT, as upgraded from Windows 2000', async () => {
    const id = digitalProductId({ productKey: olderKey, productId });
    const software = { [currentVersion]: [...xp, regBinary('DigitalProductId', id)] };
    const { licences } = await read({ software, system }, ['WINNT', 'system32', 'config']);
    expect(licences?.[0]?.productKey).toBe(olderKey);
  });
});

describe('Windows Vista', () => {
  it('has both structures, an edition, and nothing of the licensing service of later ones', async () => {
    const spec = { productKey: vistaKey, edition: 'Business', keyType: 'Volume:GVLK' };
    const values = [
      regSz('ProductName', 'Windows Vista (TM) Business'),
      regSz('EditionID', 'Business'),
      regSz('CurrentBuild', '6002'),
      regBinary('DigitalProductId', digitalProductId({ productKey: vistaKey, licenceType: 3 })),
      regBinary('DigitalProductId4', digitalProductId4(spec)),
    ];
    const pc = { software: { [currentVersion]: values }, system };
    const { licences, os } = await read(pc, ['Windows', 'System32', 'config']);
    expect(os?.productName).toBe('Windows Vista Business');
    expect(licences).toMatchObject([
      { product: 'Windows Vista Business', edition: 'Business', channel: 'Volume:GVLK' },
    ]);
    expect(licences?.[0]?.places).toHaveLength(2);
  });
});
