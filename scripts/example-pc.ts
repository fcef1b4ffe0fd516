// The PC of the examples: a Windows 11 Pro that was upgraded from Windows 10 Home, with an Office 2010.
// Every product key in it is one that Microsoft or Setup gives to everybody, the Office one too: it is
// a key of Windows 7 that stands in for one.
import {
  digitalProductId,
  digitalProductId4,
  type DigitalProductIdSpec,
  type DigitalProductId4Spec,
} from '../test/support/digital-product-id-writer.js';
import {
  type HiveKeySpec,
  type HiveValueSpec,
  regBinary,
  regDword,
  regSz,
} from '../test/support/hive-writer.js';

/** Windows 10/11 Pro, as Setup installs it. */
const proKey = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
/** Windows 10/11 Home, as Setup installs it. */
const homeKey = 'YTMG3-N6DKC-DKB77-7M9GH-8HVX7';
/** Windows 7 Professional for KMS, in the place of an Office key. */
const officeKey = 'FJ82H-XT6CR-J8D7P-XQJJ2-GPDD4';

const installed = new Date('2024-05-17T09:30:00Z');
const upgraded = new Date('2021-03-02T18:05:00Z');

const currentVersion: HiveKeySpec = {
  name: 'CurrentVersion',
  values: [
    regSz('ProductName', 'Windows 10 Pro'),
    regSz('EditionID', 'Professional'),
    regSz('CurrentBuild', '26100'),
    regSz('CurrentBuildNumber', '26100'),
    regDword('UBR', 2314),
    regSz('DisplayVersion', '24H2'),
    regDword('InstallDate', installed.getTime() / 1000),
    regSz('RegisteredOwner', 'Example Owner'),
    ...bothStructures(
      {
        productKey: proKey,
        productId: '00330-80000-00000-AA123',
        group: 3308,
        partNumber: '[TH]X19-98841',
        installedAt: installed,
      },
      {
        productKey: proKey,
        advancedPid: '03612-03308-000-000000-00-1033-26100.0000-1382024',
        activationId: '4de7cb65-cdf1-4de9-8ae8-e3cce27b9f2c',
        edition: 'Professional',
        keyType: 'Retail',
        partNumber: '[TH]X19-98841',
      },
    ),
  ],
  subkeys: [
    { name: 'SoftwareProtectionPlatform', values: [regSz('BackupProductKeyDefault', proKey)] },
  ],
};

const windows10: HiveKeySpec = {
  name: 'Source OS (Updated on 5/17/2024 11:12:44)',
  values: [
    regSz('ProductName', 'Windows 10 Home'),
    regSz('EditionID', 'Core'),
    regSz('CurrentBuild', '19045'),
    regDword('InstallDate', upgraded.getTime() / 1000),
    ...bothStructures(
      {
        productKey: homeKey,
        productId: '00326-10000-00000-AA902',
        group: 3261,
        partNumber: '[TH]X19-98868',
        installedAt: upgraded,
      },
      {
        productKey: homeKey,
        advancedPid: '03612-03261-000-000000-00-1033-19045.0000-0612021',
        edition: 'Core',
        keyType: 'Retail',
        partNumber: '[TH]X19-98868',
      },
    ),
  ],
};

const office: HiveKeySpec = {
  name: '{90140000-0011-0000-1000-0000000FF1CE}',
  values: [
    regSz('ProductName', 'Microsoft Office Professional Plus 2010'),
    regSz('ProductID', '82503-018-0000106-48358'),
    regBinary(
      'DigitalProductID',
      digitalProductId4({ productKey: officeKey, edition: 'ProPlus', keyType: 'Retail' }),
    ),
  ],
};

/** The root of the SOFTWARE hive. */
export const exampleSoftware: HiveKeySpec = {
  name: 'ROOT',
  subkeys: [
    {
      name: 'Microsoft',
      subkeys: [
        {
          name: 'Cryptography',
          values: [regSz('MachineGuid', '0b2f8d4e-5c1a-4e3b-9f60-7a1d2c3e4f50')],
        },
        below(['Office', '14.0', 'Registration'], office),
        { name: 'Windows NT', subkeys: [currentVersion] },
      ],
    },
  ],
};

/** The root of the SYSTEM hive. */
export const exampleSystem: HiveKeySpec = {
  name: 'ROOT',
  subkeys: [
    below(['ControlSet001'], {
      name: 'Control',
      subkeys: [
        below(['ComputerName'], {
          name: 'ComputerName',
          values: [regSz('ComputerName', 'EXAMPLE-PC')],
        }),
        {
          name: 'SystemInformation',
          values: [
            regSz('SystemManufacturer', 'Example Computers'),
            regSz('SystemProductName', 'Desktop One'),
          ],
        },
      ],
    }),
    { name: 'Select', values: [regDword('Current', 1), regDword('Default', 1)] },
    { name: 'Setup', subkeys: [windows10] },
  ],
};

function bothStructures(short: DigitalProductIdSpec, long: DigitalProductId4Spec): HiveValueSpec[] {
  return [
    regSz('ProductId', short.productId ?? ''),
    regBinary('DigitalProductId', digitalProductId(short)),
    regBinary('DigitalProductId4', digitalProductId4(long)),
  ];
}

/** A key below others, each of which has no other subkey. */
function below(names: readonly string[], key: HiveKeySpec): HiveKeySpec {
  return names.reduceRight((inner, name) => ({ name, subkeys: [inner] }), key);
}
