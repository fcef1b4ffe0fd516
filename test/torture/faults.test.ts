// The n-th fault sweep at the operation: for every kind of place, every n and every way in which an operation
// goes wrong, what a push, a sync and a prune make of it.
import { describe, it } from 'vitest';
import { bucketBeds } from './support/bucket-bed.js';
import { callBeds } from './support/call-bed.js';
import type { BedKind } from './support/faulty-place.js';
import { folderBeds } from './support/folder-bed.js';
import { prove } from './support/promise.js';
import { operations } from './support/scene.js';
import { storeBeds } from './support/store-bed.js';
import { sweep } from './support/sweep.js';

const kinds: readonly BedKind[] = [callBeds, folderBeds, storeBeds, bucketBeds];

describe.each(kinds)('$kind whose n-th operation fails', (kind) => {
  it('harms no earlier backup, shows no half one, is told, and the next run heals', async () => {
    const promise = `an operation of ${kind.kind} that fails harms no earlier backup and shows no half one; the status is right, and the next run heals`;
    await prove({ part: 'faults', promise }, async (counter) => {
      for (const operation of operations)
        await sweep(kind, operation, { counter, isScarce: kind === storeBeds });
    });
  }, 3_600_000);
});
