// The base block: the first 4,096 bytes of a hive, and in shorter form of its transaction logs. What
// follows from a wrong one is decided in hive.ts. Source: msuhanov/regf, "Base block".
import { byteReader, FormatError } from '../../bytes.js';

/** Where the bins begin; cells are named by offsets relative to it. */
export const baseBlockBytes = 4096;
/** As much of a base block as a transaction log holds, and as this file reads. */
export const baseBlockSectorBytes = 512;

const signature = 'regf';
const checksumOffset = 508;

/** What a base block says. */
export interface BaseBlock {
  readonly primarySequence: number;
  readonly secondarySequence: number;
  /** The FILETIME as it stands; 0 where none was set. */
  readonly lastWrittenTicks: bigint;
  readonly majorVersion: number;
  readonly minorVersion: number;
  /** 0 a hive; 1, 2 or 6 a transaction log. */
  readonly fileType: number;
  readonly rootCell: number;
  readonly binsBytes: number;
  readonly isChecksumRight: boolean;
}

/** Whether a file that starts with these bytes claims to be a hive (its logs claim it too). */
export function isHive(start: Uint8Array): boolean {
  return start.length >= 4 && byteReader(start, 'start of a file').latin1(0, 4) === signature;
}

/**
 * Reads a base block.
 * @throws FormatError when the signature is missing or the bytes are too few.
 */
export function parseBaseBlock(bytes: Uint8Array): BaseBlock {
  const block = byteReader(bytes, 'regf base block');
  if (!isHive(bytes)) {
    const actual = JSON.stringify(block.latin1(0, Math.min(4, bytes.length)));
    throw new FormatError('regf base block', { offset: 0, expected: `"${signature}"`, actual });
  }
  const storedChecksum = block.u32le(checksumOffset);
  return {
    primarySequence: block.u32le(4),
    secondarySequence: block.u32le(8),
    lastWrittenTicks: block.u64le(12),
    majorVersion: block.u32le(20),
    minorVersion: block.u32le(24),
    fileType: block.u32le(28),
    rootCell: block.u32le(36),
    binsBytes: block.u32le(40),
    isChecksumRight: storedChecksum === checksum(bytes),
  };
}

/** Whether a crash may have left newer data in the transaction logs. */
export function isDirty(block: BaseBlock): boolean {
  return !block.isChecksumRight || block.primarySequence !== block.secondarySequence;
}

/** XOR-32 of the first 508 bytes; 0 and -1 are stored as 1 and -2. */
function checksum(bytes: Uint8Array): number {
  const block = byteReader(bytes, 'regf base block');
  let sum = 0;
  for (let at = 0; at < checksumOffset; at += 4) sum ^= block.u32le(at);
  if (sum === -1) sum = -2;
  return sum === 0 ? 1 : sum >>> 0;
}
