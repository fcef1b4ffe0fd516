// Whatever meets a damaged copy of which another place has a good one names both, and what to do.
import { describe, expect, it } from 'vitest';
import { hintText } from '../../src/errors.js';
import type { Warning } from '../../src/record/warning.js';
import { stepWords } from '../../src/cli/terminal/step-words.js';
import { damage } from '../support/forgery.js';
import {
  checkFrom,
  drillOn,
  givenPassphrase,
  heldNames,
  pullFrom,
  pushFrom,
  testPc,
  testPlace,
} from '../support/household.js';
import { annasPc } from '../support/household-samples.js';

async function household() {
  const [good, damaged] = [testPlace('good'), testPlace('damaged')];
  const anna = testPc(annasPc());
  await pushFrom(anna, [damaged, good]);
  damage(damaged, heldNames(damaged)[0] ?? '');
  return { anna, good, damaged, places: [damaged, good] };
}

function hintsIn({ warnings }: { readonly warnings: readonly Warning[] }): string[] {
  return warnings
    .filter(({ code }) => code === 'backup-unusable')
    .map(({ hint }) => hintText(hint ?? '', stepWords));
}

describe('a damaged copy', () => {
  it.each([
    ['pull', ({ places }) => pullFrom(places)],
    ['push', ({ anna, places }) => pushFrom(anna, places)],
    ['check', ({ places }) => checkFrom(places)],
    ['check with the passphrase', ({ places }) => checkFrom(places, { unlock: givenPassphrase() })],
    ['drill', ({ anna, places }) => drillOn(anna, places)],
  ] as [
    string,
    (of: Awaited<ReturnType<typeof household>>) => Promise<{ warnings: readonly Warning[] }>,
  ][])('is told by a %s with the place of the good one and the sync', async (_, run) => {
    const [told = '', ...others] = hintsIn(await run(await household()));
    expect(others).toEqual([]);
    expect(told).toContain('a good copy in good');
    expect(told).toMatch(/sync --to damaged --to good$/);
  });

  it('of which there is no good one is told without that', async () => {
    const { places, good } = await household();
    damage(good, heldNames(good)[0] ?? '');
    expect(hintsIn(await checkFrom(places))).toEqual([]);
  });
});
