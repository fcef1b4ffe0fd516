// Makes the example disk and the example export anew: node --import tsx scripts/make-example-disk.ts
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exampleFiles } from './example-files.js';

for (const [path, bytes] of exampleFiles()) {
  const file = fileURLToPath(new URL(`../examples/${path}`, import.meta.url));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
  process.stdout.write(`${file}: ${bytes.length} bytes\n`);
}
