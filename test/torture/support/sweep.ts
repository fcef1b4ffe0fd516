// One operation over one kind of place, tried with each fault of the place.
import type { BedKind, Fault } from './faulty-place.js';
import { type Counter, sampled } from './promise.js';
import { type Operation, expectUnharmed, heldIn, remembered, sceneOver } from './scene.js';

/**
 * Lets each call of a place go wrong in each of its ways at each step of the operation.
 * @param options.sample how many tries the test suite makes of all of them
 */
export async function sweep(
  kind: BedKind,
  operation: Operation,
  {
    counter,
    isScarce = false,
    sample = 5,
  }: { readonly counter: Counter; readonly isScarce?: boolean; readonly sample?: number },
): Promise<void> {
  const bed = await kind.make();
  try {
    const scene = sceneOver(bed, isScarce);
    await operation.arrange(scene);
    const reset = await remembered(scene);
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
    for (const fault of sampled(faults, sample)) {
      await reset();
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
