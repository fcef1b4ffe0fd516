// What files for Windows Setup say where there is no Windows beside them: setup media, recovery partitions,
// and such a file alone.
import type { Snapshot } from '../../record/schema.js';
import { type Answer, noSurroundings } from '../../windows/surroundings.js';
import { readWindows } from '../../windows/windows-snapshot.js';

/** The keys that Setup would take, of a Windows that is not there yet. */
export function setupSnapshot(
  answers: readonly Answer[],
  { collector, now }: { readonly collector: string; readonly now: Date },
): Snapshot {
  const beside = { ...noSurroundings, answers };
  const noRegistry = { software: null, system: null, users: [] };
  const { snapshot } = readWindows(noRegistry, { collector, now, beside });
  const os = { ...snapshot.os, productName: 'Windows Setup (not installed)' };
  return { ...snapshot, os };
}
