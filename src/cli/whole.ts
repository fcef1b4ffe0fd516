// Whether the program is whole: every package that it cannot do without lies in its own folder. Node would
// take a missing one from any folder above, where it may be anybody's (system/own-part.ts).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasOwnPart } from '../system/own-part.js';
import { isBundle, programRoot } from '../system/program-root.js';

/** The first package that is missing; null where all are there, as they are in the bundle. */
export function missingPart(): string | null {
  if (isBundle) return null;
  const manifest = readFileSync(join(programRoot, 'package.json'), 'utf8');
  const { dependencies } = JSON.parse(manifest) as { readonly dependencies: object };
  return Object.keys(dependencies).find((name) => !hasOwnPart(name)) ?? null;
}
