// The n-th fault sweep at the operation: for every kind of place, every n and every way in which an operation
// goes wrong, what a push, a sync and a prune make of it.
import { describe, it } from 'vitest';
import { bucketBeds } from './support/bucket-bed.js';
import { callBeds } from './support/call-bed.js';
import type { BedKind, Fault } from './support/faulty-place.js';
import { folderBeds } from './support/folder-bed.js';
import { type Counter, prove, sampled } from './support/promise.js';
import {
  type Operation,
  expectUnharmed,
  heldIn,
  operations,
  remembered,
  sceneOver,
} from './support/scene.js';
import { storeBeds } from './support/store-bed.js';

const kinds: readonly BedKind[] = [callBeds, folderBeds, storeBeds, bucketBeds];

async function sweep(kind: BedKind, operation: Operation, counter: Counter): Promise<void> {
  const bed = await kind.make();
  try {
    const scene = sceneOver(bed, kind === storeBeds);
    await operation.arrange(scene);
    const reset = remembered(scene);
    const before = await heldIn(bed.healthy);
    const none = bed.faulty({ at: Infinity, way: '', lasts: 'once' });
    await operation.run(scene, none.address);
    const steps = Array.from({ length: none.count() }, (_, i) => i + 1);
    counter.measure(`${operation.name}: ${steps.length} operations`);
    const faults = kind.ways.flatMap((way) =>
      (['once', 'for-good'] as const).flatMap((lasts) =>
        steps.map((at): Fault => ({ at, way, lasts })),
      ),
    );
    for (const fault of sampled(faults, 5)) {
      reset();
      const words = `${operation.name}, ${fault.way} at ${fault.at} of ${steps.length}, ${fault.lasts}`;
      await counter.attempt(words, async () => {
        const ended = await operation.run(scene, bed.faulty(fault).address);
        await expectUnharmed(scene, operation, { before, ended });
      });
    }
  } finally {
    await bed.dispose();
  }
}

describe.each(kinds)('$kind whose n-th operation fails', (kind) => {
  it('harms no earlier backup, shows no half one, is told, and the next run heals', async () => {
    const promise = `an operation of ${kind.kind} that fails harms no earlier backup and shows no half one; the status is right, and the next run heals`;
    await prove({ part: 'faults', promise }, async (counter) => {
      for (const operation of operations) await sweep(kind, operation, counter);
    });
  }, 3_600_000);
});
