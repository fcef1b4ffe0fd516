// The parsers of binary structures, and of the registry's values and names.
import { readHeldKey } from '../../src/keys/held-key.js';
import { parseDigitalProductId } from '../../src/keys/digital-product-id.js';
import { parseDigitalProductId4 } from '../../src/keys/digital-product-id4.js';
import { decodeProductKey } from '../../src/keys/product-key.js';
import { parseMsdm } from '../../src/collect/firmware/acpi-msdm.js';
import { parseSmbios } from '../../src/collect/firmware/smbios.js';
import { readFirmwareTables } from '../../src/collect/firmware/windows-firmware.js';
import { liveRegistry } from '../../src/registry/live-registry.js';
import { builtInProducts } from '../../src/windows/products/built-in.js';
import { productPlaces } from '../../src/windows/products/product.js';
import { treeKey } from '../../src/registry/registry-tree.js';
import { pathMatcher } from '../../src/registry/path-matcher.js';
import { windowsPlaces } from '../../src/windows/windows-places.js';
import { readWindows } from '../../src/windows/windows-snapshot.js';
import { digitalProductId, digitalProductId4, encodeKey } from './digital-product-id-writer.js';
import { type ForeignParser, silent, silentText } from './foreign-parser.js';
import { msdmTable } from './msdm-writer.js';
import { baseboard, endOfTable, rawSmbios, systemInformation } from './smbios-writer.js';

const proKey = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const olderKey = 'FJ82H-XT6CR-J8D7P-XQJJ2-GPDD4';
const productId = '00330-80000-00000-AA123';
const advancedPid = '03612-03308-000-000000-00-1033-26100.0000-1382024';
const long = [
  digitalProductId4({ productKey: proKey, advancedPid, edition: 'Professional' }),
  digitalProductId4({ productKey: null, keyType: 'Volume:MAK' }),
];
const short = [
  digitalProductId({ productKey: proKey, productId, group: 3308, oemId: 'ACRSYS' }),
  digitalProductId({ productKey: olderKey, length: 165 }),
  digitalProductId({ productKey: null, productId }),
];
const keyBytes = [proKey, olderKey].map(encodeKey);
const wide = (text: string): Uint8Array => Buffer.from(text, 'utf16le');
const texts = [`${proKey}\0`, olderKey.toLowerCase(), '\0'].map(wide);
const smbios = rawSmbios([
  systemInformation(['LENOVO', '20XW004AGE', 'ThinkPad X1', 'PF-3ABCDE'], Array(16).fill(7)),
  baseboard(['a', 'b', 'c', 'd']),
  endOfTable,
]);

const forms = ['digital-product-id', 'digital-product-id4', 'key-bytes', 'text'] as const;
const registryNames = [
  '{90140000-0011-0000-0000-0000000FF1CE}',
  'Source OS (Updated on *)',
  '12.0',
];
const now = new Date('2026-11-21T19:55:01Z');
// Hundreds of programs have a place of the same kind: a few stand for all.
const places = [...windowsPlaces, ...productPlaces(builtInProducts.filter((_, i) => i % 20 === 0))];

/** A registry with this value everywhere, below keys of this name. */
function registryWith(data: Uint8Array, name: string) {
  const hives = { software: treeKey('SOFTWARE'), system: treeKey('SYSTEM'), user: treeKey('') };
  // The first byte chooses the type: text, bytes, a number.
  const type = [1, 2, 3, 4, 11][(data[0] ?? 0) % 5] ?? 3;
  for (const place of places) {
    // Only where a pattern leaves the whole name open.
    const whole = place.path.replaceAll(/(?<=\\)\*(?=\\|$)/g, () => name.replaceAll('\\', ''));
    const path = whole.replaceAll('*', 'x');
    const key = hives[place.hive].ensure(path);
    for (const value of place.values) key.set({ name: value.name, type, data });
    for (const fact of ['ProductName', 'EditionID', 'ProductId', 'CurrentBuild', 'InstallDate']) {
      key.set({ name: fact, type, data });
    }
  }
  const { software, system, user } = hives;
  return { software, system, users: [{ name: 'HKCU', root: user }] };
}

/** The running registry where everything is called so, and no value may be read. */
function refusals(name: string) {
  const refuse = (): never => {
    throw Object.assign(new Error('Access is denied.'), { errno: 5 });
  };
  const registry = liveRegistry({
    openKey: (_, path) => (path === name ? refuse() : 1),
    closeKey: () => undefined,
    enumKeyNames: () => [name],
    enumValueNames: () => [name],
    queryValueRaw: refuse,
  });
  for (const key of [registry.software, registry.system]) {
    if (key !== null) Array.from(key.subkeys());
    if (key !== null) Array.from(key.values());
  }
  return registry.warnings();
}

/** Every one of them. */
export const structureParsers: readonly ForeignParser[] = [
  {
    name: 'keys/digital-product-id',
    read: silent(parseDigitalProductId),
    samples: short,
    tokens: [],
  },
  {
    name: 'keys/digital-product-id4',
    read: silent(parseDigitalProductId4),
    samples: long,
    tokens: [],
  },
  { name: 'keys/product-key', read: silent(decodeProductKey), samples: keyBytes, tokens: [] },
  ...forms.map((form) => ({
    name: `keys/held-key, ${form}`,
    read: silent((input) => readHeldKey(input, form)),
    samples: [...short, ...long, ...keyBytes, ...texts],
    tokens: [proKey],
  })),
  {
    name: 'firmware/acpi-msdm',
    read: silent(parseMsdm),
    samples: [msdmTable(proKey), msdmTable(new Uint8Array(29))],
    tokens: ['MSDM'],
  },
  { name: 'firmware/smbios', read: silent(parseSmbios), samples: [smbios], tokens: [] },
  {
    name: 'firmware/windows-firmware',
    read: (input) => readFirmwareTables(() => input).warnings,
    samples: [msdmTable(proKey), smbios],
    tokens: ['MSDM'],
  },
  {
    name: 'windows/windows-snapshot, values',
    read: (input) => {
      const registry = registryWith(input, 'x');
      return readWindows(registry, { collector: 'test', now }).warnings;
    },
    samples: [...short, ...long, ...texts, wide('O365HomePremRetail,x'), wide('26100')],
    tokens: [proKey, ',', '0'],
  },
  {
    name: 'windows/windows-snapshot, names',
    read: (input) => {
      const name = Buffer.from(input).toString('utf8');
      const registry = registryWith(Uint8Array.of(1, 2, 3), name);
      return readWindows(registry, { collector: 'test', now }).warnings;
    },
    samples: registryNames,
    tokens: ['*', ' ', '\u0007'],
  },
  {
    name: 'live-registry',
    read: (input) => refusals(Buffer.from(input).toString('utf8')),
    samples: registryNames,
    tokens: [],
  },
  {
    name: 'windows/path-matcher',
    read: silentText((text) => pathMatcher([text, `SOFTWARE\\${text}`])(text.split('\\'))),
    samples: registryNames,
    tokens: ['*', '\\', 'a*', '('],
  },
];
