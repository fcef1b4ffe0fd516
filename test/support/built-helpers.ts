// In place of src/system/helper/program-file.ts while tests run: what runs in a process or thread of its own
// is the built program, as users run it.
import type { HelperName } from '../../src/system/helper/program-file.js';

/** The file in the bundle. */
export function programFile(name: HelperName): URL {
  return new URL(`../../bundle/${name}.cjs`, import.meta.url);
}
