// What is refused: images of disks and virtual disks, which nothing here reads. They are told apart from
// other files, so that the error says what to do. Signatures as in the formats' own specifications: [MS-VHDX],
// Microsoft's "Virtual Hard Disk Image Format Specification", VMware's "Virtual Disk Format", QEMU's
// qcow2.txt, VirtualBox's VDICore.h, [MS-WIM], ECMA-119 and UEFI ("EFI PART").
import { VaultError } from '../../errors.js';
import { textEncoding } from '../../text/text-encoding.js';
import type { Source } from '../collector.js';
import { quoted, rawImageAdvice, virtualDiskAdvice } from './mount-advice.js';

type Advice = (path: string, platform: NodeJS.Platform) => string;

interface Signature {
  readonly offset: number;
  readonly text: string;
  readonly what: string;
  readonly advice: Advice;
  /** Whether such a file is a text itself. */
  readonly isText?: true;
}

const wimAdvice: Advice = (path) =>
  `Mount it read-only: Dism /Mount-Image /ImageFile:${quoted(path)} /Index:1 /MountDir:C:\\mount /ReadOnly on Windows, wimmount ${quoted(path)} 1 /mnt on Linux. Then name that folder.`;

const virtual = { advice: virtualDiskAdvice, offset: 0 };
const raw = { advice: rawImageAdvice, what: 'an image of a disk' };
const signatures: readonly Signature[] = [
  { ...virtual, text: 'vhdxfile', what: 'a virtual disk (VHDX)' },
  { ...virtual, text: 'conectix', what: 'a virtual disk (VHD)' },
  { ...virtual, text: 'KDMV', what: 'a virtual disk (VMDK)' },
  { ...virtual, text: '# Disk DescriptorFile', isText: true, what: 'a virtual disk (VMDK)' },
  { ...virtual, text: 'QFI\u00fb', what: 'a virtual disk (QCOW2)' },
  { ...virtual, text: '\u007f\u0010\u00da\u00be', offset: 64, what: 'a virtual disk (VDI)' },
  { ...virtual, text: 'CD001', offset: 32_769, what: 'an image of a CD or DVD' },
  { offset: 0, text: 'MSWIM\0\0\0', what: 'an image of Windows files (WIM)', advice: wimAdvice },
  { ...raw, text: 'NTFS    ', offset: 3 },
  { ...raw, text: '-FVE-FS-', offset: 3 },
  { ...raw, text: 'EFI PART', offset: 512 },
  { ...raw, text: 'EFI PART', offset: 4096 },
  // The end of every first sector, with partitions or without.
  { ...raw, text: '\u0055\u00aa', offset: 510 },
];

/** A text may begin with the letters of any signature; an image has zeros in its first sectors. */
function isText(head: Uint8Array): boolean {
  return head.length > 0 && textEncoding(head) !== null;
}

/** The error for an image of a disk; null for any other source. */
export function imageRefusal({ path, head }: Pick<Source, 'path' | 'head'>): VaultError | null {
  const text = Buffer.from(head).toString('latin1');
  const found = signatures.find((one) => text.startsWith(one.text, one.offset));
  if (found === undefined || (!found.isText && isText(head))) return null;
  const message = `${path} is ${found.what}, which cannot be read as it is`;
  return new VaultError('SOURCE_UNKNOWN', message, { hint: found.advice(path, process.platform) });
}
