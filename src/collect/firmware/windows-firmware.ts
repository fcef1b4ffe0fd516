// The firmware of a running Windows, asked with GetSystemFirmwareTable (system/kernel32.ts).
// Identifiers: Microsoft, "GetSystemFirmwareTable function"; the table's name is in memory order.
import { FormatError } from '../../bytes.js';
import { type Warning, warning } from '../../record/warning.js';
import { loadKernel32 } from '../../system/kernel32.js';
import { type FirmwareReading, keyOfTable, noFirmware } from './firmware-reading.js';
import { type MachineFacts, noFacts } from './machine-facts.js';
import { parseSmbios } from './smbios.js';

/** Asks for one table; null where the firmware has none of the name. */
export type FirmwareTableCall = (provider: number, table: number) => Uint8Array | null;

const acpiProvider = 0x41435049;
const smbiosProvider = 0x52534d42;
const msdmTable = 0x4d44534d;

/** Reads the firmware. Nothing that fails here fails the whole. */
export async function readWindowsFirmware(): Promise<FirmwareReading> {
  let call: FirmwareTableCall;
  try {
    const kernel = await loadKernel32();
    call = (provider, table) => kernel.firmwareTable(provider, table);
  } catch (error) {
    return { ...noFirmware, warnings: [notLoaded(error)] };
  }
  return readFirmwareTables(call);
}

/** Reads the firmware through any way of asking for tables. */
export function readFirmwareTables(call: FirmwareTableCall): FirmwareReading {
  const table = call(acpiProvider, msdmTable);
  const key = table === null ? noFirmware : keyOfTable(table);
  const { machine, warnings } = machineOf(call(smbiosProvider, 0));
  const { productKey, checksumFits } = key;
  return { productKey, checksumFits, machine, warnings: [...key.warnings, ...warnings] };
}

function machineOf(table: Uint8Array | null): {
  readonly machine: MachineFacts;
  readonly warnings: readonly Warning[];
} {
  try {
    return { machine: table === null ? noFacts : parseSmbios(table), warnings: [] };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const warnings = [warning('firmware-unreadable', error.message, 'SMBIOS table')];
    return { machine: noFacts, warnings };
  }
}

function notLoaded(error: unknown): Warning {
  const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
  const message = `the part that reads the firmware could not be loaded (${reason ?? ''}): a key in the firmware is not found`;
  return warning('firmware-unavailable', message, 'firmware');
}
