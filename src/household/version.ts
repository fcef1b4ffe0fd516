// The program's name and version, from the package that it was installed from.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { programRoot } from '../system/program-root.js';

const manifest = readFileSync(join(programRoot, 'package.json'), 'utf8');
const { version } = JSON.parse(manifest) as { readonly version: string };

/** As records name the program that made them. */
export const tool = { name: 'product-key-vault', version } as const;
