// Windows disks made on the spot, where a test needs another one than that of examples/.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digitalProductId } from './digital-product-id-writer.js';
import { type HiveKeySpec, regBinary, regDword, regSz, writeHive } from './hive-writer.js';

/** What the disk's Windows says of itself; left out parts are as on any PC. */
export interface WrittenDisk {
  readonly computerName?: string;
  readonly product?: string;
  /** A public key; null for a Windows that keeps none. */
  readonly productKey?: string | null;
  /** Tells one installation from another. */
  readonly machineGuid?: string;
}

/** Writes the hives of a Windows installation below `folder`; returns the folder. */
export function writeDisk(folder: string, disk: WrittenDisk = {}): string {
  const config = join(folder, 'Windows', 'System32', 'config');
  mkdirSync(config, { recursive: true });
  writeFileSync(join(config, 'SOFTWARE'), writeHive(software(disk)));
  writeFileSync(join(config, 'SYSTEM'), writeHive(system(disk)));
  return folder;
}

function software({ product, productKey, machineGuid }: WrittenDisk): HiveKeySpec {
  const key = productKey === undefined ? 'VK7JG-NPHTM-C97JM-9MPGT-3V66T' : productKey;
  const structure =
    key === null ? [] : [regBinary('DigitalProductId', digitalProductId({ productKey: key }))];
  const currentVersion = {
    name: 'CurrentVersion',
    values: [
      regSz('ProductName', product ?? 'Windows 10 Pro'),
      regSz('EditionID', 'Professional'),
      regSz('CurrentBuild', '19045'),
      ...structure,
    ],
  };
  const guid = regSz('MachineGuid', machineGuid ?? '6f1d2c3b-4a59-4867-8f0e-1d2c3b4a5968');
  return root([
    {
      name: 'Microsoft',
      subkeys: [
        { name: 'Cryptography', values: [guid] },
        { name: 'Windows NT', subkeys: [currentVersion] },
      ],
    },
  ]);
}

function system({ computerName }: WrittenDisk): HiveKeySpec {
  const name = {
    name: 'ComputerName',
    values: [regSz('ComputerName', computerName ?? 'OTHER-PC')],
  };
  const control = { name: 'Control', subkeys: [{ name: 'ComputerName', subkeys: [name] }] };
  return root([
    { name: 'ControlSet001', subkeys: [control] },
    { name: 'Select', values: [regDword('Current', 1)] },
  ]);
}

function root(subkeys: HiveKeySpec[]): HiveKeySpec {
  return { name: 'ROOT', subkeys };
}
