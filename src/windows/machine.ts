// What the SYSTEM hive says of the PC itself. A disk knows no serial number or SMBIOS UUID: those are
// in the firmware.
import { isPlaceholderText } from '../record/placeholders.js';
import type { Machine } from '../record/schema.js';
import type { RegistryKey } from '../registry/registry.js';
import { dwordOf, textOf } from '../registry/registry-data.js';

const namePath = 'Control\\ComputerName\\ComputerName';
const hostPath = 'Services\\Tcpip\\Parameters';
const modelPath = 'Control\\SystemInformation';
/** In a running Windows, and in its exports, a link to the set in use. */
const liveControlSet = 'CurrentControlSet';

/** The registry keys below SYSTEM that this file reads. */
export const machinePaths = [
  'Select',
  ...[namePath, hostPath, modelPath].flatMap((path) => [
    `${liveControlSet}\\${path}`,
    `ControlSet*\\${path}`,
  ]),
] as const;

/** The PC that the hive belongs to. */
export function readMachine(system: RegistryKey | null): Machine {
  const set = system === null ? null : currentControlSet(system);
  const model = set?.subkey(modelPath) ?? null;
  return {
    name:
      textOf(set?.subkey(namePath) ?? null, 'ComputerName') ??
      textOf(set?.subkey(hostPath) ?? null, 'Hostname'),
    manufacturer: made(textOf(model, 'SystemManufacturer')),
    model: made(textOf(model, 'SystemProductName')),
    serial: null,
    uuid: null,
  };
}

/** The control set that Windows started with last. */
export function currentControlSet(system: RegistryKey): RegistryKey | null {
  const live = system.subkey(liveControlSet);
  if (live !== null) return live;
  const number = dwordOf(system.subkey('Select'), 'Current') ?? 1;
  const chosen = system.subkey(`ControlSet${String(number).padStart(3, '0')}`);
  return chosen ?? system.subkey('ControlSet001');
}

function made(text: string | null): string | null {
  return text === null || isPlaceholderText(text) ? null : text;
}
