// What to type to have the files of a disk, an image of one, or a locked disk, for messages and hints.
// Sources: mount(8), losetup(8), cryptsetup-open(8), qemu-nbd(8); Microsoft Learn, Mount-DiskImage and
// manage-bde; hdiutil(1).

/** Where the examples mount to. */
const mountPoint = '/mnt';

/** The path as one word of a command. */
export function quoted(path: string): string {
  return /[\s&()'$]/.test(path) ? `"${path}"` : path;
}

/** How to make the files of a block device readable on this system. */
export function mountAdvice(device: string): string {
  return `Mount it read-only: ${mountCommand(device)}, then name ${mountPoint}.`;
}

/** The command for Linux. */
export function mountCommand(device: string): string {
  return `sudo mount -o ro ${device} ${mountPoint}`;
}

/** How to unlock a disk that BitLocker has locked, as part of a sentence. */
export function unlockAdvice(volume: string, platform: NodeJS.Platform): string {
  if (platform === 'win32') {
    return `unlock it in Explorer, or with manage-bde -unlock ${volume} -RecoveryPassword and its recovery key`;
  }
  const unlocked = '/dev/mapper/windows';
  return `unlock it with sudo cryptsetup open --type bitlk --readonly ${volume} windows, then ${mountCommand(unlocked)}`;
}

/** How to read an image of a disk that is a copy of it byte by byte. */
export function rawImageAdvice(path: string, platform: NodeJS.Platform): string {
  switch (platform) {
    case 'win32':
      return `Convert it to a virtual disk: qemu-img convert -O vhdx ${quoted(path)} disk.vhdx. Attach that read-only and name its drive letter.`;
    case 'darwin':
      return `Attach it read-only: hdiutil attach -readonly ${quoted(path)}, then use --external.`;
    default:
      return `Attach it read-only: sudo losetup --find --show --partscan --read-only ${quoted(path)}, then ${mountCommand('/dev/loop0p2')} for the partition that Windows is on, then name ${mountPoint}.`;
  }
}

/** How to read a virtual disk. */
export function virtualDiskAdvice(path: string, platform: NodeJS.Platform): string {
  switch (platform) {
    case 'win32':
      return `Attach it read-only: Mount-DiskImage -Access ReadOnly -ImagePath ${quoted(path)} in PowerShell (VHD, VHDX and ISO; other images with the program that made them), then name its drive letter.`;
    case 'darwin':
      return `Convert it to a plain image: qemu-img convert -O raw ${quoted(path)} disk.img. Then: hdiutil attach -readonly disk.img, and --external.`;
    default:
      return `Attach it read-only: sudo modprobe nbd max_part=16; sudo qemu-nbd --read-only --connect=/dev/nbd0 ${quoted(path)}, then ${mountCommand('/dev/nbd0p2')} for the partition that Windows is on, then name ${mountPoint}.`;
  }
}
