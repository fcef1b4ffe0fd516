// The firmware of a PC that runs Linux, a rescue system say, from the files that the kernel makes of
// it. The kernel shows the key, the serial number and the UUID to root only.
// Sources: Linux, Documentation/ABI/testing/sysfs-firmware-acpi and sysfs-firmware-dmi-tables.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from '../../errors.js';
import { type Warning, type WarningCode, warning } from '../../record/warning.js';
import { kindOfCode } from '../../system/system-error.js';
import { type FirmwareReading, keyOfTable, msdmLocation, noFirmware } from './firmware-reading.js';
import { machineFacts } from './machine-facts.js';

/** Reads the firmware. Nothing that fails here fails the whole. */
export async function readLinuxFirmware(
  options: { readonly sysfs?: string } = {},
): Promise<FirmwareReading> {
  const { sysfs = '/sys' } = options;
  const warnings: Warning[] = [];
  const table = await readTable(sysfs, warnings);
  const key = table === null ? noFirmware : keyOfTable(table);
  const machine = await readMachineFacts(sysfs, warnings);
  const { productKey, checksumFits } = key;
  return { productKey, checksumFits, machine, warnings: [...warnings, ...key.warnings] };
}

async function readTable(sysfs: string, warnings: Warning[]): Promise<Uint8Array | null> {
  try {
    return await readFile(join(sysfs, 'firmware/acpi/tables/MSDM'));
  } catch (error) {
    const refusal = refusalOf(error, 'the product key in the firmware');
    if (refusal !== null) warnings.push(warning(refusal.code, refusal.message, msdmLocation));
    return null;
  }
}

async function readMachineFacts(
  sysfs: string,
  warnings: Warning[],
): Promise<FirmwareReading['machine']> {
  const denied: string[] = [];
  const text = async (name: string): Promise<string | null> => {
    try {
      return await readFile(join(sysfs, 'class/dmi/id', name), 'utf8');
    } catch (error) {
      if (refusalOf(error, name)?.code === 'firmware-denied') denied.push(name);
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
    const message = `only root can read ${denied.join(', ')}: without them this PC may not be recognised`;
    warnings.push(warning('firmware-denied', message, '/sys/class/dmi/id'));
  }
  return facts;
}

/** What to say of a file that cannot be read; null where there is none. */
function refusalOf(
  error: unknown,
  thing: string,
): { readonly code: WarningCode; readonly message: string } | null {
  const code = systemCode(error);
  if (code === undefined) throw error;
  switch (kindOfCode(code)) {
    case 'missing':
    case 'no-folder':
      return null;
    case 'denied':
      return { code: 'firmware-denied', message: `only root can read ${thing}: use sudo` };
    default:
      return { code: 'firmware-unreadable', message: `${thing} cannot be read (${code})` };
  }
}
