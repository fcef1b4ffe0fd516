// Which Windows this PC runs, out of its registry alone: asked before a key is entered into it.
import { openLiveRegistry } from '../../registry/live-registry.js';
import type { OperatingSystem } from '../../record/schema.js';
import { readOperatingSystem } from '../../windows/operating-system.js';

/** The name and the edition of the Windows that runs. */
export type InstalledWindows = Pick<OperatingSystem, 'productName' | 'edition'>;

/** Null where none runs. @throws VaultError `SOURCE_UNREADABLE` where its registry cannot be read */
export async function installedWindows(): Promise<InstalledWindows | null> {
  if (process.platform !== 'win32') return null;
  const registry = await openLiveRegistry();
  try {
    const { productName, edition } = readOperatingSystem(registry);
    return { productName, edition };
  } finally {
    registry.close();
  }
}
