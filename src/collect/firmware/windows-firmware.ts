// The firmware of a running Windows, asked in process with GetSystemFirmwareTable (kernel32): no
// administrator, no PowerShell, and it works in WinPE. The only file that loads koffi.
// Identifiers: Microsoft, "GetSystemFirmwareTable function"; the table's name is in memory order.
import { FormatError } from '../../bytes.js';
import { type Warning, warning } from '../../record/warning.js';
import { type FirmwareReading, keyOfTable, noFirmware } from './firmware-reading.js';
import { type MachineFacts, noFacts } from './machine-facts.js';
import { parseSmbios } from './smbios.js';

/** Asks for one table; null where the firmware has none of the name. */
export type FirmwareTableCall = (provider: number, table: number) => Uint8Array | null;

const acpiProvider = 0x41435049;
const smbiosProvider = 0x52534d42;
const msdmTable = 0x4d44534d;
/** Real tables have some kilobytes. */
const mostTableBytes = 4 * 1024 * 1024;

/** Reads the firmware. Nothing that fails here fails the whole. */
export async function readWindowsFirmware(): Promise<FirmwareReading> {
  let call: FirmwareTableCall;
  try {
    call = await loadTableCall();
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

async function loadTableCall(): Promise<FirmwareTableCall> {
  const { default: koffi } = await import('koffi');
  const ask = koffi
    .load('kernel32.dll')
    .func('uint32_t __stdcall GetSystemFirmwareTable(uint32_t, uint32_t, _Out_ void *, uint32_t)');
  return (provider, table) => {
    const size = Number(ask(provider, table, null, 0));
    if (size === 0 || size > mostTableBytes) return null;
    const bytes = new Uint8Array(size);
    const written = Number(ask(provider, table, bytes, size));
    return bytes.subarray(0, Math.min(written, size));
  };
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
