import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { collectFrom } from '../../../src/collect/collectors.js';
import { rawImageAdvice, virtualDiskAdvice } from '../../../src/collect/files/mount-advice.js';
import type { VaultError } from '../../../src/errors.js';
import { never } from '../../support/signal.js';
import { folderOfFile } from '../../support/temporary-folder.js';

const context = { now: new Date('2026-11-21T19:55:01Z'), signal: never };
const folder = folderOfFile();
function fileWith(text: string, offset: number): string {
  const file = join(folder, 'disk.img');
  const bytes = Buffer.alloc(65_536);
  bytes.write(text, offset, 'latin1');
  writeFileSync(file, bytes);
  return file;
}

async function refusal(path: string): Promise<VaultError> {
  return collectFrom([path], context).then(
    () => expect.fail('nothing was refused'),
    (error: unknown) => error as VaultError,
  );
}

describe('an image of a disk', () => {
  it.each([
    ['vhdxfile', 0, 'a virtual disk (VHDX)'],
    ['conectix', 0, 'a virtual disk (VHD)'],
    ['KDMV', 0, 'a virtual disk (VMDK)'],
    ['# Disk DescriptorFile\n', 0, 'a virtual disk (VMDK)'],
    ['QFI\xfb', 0, 'a virtual disk (QCOW2)'],
    ['\x7f\x10\xda\xbe', 64, 'a virtual disk (VDI)'],
    ['CD001', 32_769, 'an image of a CD or DVD'],
    ['MSWIM\0\0\0', 0, 'an image of Windows files (WIM)'],
    ['NTFS    ', 3, 'an image of a disk'],
    ['-FVE-FS-', 3, 'an image of a disk'],
    ['EFI PART', 512, 'an image of a disk'],
    ['\x55\xaa', 510, 'an image of a disk'],
  ])('%j is named, with what to do', async (text, offset, what) => {
    const path = fileWith(text, offset);
    const { code, message, hint } = await refusal(path);
    expect(code).toBe('SOURCE_UNKNOWN');
    expect(message).toBe(`${path} is ${what}, which cannot be read as it is`);
    expect(hint).toContain(path);
  });

  it('is none for its size alone', async () => {
    expect((await refusal(fileWith('', 0))).message).toContain(
      'not a kind of file that keys can be read from',
    );
  });
});

describe('what to do with an image', () => {
  const platforms: readonly NodeJS.Platform[] = ['win32', 'linux', 'darwin'];

  it.each(platforms)('is a command that names it as one word: %s', (platform) => {
    for (const advice of [rawImageAdvice, virtualDiskAdvice]) {
      expect(advice('old disk.img', platform)).toContain('"old disk.img"');
      expect(advice('disk.img', platform)).toContain(' disk.img');
    }
  });

  it('never writes to it', () => {
    const texts = platforms.flatMap((platform) => [
      rawImageAdvice('disk.img', platform),
      virtualDiskAdvice('disk.img', platform),
    ]);
    for (const text of texts) expect(text).toMatch(/read-?only|-o ro\b/i);
  });
});
