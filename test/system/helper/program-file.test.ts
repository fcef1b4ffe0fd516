import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { programFile } from '../../../src/system/helper/program-file.js';

it.each(['disk-reader', 'credential-store', 'folder', 'derivation'] as const)(
  'the program of a helper is where it is looked for: %s',
  (name) => {
    expect(existsSync(programFile(name))).toBe(true);
  },
);
