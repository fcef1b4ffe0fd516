// The files in which Linux shows the firmware: all there, none there, and for root only.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FirmwareReading } from '../../../src/collect/firmware/firmware-reading.js';
import { readLinuxFirmware } from '../../../src/collect/firmware/linux-firmware.js';
import { msdmTable } from '../../support/msdm-writer.js';
import { folderOfTest } from '../../support/temporary-folder.js';

const proKey = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const ids = {
  sys_vendor: 'LENOVO\n',
  product_name: '20XW004AGE\n',
  product_serial: 'PF-3ABCDE\n',
  product_uuid: '4c4c4544-0042-3510-8052-b3c04f4b4e32\n',
  board_vendor: 'LENOVO\n',
  board_name: '20XW\n',
  board_serial: 'L1HF\n',
};
const machine = {
  manufacturer: 'LENOVO',
  model: '20XW004AGE',
  serial: 'PF-3ABCDE',
  uuid: '4c4c4544-0042-3510-8052-b3c04f4b4e32',
};

function sysfs(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = folderOfTest();
  chmodSync(folder, 0o755);
  for (const part of ['class/dmi/id', 'firmware/acpi/tables']) {
    mkdirSync(join(folder, part), { recursive: true });
  }
  for (const [name, content] of Object.entries(files)) {
    const isTable = name === 'MSDM';
    writeFileSync(join(folder, isTable ? 'firmware/acpi/tables' : 'class/dmi/id', name), content);
  }
  return folder;
}

describe('the firmware as Linux shows it', () => {
  it('gives the key and the facts of the PC', async () => {
    const folder = sysfs({ ...ids, MSDM: msdmTable(proKey) });
    expect(await readLinuxFirmware({ sysfs: folder })).toEqual({
      productKey: proKey,
      checksumFits: true,
      machine,
      warnings: [],
    });
  });

  it('may have no table and no facts, as in a container', async () => {
    expect(await readLinuxFirmware({ sysfs: '/nonexistent' })).toEqual({
      productKey: null,
      checksumFits: false,
      machine: { manufacturer: null, model: null, serial: null, uuid: null },
      warnings: [],
    });
  });

  it('says what is wrong with a damaged table, and still gives the facts', async () => {
    const folder = sysfs({ ...ids, MSDM: msdmTable(proKey).subarray(0, 60) });
    const reading = await readLinuxFirmware({ sysfs: folder });
    expect(reading).toMatchObject({ productKey: null, machine });
    expect(reading.warnings).toMatchObject([{ code: 'firmware-unreadable' }]);
  });

  it('says so when a file cannot be read', async () => {
    const folder = sysfs(ids);
    mkdirSync(join(folder, 'firmware/acpi/tables/MSDM'));
    const { warnings } = await readLinuxFirmware({ sysfs: folder });
    expect(warnings).toMatchObject([{ code: 'firmware-unreadable', location: 'ACPI table MSDM' }]);
  });

  it('says which of it only root can read, and gives the rest', () => {
    const folder = sysfs({ ...ids, MSDM: msdmTable(proKey) });
    const secret = ['product_serial', 'product_uuid', 'board_serial'];
    for (const name of secret) chmodSync(join(folder, 'class/dmi/id', name), 0);
    chmodSync(join(folder, 'firmware/acpi/tables/MSDM'), 0);
    const reading = readAsNobody(folder);
    expect(reading.productKey).toBeNull();
    expect(reading.machine).toEqual({ ...machine, serial: null, uuid: null });
    expect(reading.warnings).toMatchObject([
      { code: 'firmware-denied', location: 'ACPI table MSDM' },
      { code: 'firmware-denied', location: '/sys/class/dmi/id' },
    ]);
    expect(reading.warnings[1]?.message).toContain('product_uuid');
  });
});

/** Root may read everything, so another user has to try. */
function readAsNobody(folder: string): FirmwareReading {
  const module = JSON.stringify(
    new URL('../../../src/collect/firmware/linux-firmware.ts', import.meta.url).href,
  );
  const script = `const { readLinuxFirmware } = await import(${module});
    console.log(JSON.stringify(await readLinuxFirmware({ sysfs: ${JSON.stringify(folder)} })));`;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
  const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  return JSON.parse(
    execFileSync(process.execPath, args, { encoding: 'utf8', ...user }),
  ) as FirmwareReading;
}
