// The program's name and version, from the package that it was installed from.
import { createRequire } from 'node:module';

const manifest = createRequire(import.meta.url)('../../package.json') as { version: string };

/** As records name the program that made them. */
export const tool = { name: 'product-key-vault', version: manifest.version } as const;
