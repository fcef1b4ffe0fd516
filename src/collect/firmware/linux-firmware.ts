// The firmware of a PC that runs Linux, a rescue system say, from the files that the kernel makes of
// it. The kernel shows the key, the serial number and the UUID to root only.
// Sources: Linux, Documentation/ABI/testing/sysfs-firmware-acpi and sysfs-firmware-dmi-tables.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from '../../errors.js';
import { kindOfCode } from '../../system/system-error.js';
import type { CollectWarning } from '../../record/warning.js';
import { type FirmwareReading, keyOfTable, msdmLocation, noFirmware } from './firmware-reading.js';
import { machineFacts } from './machine-facts.js';

/** Reads the firmware. Nothing that fails here fails the whole. */
export async function readLinuxFirmware(
  options: { readonly sysfs?: string } = {},
): Promise<FirmwareReading> {
  const { sysfs = '/sys' } = options;
  const warnings: CollectWarning[] = [];
  const table = await readTable(sysfs, warnings);
  const key = table === null ? noFirmware : keyOfTable(table);
  const machine = await readMachineFacts(sysfs, warnings);
  const { productKey, checksumFits } = key;
  return { productKey, checksumFits, machine, warnings: [...warnings, ...key.warnings] };
}

async function readTable(sysfs: string, warnings: CollectWarning[]): Promise<Uint8Array | null> {
  try {
    return await readFile(join(sysfs, 'firmware/acpi/tables/MSDM'));
  } catch (error) {
    const message = messageOf(error, 'the product key in the firmware');
    if (message === null) return null;
    warnings.push({ ...message, location: msdmLocation });
    return null;
  }
}

async function readMachineFacts(
  sysfs: string,
  warnings: CollectWarning[],
): Promise<FirmwareReading['machine']> {
  const denied: string[] = [];
  const text = async (name: string): Promise<string | null> => {
    try {
      return await readFile(join(sysfs, 'class/dmi/id', name), 'utf8');
    } catch (error) {
      if (messageOf(error, name)?.code === 'firmware-denied') denied.push(name);
      return null;
    }
  };
  const facts = machineFacts({
    system: {
      manufacturer: await text('sys_vendor'),
      model: await text('product_name'),
      serial: await text('product_serial'),
    },
    board: {
      manufacturer: await text('board_vendor'),
      model: await text('board_name'),
      serial: await text('board_serial'),
    },
    uuid: await text('product_uuid'),
  });
  if (denied.length > 0) {
    const message = `${denied.join(', ')} can be read by root only: without them this PC may not be recognised`;
    warnings.push({ code: 'firmware-denied', message, location: '/sys/class/dmi/id' });
  }
  return facts;
}

/** What to say of a file that cannot be read; null where there is none. */
function messageOf(
  error: unknown,
  thing: string,
): { readonly code: string; readonly message: string } | null {
  const code = systemCode(error);
  if (code === undefined) throw error;
  switch (kindOfCode(code)) {
    case 'missing':
    case 'no-folder':
      return null;
    case 'denied':
      return { code: 'firmware-denied', message: `${thing} can be read by root only: use sudo` };
    default:
      return { code: 'firmware-unreadable', message: `${thing} cannot be read (${code})` };
  }
}
