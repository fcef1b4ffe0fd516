// What reads whole files: the collectors, and the files beside a Windows and of the kernel.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { answersInRoot, answersInWindows } from '../../src/collect/windows-disk/answer-files.js';
import type { CollectContext, Collection } from '../../src/collect/collector.js';
import { collectFrom } from '../../src/collect/collectors.js';
import type { ConfinedSearch } from '../../src/collect/files/confined-folder.js';
import { imageRefusal } from '../../src/collect/files/image-refusal.js';
import { attachedLinuxVolumes } from '../../src/system/volumes/linux-volumes.js';
import { readLinuxFirmware } from '../../src/collect/firmware/linux-firmware.js';
import { hibernationWarnings } from '../../src/collect/windows-disk/hibernation.js';
import { hiveFile } from '../../src/collect/registry-file/hive-file.js';
import { importFile } from '../../src/collect/import-file.js';
import { produkeyExport } from '../../src/collect/produkey/produkey-export.js';
import { textFile } from '../../src/collect/text/text-file.js';
import { msdmTable } from '../../src/collect/firmware/msdm-table.js';
import { readConfigurations } from '../../src/collect/windows-disk/pkeyconfig-files.js';
import { readProductFile } from '../../src/collect/files/product-file.js';
import { regExport } from '../../src/collect/registry-file/reg-export.js';
import { digitalProductId } from './digital-product-id-writer.js';
import { foreignFile, foreignFolder, type ForeignParser } from './foreign-parser.js';
import * as kinds from './foreign-samples.js';
import { hexDump } from './hex-dump-writer.js';
import { regBinary, regSz } from './hive-writer.js';
import { msdmTable as tableOf } from './msdm-writer.js';
import { currentVersion, hiveOf, windows11Pro } from './windows-pc.js';
import { collectPath } from './collect-path.js';
import { never } from './signal.js';

const olderKey = 'FJ82H-XT6CR-J8D7P-XQJJ2-GPDD4';
const context: CollectContext = {
  now: new Date('2026-11-21T19:55:01Z'),
  signal: never,
};

/** The warnings of whatever takes a path. */
function ofFile(read: (path: string) => Promise<Pick<Collection, 'warnings'> | null>) {
  return async (input: Uint8Array) => (await read(foreignFile(input)))?.warnings;
}

const noRegistry = { software: null, system: null, users: [] };

/** Finds the same file wherever it is told to look. */
function finding(path: string): ConfinedSearch {
  return {
    find: () => Promise.resolve([path]),
    descend: () => Promise.resolve(path),
    subfolders: () => Promise.resolve([dirname(path)]),
    refused: () => undefined,
    warnings: [],
  };
}

const sysfsNames = [
  'firmware/acpi/tables/MSDM',
  ...['sys_vendor', 'product_name', 'product_serial', 'product_uuid'].map(
    (name) => `class/dmi/id/${name}`,
  ),
];

function inFolder(names: readonly string[], input: Uint8Array): string {
  const folder = foreignFolder();
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), input);
  }
  return folder;
}

const table = tableOf(olderKey);
const msdm = { samples: [table], tokens: ['MSDM'] };
const dump = `MSDM @ 0x0000000000000000\n${hexDump(table, 'acpidump')}\n\n`;
const registration = 'Microsoft\\Office\\12.0\\Registration\\{1}';
const hive = hiveOf({
  [currentVersion]: windows11Pro,
  [registration]: [
    regSz('ProductName', 'Word'),
    regBinary('DigitalProductID', digitalProductId({ productKey: olderKey })),
  ],
});
const mounts =
  '36 25 8:1 / /mnt/a\\040b rw,relatime shared:1 - ntfs3 /dev/sda1 rw\n' +
  '25 1 0:24 / /proc rw - proc proc rw\n';
const partitions =
  'major minor  #blocks  name\n\n   8        0   1000 sda\n   8        1   1000 sda1\n';

/** Every one of them. */
export const fileParsers: readonly ForeignParser[] = [
  { name: 'msdm-table', read: ofFile((path) => collectPath(msdmTable, path, context)), ...msdm },
  {
    name: 'msdm-table, acpi-dump',
    read: ofFile((path) => collectPath(msdmTable, path, context)),
    samples: [dump, hexDump(table, 'xxd')],
    tokens: ['MSDM @ 0x0', '\n', '    0000: ', '4D 53 44 4D ', '00 ', 'FF'],
  },
  {
    name: 'image-refusal',
    read: (head) => {
      const refusal = imageRefusal({ path: 'disk.img', head });
      if (refusal !== null) throw refusal;
      return undefined;
    },
    samples: ['vhdxfile', 'no image', `${' '.repeat(510)}U\u00aa`],
    tokens: ['KDMV', '# Disk DescriptorFile', 'NTFS    '],
  },
  {
    name: 'hive-file',
    read: ofFile((path) => collectPath(hiveFile, path, context)),
    samples: [hive],
    tokens: ['regf', 'hbin'],
  },
  {
    name: 'reg-export',
    read: ofFile((path) => collectPath(regExport, path, context)),
    ...kinds.regExports,
  },
  {
    name: 'import/produkey-export',
    read: ofFile((path) => collectPath(produkeyExport, path, context)),
    ...kinds.exports,
  },
  {
    name: 'import/text-file',
    read: ofFile((path) => collectPath(textFile, path, context)),
    ...kinds.mails,
  },
  {
    name: 'import/import-file',
    read: ofFile((path) => importFile(path, { ...context, isText: false })),
    ...kinds.exports,
  },
  {
    name: 'collectors',
    read: ofFile((path) => collectFrom([path], context)),
    samples: [...kinds.exports.samples, ...kinds.regExports.samples, hive],
    tokens: kinds.exports.tokens,
  },
  {
    name: 'products/product-file',
    read: ofFile(readProductFile),
    ...kinds.productLists,
  },
  {
    name: 'pkeyconfig/pkeyconfig-files',
    read: ofFile((path) => readConfigurations(finding(path), '/')),
    ...kinds.pkeyconfigs,
  },
  ...['unattend.xml', 'PID.txt', 'sysprep.inf'].map((name) => ({
    name: `answer-files, ${name}`,
    read: async (input: Uint8Array) => {
      const search = finding(foreignFile(input, name));
      const inRoot = await answersInRoot(search, '/');
      return [...inRoot.warnings, ...(await answersInWindows(search, '/')).warnings];
    },
    ...kinds.answers,
  })),
  {
    name: 'hibernation',
    read: async (input) => hibernationWarnings(finding(foreignFile(input)), '/', noRegistry),
    samples: ['hibr', 'wake', 'RSTR'],
    tokens: ['HIBR'],
  },
  {
    name: 'firmware/linux-firmware',
    read: async (input) => {
      const { warnings } = await readLinuxFirmware({ sysfs: inFolder(sysfsNames, input) });
      return warnings;
    },
    samples: [...msdm.samples, 'LENOVO\n', '4c4c4544-0042-3510-8052-b3c04f4b4e32\n'],
    tokens: ['MSDM', '\n'],
  },
  {
    name: 'system/volumes/linux-volumes',
    read: async (input) => {
      const folder = inFolder(['self/mountinfo', 'partitions', 'sda1'], input);
      await attachedLinuxVolumes({ proc: folder, dev: folder, sys: folder });
      return undefined;
    },
    samples: [mounts, partitions, '\u00ebX\u0090NTFS    ', '\u00ebX\u0090-FVE-FS-'],
    tokens: ['/dev/sda1', ' ', '\\040', '\n', '8', '..'],
  },
];
