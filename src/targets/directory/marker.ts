// The marker: a small file in the topmost folder of a place that gives the place an id, so that an
// empty mount point or another stick is never taken for it. Copying a whole folder copies its id.
import { join } from 'node:path';
import * as v from 'valibot';
import { createDurably, replaceDurably } from '../../system/durable-write.js';
import { systemCode } from '../../errors.js';
import type { DirectoryEffects, DirectoryFileSystem } from './file-system.js';

/** The marker's name: no dot in front, so that people copy it along with the rest. */
export const markerName = 'product-key-vault.json';

/** An id as the marker and the config hold it. */
export const placeIdSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/, '32 hex digits'));

/** What the marker of a folder says; `unreadable` when there is one, but without an id. */
export type Marker = 'absent' | 'unreadable' | { readonly id: string };

const markerSchema = v.looseObject({ id: placeIdSchema });
const markerLimitBytes = 64 * 1024;
const waitMs = 50;
const waits = 20;

/** Reads the marker of a folder. Rejects with the system's own errors; a missing folder is `absent`. */
export async function readMarker(fileSystem: DirectoryFileSystem, folder: string): Promise<Marker> {
  let bytes: Uint8Array | null;
  try {
    bytes = await fileSystem.readFile(join(folder, markerName), markerLimitBytes);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return 'absent';
    throw error;
  }
  return bytes === null || bytes.length > markerLimitBytes ? 'unreadable' : parseMarker(bytes);
}

function parseMarker(bytes: Uint8Array): Marker {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return 'unreadable';
  }
  const result = v.safeParse(markerSchema, value);
  return result.success ? { id: result.output.id } : 'unreadable';
}

function markerBytes(id: string): Uint8Array {
  const about =
    'This file marks the folder as a place for backups of product-key-vault. Keep it with them.';
  return new TextEncoder().encode(`${JSON.stringify({ about, schema: 1, id }, null, 2)}\n`);
}

/**
 * Marks a folder that has no readable marker. Of several that mark it at once one wins, and all
 * resolve to its id. What a killed run left of a marker is replaced, after a moment's wait.
 */
export async function markFolder(
  effects: DirectoryEffects,
  folder: string,
  signal: AbortSignal,
): Promise<string> {
  const { fileSystem } = effects;
  const path = join(folder, markerName);
  const id = effects.randomId();
  const outcome = await createDurably(path, markerBytes(id), { fileSystem });
  if (outcome === 'created') return id;
  for (let wait = 0; wait < waits; wait += 1) {
    const marker = await readMarker(fileSystem, folder);
    if (typeof marker === 'object') return marker.id;
    await effects.sleep(waitMs, signal);
  }
  await replaceDurably(path, markerBytes(id), { fileSystem });
  const marker = await readMarker(fileSystem, folder);
  return typeof marker === 'object' ? marker.id : id;
}
