import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bootSector } from '../../../src/collect/external/boot-sector.js';
import { folderOfFile } from '../../support/temporary-folder.js';

const folder = folderOfFile();
/** A device with this at these offsets. */
function device(parts: Readonly<Record<number, string | Uint8Array>>, sizeBytes = 8192): string {
  const bytes = Buffer.alloc(sizeBytes);
  for (const [offset, part] of Object.entries(parts)) {
    bytes.set(typeof part === 'string' ? Buffer.from(part, 'latin1') : part, Number(offset));
  }
  const file = join(folder, 'device');
  writeFileSync(file, bytes);
  return file;
}

// {4967d63b-2e29-4ad8-8399-f6a339e3d001}, the first three of its parts little-endian.
const toGo = Buffer.from('3bd66749292ed84a8399f6a339e3d001', 'hex');

it.each([
  ['Vista’s BitLocker', device.bind(null, { 0: '\xeb\x52\x90-FVE-FS-' }), 'bitlocker'],
  ['BitLocker since 7', device.bind(null, { 0: '\xeb\x58\x90-FVE-FS-' }), 'bitlocker'],
  ['BitLocker To Go', device.bind(null, { 0: '\xeb\x58\x90MSWIN4.1', 424: toGo }), 'bitlocker'],
  ['FAT as Windows 98 wrote it', device.bind(null, { 0: '\xeb\x58\x90MSWIN4.1' }), 'other'],
  ['NTFS', device.bind(null, { 0: '\xeb\x52\x90NTFS    ' }), 'ntfs'],
  ['a disk with partitions', device.bind(null, { 510: '\x55\xaa', 512: 'EFI PART' }), 'other'],
  ['the image of a snap', device.bind(null, { 0: 'hsqs' }), 'other'],
  ['a device of 512 bytes', device.bind(null, { 0: '\xeb\x52\x90NTFS    ' }, 512), 'ntfs'],
  ['an empty device', device.bind(null, {}, 0), 'other'],
] as const)('tells %s', async (_, make, expected) => {
  expect(await bootSector(make())).toBe(expected);
});

it('takes a device that is not there for no Windows', async () => {
  expect(await bootSector(join(folder, 'none'))).toBe('other');
});
