// Every vector of test/vectors against this reader.
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openVector } from '../support/open-vector.js';
import { readVector } from '../support/vector.js';

const folder = new URL('../vectors/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.txt'));
const vectors = files.map((file) => ({
  file,
  ...readVector(readFileSync(new URL(file, folder), 'utf8')),
}));

describe('the vectors', () => {
  it('are there, with more failures than successes', () => {
    const successes = vectors.filter((vector) => vector.expect === 'SUCCESS').length;
    expect(successes).toBeGreaterThan(20);
    expect(vectors.length - successes).toBeGreaterThan(2 * successes);
  });

  it('cover every class of error', () => {
    expect([...new Set(vectors.map((vector) => vector.expect))].sort()).toEqual([
      'ALTERED',
      'BAD_PASSPHRASE',
      'BAD_RECOVERY_CODE',
      'COST_REFUSED',
      'DAMAGED',
      'MALFORMED',
      'NOT_A_RECORD',
      'SUCCESS',
      'UNSUPPORTED_VERSION',
      'WRONG_PASSPHRASE',
    ]);
  });

  it.each(vectors)('$file: $description', async (vector) => {
    const outcome = await openVector(vector);
    expect(outcome).toEqual({ result: vector.expect, contentSha256: vector.contentSha256 });
  });
});
