import { describe, expect, it } from 'vitest';
import { readMachine } from '../../src/windows/machine.js';
import { readOperatingSystem } from '../../src/windows/operating-system.js';
import type { HiveValueSpec } from '../support/hive-writer.js';
import { regBinary, regDword, regSz } from '../support/hive-writer.js';
import { currentVersion, type KeysByPath, registryOf } from '../support/windows-pc.js';

const os = (values: readonly HiveValueSpec[]) =>
  readOperatingSystem(registryOf({ software: { [currentVersion]: values } }));
const machine = (system: KeysByPath) => readMachine(registryOf({ system }).system);

function regQword(name: string, value: bigint): HiveValueSpec {
  const data = new Uint8Array(8);
  new DataView(data.buffer).setBigUint64(0, value, true);
  return { name, type: 11, data };
}

describe('readOperatingSystem', () => {
  it('reads what Windows 11 says of itself, by the name that people know', () => {
    const registry = registryOf({
      software: {
        [currentVersion]: [
          regSz('ProductName', 'Windows 10 Pro'),
          regSz('EditionID', 'Professional'),
          regSz('CurrentBuild', '26100'),
          regDword('UBR', 2314),
          regSz('DisplayVersion', '24H2'),
          regSz('ReleaseId', '2009'),
          regDword('InstallDate', 1_700_000_000),
          regQword('InstallTime', 133_444_736_000_000_000n),
          regSz('RegisteredOwner', 'Example Owner'),
          regSz('ProductId', '00330-80000-00000-AA123'),
        ],
        'Microsoft\\Cryptography': [regSz('MachineGuid', '0b2f8d4e')],
      },
    });
    expect(readOperatingSystem(registry)).toEqual({
      productName: 'Windows 11 Pro',
      edition: 'Professional',
      build: '26100.2314',
      version: '24H2',
      installedAt: '2023-11-14T22:13:20Z',
      registeredOwner: 'Example Owner',
      machineGuid: '0b2f8d4e',
      productId: '00330-80000-00000-AA123',
    });
  });

  it('passes over what Windows XP calls obsolete, and takes the service pack for the version', () => {
    const facts = os([
      regSz('ProductName', 'Microsoft Windows XP'),
      regSz('CurrentBuild', '1.511.1 () (Obsolete data - do not use)'),
      regSz('CurrentBuildNumber', '2600'),
      regSz('CSDVersion', 'Service Pack 3'),
    ]);
    expect(facts).toMatchObject({
      productName: 'Windows XP',
      build: '2600',
      version: 'Service Pack 3',
    });
  });

  it('says unknown for what is missing, of another type, or makes no sense', () => {
    expect(readOperatingSystem({ software: null, system: null, users: [] })).toEqual({
      productName: 'Windows',
      edition: null,
      build: null,
      version: null,
      installedAt: null,
      registeredOwner: null,
      machineGuid: null,
      productId: null,
    });
    const odd = os([
      regDword('ProductName', 7),
      regSz('CurrentBuild', '26100; rm'),
      regBinary('UBR', new Uint8Array(4)),
      regDword('InstallDate', 0),
      regQword('InstallTime', 0xffff_ffff_ffff_ffffn),
    ]);
    expect(odd).toMatchObject({ productName: 'Windows', build: null, installedAt: null });
  });

  it('cleans text of control characters, lone surrogates and excess', () => {
    const facts = os([
      regSz('RegisteredOwner', ' Ann\u001b[31m\u202e a\ud800 '),
      regSz('ProductName', 'W'.repeat(5000)),
    ]);
    expect(facts.registeredOwner).toBe('Ann[31m a\ufffd');
    expect(facts.productName).toHaveLength(256);
  });
});

describe('readMachine', () => {
  const name = 'Control\\ComputerName\\ComputerName';

  it('reads the control set that Windows started with last', () => {
    const pc = machine({
      Select: [regDword('Current', 2)],
      [`ControlSet001\\${name}`]: [regSz('ComputerName', 'OLD-NAME')],
      [`ControlSet002\\${name}`]: [regSz('ComputerName', 'EXAMPLE-PC')],
    });
    expect(pc.name).toBe('EXAMPLE-PC');
  });

  it('takes the first control set where the right one is not there', () => {
    const values = { [`ControlSet001\\${name}`]: [regSz('ComputerName', 'EXAMPLE-PC')] };
    expect(machine({ Select: [regDword('Current', 7)], ...values }).name).toBe('EXAMPLE-PC');
    expect(machine(values).name).toBe('EXAMPLE-PC');
  });

  it('takes the live control set of an export', () => {
    const values = [regSz('ComputerName', 'EXAMPLE-PC')];
    expect(machine({ [`CurrentControlSet\\${name}`]: values }).name).toBe('EXAMPLE-PC');
  });

  it('leaves out what makers forgot to fill in', () => {
    const pc = machine({
      'ControlSet001\\Control\\SystemInformation': [
        regSz('SystemManufacturer', 'To Be Filled By O.E.M.'),
        regSz('SystemProductName', 'Desktop One'),
      ],
    });
    expect(pc).toMatchObject({ manufacturer: null, model: 'Desktop One', name: null });
  });

  it('knows nothing without the hive', () => {
    const nothing = { name: null, manufacturer: null, model: null, serial: null, uuid: null };
    expect(readMachine(null)).toEqual(nothing);
  });
});
