// Whatever becomes of an operation, it lets go of the targets that it opened.
import { describe, expect, it } from 'vitest';
import { makeRecoveryCode } from '../../src/crypto/recovery-code.js';
import type { TargetAddress } from '../../src/vault/places/target-address.js';
import { createRecoveryCode } from '../../src/vault/recovery.js';
import {
  givenCode,
  givenPassphrase,
  listFrom,
  named,
  pullFrom,
  pushFrom,
  runOn,
  testPc,
  testPlace,
} from '../support/household.js';
import { annasPc } from '../support/household-samples.js';

/** The place, and how many of its targets are open now and were opened in all. */
function watched(name: string) {
  const open = { now: 0, ever: 0 };
  const place = testPlace(name);
  const address: TargetAddress = {
    ...named(place),
    open: () => {
      const { target } = named(place);
      open.now += 1;
      open.ever += 1;
      const close = (): Promise<void> => {
        open.now -= 1;
        return Promise.resolve();
      };
      return { ...target, close };
    },
  };
  return { open, place, targets: [address] };
}

describe('the targets of an operation', () => {
  it('are closed when it has ended well', async () => {
    const { open, targets } = watched('stick');
    const pc = testPc(annasPc());
    await pushFrom(pc, [], { targets });
    await pullFrom([], { targets });
    await listFrom([], { targets });
    await createRecoveryCode(runOn(pc, [], { targets }), { unlock: givenPassphrase() });
    expect(open).toEqual({ now: 0, ever: 4 });
  });

  it('are closed when it has failed', async () => {
    const { open, targets } = watched('stick');
    const wrong = givenCode(await makeRecoveryCode());
    const pc = testPc(annasPc());
    const failures = [
      pushFrom(testPc(annasPc([])), [], { targets }),
      pushFrom(pc, [], { targets, unlock: wrong }),
      pullFrom([], { targets }),
      createRecoveryCode(runOn(pc, [], { targets }), { unlock: givenPassphrase() }),
    ];
    const ends = await Promise.allSettled(failures);
    expect(ends.map(({ status }) => status)).toEqual(failures.map(() => 'rejected'));
    expect(open).toEqual({ now: 0, ever: failures.length });
  });
});
