// The n-th fault sweep on a real server: Ceph's gateway is killed, before a call or in the middle of it, or stops
// answering, at each call of a push, a sync, a prune and a change of the passphrase.
import { afterAll, beforeAll, describe, it } from 'vitest';
import { type Ceph, cephPart, startCeph } from '../support/ceph.js';
import { realPart } from '../support/real-parts.js';
import { cephBeds } from './support/ceph-bed.js';
import { prove } from './support/promise.js';
import { operations } from './support/scene.js';
import { sweep } from './support/sweep.js';

const part = realPart(cephPart);

describe.skipIf(part === null)("Ceph's gateway that goes down", () => {
  let ceph: Ceph;
  beforeAll(async () => {
    ceph = await startCeph();
  });
  afterAll(() => {
    ceph.stop();
  });

  it.each(operations)(
    'in the middle of a $name harms no earlier backup, is told, and the next run heals',
    async (operation) => {
      const promise = `Ceph's gateway that is killed or stopped at any call of a ${operation.name} harms no backup and shows no half one; it is told, and the next run heals`;
      await prove({ part: 'ceph', promise }, (counter) =>
        sweep(cephBeds(ceph), operation, { counter, sample: 2 }),
      );
    },
    3_600_000,
  );
});
