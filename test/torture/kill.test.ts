// The kill sweep: the built program is ended at each of its operations on a place, and on its own state.
import { describe, expect, it } from 'vitest';
import { realPart } from '../support/real-parts.js';
import { type Staged, commands, expectSurvived, filesIn, onStages } from './support/commands.js';
import { injectorPart } from './support/injector.js';
import { isComplete, prove, sampled } from './support/promise.js';

const injector = realPart(injectorPart);

interface Step {
  readonly where: 'place' | 'state';
  readonly at: number;
}

function rootsOf({ stage: { bed, user } }: Staged, where: Step['where']): string[] {
  return [where === 'place' ? bed : user.home];
}

/** How many operations there are, by a run in which nothing goes wrong. */
async function stepsOf(on: Staged): Promise<readonly Step[]> {
  const steps: Step[] = [];
  for (const where of isComplete ? (['place', 'state'] as const) : (['place'] as const)) {
    on.reset();
    const { count, status, stderr } = await on.run({
      roots: rootsOf(on, where),
      at: 0,
      act: 'kill',
    });
    expect(status, stderr).toBe(0);
    expect(count).toBeGreaterThan(2);
    const all = Array.from({ length: count }, (_, i): Step => ({ where, at: i + 1 }));
    // The later half are those that write.
    const chosen = isComplete ? all : all.slice(Math.floor(count / 2));
    steps.push(...sampled(chosen.slice(0, -1), 1));
  }
  return steps;
}

describe.skipIf(injector === null).each(commands)('a $name that is killed', (command) => {
  it('at any operation leaves every backup whole, and run again it finishes', async () => {
    const promise = `a ${command.name} killed at any operation of its folder or its state leaves every backup whole; run again it finishes`;
    await prove({ part: 'kill', promise }, (counter) =>
      onStages(command, stepsOf, async (on, { where, at }) => {
        const before = filesIn(on.stage.bed);
        await counter.attempt(`${command.name}, ${where} ${at}`, async () => {
          const { status, hit } = await on.run({ roots: rootsOf(on, where), at, act: 'kill' });
          // Another order of threads may have fewer operations.
          if (hit !== null) expect(status).toBe(137);
          await expectSurvived(on, before);
        });
      }),
    );
  }, 7_200_000);
});
