// The hives of a Windows as one registry: tells by content which of them a hive is, and gathers the
// hives' own warnings when the reading is done.
import type { Warning } from '../../record/warning.js';
import { type Hive, openHive } from '../../registry/hive/hive.js';
import type { RegistryKey } from '../../registry/registry.js';
import { currentVersionPath } from '../../windows/windows-places.js';

/** Which part of HKEY_LOCAL_MACHINE a root key is, or that it is a user's. */
export type HiveKind = 'software' | 'system' | 'user';

/** Told by content; null for any other hive (SAM, for example). */
export function hiveKind(root: RegistryKey): HiveKind | null {
  const isSoftware = [currentVersionPath, 'Microsoft', 'WOW6432Node'].some(
    (path) => root.subkey(path) !== null,
  );
  // A user's hive has Software\Microsoft below it, never Microsoft itself.
  if (isSoftware) return 'software';
  const isSystem = ['Select', 'ControlSet001', 'Setup'].some((path) => root.subkey(path) !== null);
  if (isSystem) return 'system';
  return root.subkey('Software') === null ? null : 'user';
}

/** Hives that are open together, so that one `close` lets go of them all. */
export interface OpenHives {
  /** @param fd the file where it is open already; whoever opened it closes it. */
  open(path: string, fd?: number | null): Hive;
  warnings(): Warning[];
  close(): void;
}

/** No hive is open yet. */
export function openHives(): OpenHives {
  const hives: Hive[] = [];
  return {
    open: (path, fd = null) => {
      const hive = openHive(path, { fd });
      hives.push(hive);
      return hive;
    },
    warnings: () => hives.flatMap((hive) => hive.warnings()),
    close: () => {
      for (const hive of hives) hive.close();
    },
  };
}
