// Writes the vectors of test/vectors that are not there yet. A vector that is there is never changed:
// once released, other readers are tested with it. Run: npx tsx scripts/make-vectors.ts
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { writeVector } from '../test/support/vector.js';
import { alteredScenarios } from './vectors/altered.js';
import { frameScenarios } from './vectors/frame.js';
import { openingScenarios } from './vectors/opening.js';
import { payloadScenarios } from './vectors/payload.js';
import { wordScenarios } from './vectors/words.js';

const folder = new URL('../test/vectors/', import.meta.url);
mkdirSync(folder, { recursive: true });

const scenarios = [
  ...(await openingScenarios()),
  ...(await frameScenarios()),
  ...(await alteredScenarios()),
  ...(await payloadScenarios()),
  ...(await wordScenarios()),
];

let written = 0;
for (const { file, ...vector } of scenarios) {
  const path = new URL(`${file}.txt`, folder);
  const text = writeVector(vector);
  if (!existsSync(path)) {
    writeFileSync(path, text);
    written += 1;
  } else if (readFileSync(path, 'utf8') !== text) {
    console.error(`${file} would be made differently today; it is left as it is`);
  }
}
console.log(`${scenarios.length} scenarios, ${written} of them written now`);
