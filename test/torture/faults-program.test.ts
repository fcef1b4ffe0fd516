// The n-th fault sweep on the built program: its n-th operation on a folder, counted over all its threads and
// children, fails with an error of the system or reads or writes half of what it was to.
import { describe, expect, it } from 'vitest';
import { realPart } from '../support/real-parts.js';
import { type Staged, commands, expectSurvived, filesIn, onStages } from './support/commands.js';
import { type Injection, injectorPart } from './support/injector.js';
import { isComplete, prove, sampled } from './support/promise.js';

const injector = realPart(injectorPart);
const acts = ['EIO', 'ENOSPC', 'EACCES', 'EROFS', 'ENOENT', 'short'] as const;

type Try = Pick<Injection, 'act' | 'at' | 'lasts'>;

async function triesOn(on: Staged): Promise<readonly Try[]> {
  on.reset();
  const { count } = await on.run({ roots: [on.stage.bed], at: 0, act: 'EIO' });
  expect(count).toBeGreaterThan(10);
  const steps = Array.from({ length: count }, (_, i) => i + 1);
  const all = acts.flatMap((act) =>
    (['once', 'for-good'] as const).flatMap((lasts) =>
      steps.map((at): Try => ({ act, at, lasts })),
    ),
  );
  return sampled(all, 1);
}

/** 0 where all went well in the bed, 3 where not, 4 where that kept the other from getting anything. */
function expectStatus(status: number | null, stdout: string): void {
  const { targets } = JSON.parse(stdout) as { targets: { error: object | null }[] };
  const isGood = targets.every(({ error }) => error === null);
  expect(isGood ? [0] : [3, 4], stdout).toContain(status);
}

/** A change of the passphrase derives at the full cost each time: in the suite the kill sweep tries it. */
const swept = commands.filter(({ nextPassphrase }) => isComplete || nextPassphrase === undefined);

describe.skipIf(injector === null).each(swept)('a $name whose file operation fails', (command) => {
  it('harms no earlier backup, shows no half one, tells it, and run again it finishes', async () => {
    const promise = `a ${command.name} of the built program whose n-th file operation on a folder fails or does half harms no backup, ends with the right status, and run again it finishes`;
    await prove({ part: 'faults', promise }, (counter) =>
      onStages(command, triesOn, async (on, { act, at, lasts = 'once' }) => {
        const before = filesIn(on.stage.bed);
        await counter.attempt(`${command.name}, ${act} at ${at}, ${lasts}`, async () => {
          const run = await on.run({ roots: [on.stage.bed], at, act, lasts });
          expectStatus(run.status, run.stdout);
          await expectSurvived(on, before);
        });
      }),
    );
  }, 7_200_000);
});
