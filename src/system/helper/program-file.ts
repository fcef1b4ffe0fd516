// Where the programs of the helpers lie: the one place that knows it. They are found from this file, wherever
// the whole was installed, and have its extension, since the sources run under a loader too. In the bundle
// they lie beside it, under the names of the helpers (scripts/bundle.mjs).
import { extname } from 'node:path';
import { isBundle } from '../program-root.js';

const programs = {
  'disk-reader': '../../collect/external/reader-process',
  'credential-store': '../../targets/credential-store/process',
  folder: '../../targets/directory/process',
  derivation: '../../household/derivation-worker',
  'scan-reader': '../../restore/scan/scan-process',
} as const;

/** A part of this program that runs in a process or thread of its own. */
export type HelperName = keyof typeof programs;

/** The file that a process or thread of this helper runs. */
export function programFile(name: HelperName): URL {
  const path = isBundle ? `./${name}` : programs[name];
  return new URL(`${path}${extname(import.meta.url)}`, import.meta.url);
}
