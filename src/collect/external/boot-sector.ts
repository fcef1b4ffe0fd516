// What the first sector of a volume says of its file system, where the system lets it be read: as root,
// or as administrator.
import { open } from 'node:fs/promises';
import { systemCode } from '../../errors.js';

/** `refused` where the system does not let it be read. */
export type BootSector = 'bitlocker' | 'ntfs' | 'other' | 'refused';

const sectorBytes = 512;
const names = { '-FVE-FS-': 'bitlocker', 'NTFS    ': 'ntfs' } as const;

/** Reads the first sector of a block device. */
export async function bootSector(device: string): Promise<BootSector> {
  try {
    const file = await open(device, 'r');
    try {
      // A whole sector: Windows reads a raw volume in no smaller parts.
      const sector = new Uint8Array(sectorBytes);
      const { bytesRead } = await file.read(sector, 0, sectorBytes, 0);
      const name = Buffer.from(sector.subarray(3, Math.min(11, bytesRead))).toString('latin1');
      return Object.entries(names).find(([known]) => known === name)?.[1] ?? 'other';
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    return code === 'EACCES' || code === 'EPERM' ? 'refused' : 'other';
  }
}
