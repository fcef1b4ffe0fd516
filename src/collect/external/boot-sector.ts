// What the first sector of a volume says of its file system, where the system lets it be read: as root,
// or as administrator. Signatures as in libbde, "BitLocker Drive Encryption (BDE) format".
import { open } from 'node:fs/promises';
import { systemCode } from '../../errors.js';
import { kindOfCode, type SystemErrorKind } from '../../system/system-error.js';

/** `refused` where the system does not let it be read, `unreadable` where the disk does not give it. */
export type BootSector = 'bitlocker' | 'ntfs' | 'other' | 'refused' | 'unreadable';

/** Windows reads a raw volume in whole sectors only; the largest that disks have are as long as this. */
const readBytes = 4096;
const names = { '-FVE-FS-': 'bitlocker', 'NTFS    ': 'ntfs' } as const;
/** BitLocker To Go hides behind the sector of a FAT volume: {4967d63b-2e29-4ad8-8399-f6a339e3d001}. */
const toGo = { offset: 424, bytes: '3bd66749292ed84a8399f6a339e3d001' };
const meanings: Partial<Record<SystemErrorKind, BootSector>> = {
  denied: 'refused',
  failing: 'unreadable',
};

/** Reads the first sector of a block device. */
export async function bootSector(device: string): Promise<BootSector> {
  try {
    const file = await open(device, 'r');
    try {
      const { bytesRead, buffer } = await file.read(new Uint8Array(readBytes), 0, readBytes, 0);
      return meaningOf(Buffer.from(buffer.buffer, 0, bytesRead));
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    const kind = kindOfCode(code);
    return (kind === null ? undefined : meanings[kind]) ?? 'other';
  }
}

function meaningOf(sector: Buffer): BootSector {
  const name = sector.toString('latin1', 3, 11);
  const known = Object.entries(names).find(([text]) => text === name)?.[1];
  const guid = sector.toString('hex', toGo.offset, toGo.offset + toGo.bytes.length / 2);
  return known ?? (guid === toGo.bytes ? 'bitlocker' : 'other');
}
