// Where Windows keeps its own keys, as data. Other programs are in ../products/built-in.ts.
import type { KeyPlace } from './key-place.js';

/** The registry key that describes an installation, below the root of SOFTWARE. */
export const currentVersionPath = 'Microsoft\\Windows NT\\CurrentVersion';

/** The one of Windows 95, 98 and ME, whose key is plain text; of a later Windows it holds other things. */
export const currentVersionPathOf9x = 'Microsoft\\Windows\\CurrentVersion';

// DigitalProductId4 comes first: after an edition change the older structure may keep the old key.
const bothStructures = [
  { name: 'DigitalProductId4', form: 'digital-product-id4' },
  { name: 'DigitalProductId', form: 'digital-product-id' },
] as const;

export const windowsPlaces: readonly KeyPlace[] = [
  { hive: 'software', path: currentVersionPath, role: 'installed', values: bothStructures },
  {
    hive: 'software',
    path: currentVersionPathOf9x,
    role: 'installed',
    values: [{ name: 'ProductKey', form: 'text' }],
  },
  {
    hive: 'software',
    path: `${currentVersionPath}\\SoftwareProtectionPlatform`,
    role: 'backup',
    values: [{ name: 'BackupProductKeyDefault', form: 'text' }],
  },
  {
    hive: 'software',
    path: `${currentVersionPath}\\DefaultProductKey`,
    role: 'default',
    values: bothStructures,
  },
  {
    hive: 'software',
    path: `${currentVersionPath}\\DefaultProductKey2`,
    role: 'default',
    values: bothStructures,
  },
  {
    hive: 'system',
    path: 'Setup\\Source OS (Updated on *)',
    role: 'earlier',
    values: bothStructures,
  },
  {
    hive: 'software',
    path: 'Microsoft\\Internet Explorer\\Registration',
    role: 'copy',
    values: bothStructures,
  },
];
