// After places were written the page of a kit in them is brought up to date; whatever goes wrong with it, what was
// stored is stored.
import { describe, expect, it } from 'vitest';
import { VaultError } from '../../src/errors.js';
import type { StoredPlace } from '../../src/vault/run.js';
import { withoutWriting } from '../../src/vault/dry-run.js';
import { type TestPlace, pushFrom, runOn, testPc, testPlace } from '../support/household.js';
import { annasPc } from '../support/household-samples.js';
import { forgetFrom, syncFrom } from '../support/upkeep.js';

/** A place that is a folder. */
function folderPlace(name: string): TestPlace {
  const traits = { durability: 'detachable', maxRecordBytes: 1024 * 1024, space: 'ample' } as const;
  const whereabouts = {
    ...{ realPath: `/${name}`, file: name, isFolder: true, disks: [name], isOnSystem: false },
  };
  const identify = () => Promise.resolve({ placeId: name, traits, whereabouts });
  return testPlace(name, { folder: `/moved-from/${name}`, faults: { identify } });
}

async function namesIn({ records }: StoredPlace, signal: AbortSignal): Promise<number> {
  let count = 0;
  for await (const _ of records.list(signal)) count += 1;
  return count;
}

describe('the page of a kit', () => {
  it('is brought up to date after each change, where the folder is now, once it is stored', async () => {
    const told: unknown[] = [];
    const renewKit = async (
      place: StoredPlace,
      { signal }: { readonly signal: AbortSignal },
    ): Promise<void> => {
      told.push([place.folder, await namesIn(place, signal)]);
    };
    const [pc, stick, bucket] = [testPc(annasPc()), folderPlace('stick'), testPlace('bucket')];
    await pushFrom(pc, [stick, bucket], { renewKit });
    await pushFrom(pc, [bucket], { renewKit, force: true });
    await syncFrom(pc, [stick, bucket], { renewKit });
    await forgetFrom(pc, [stick, bucket], { renewKit, machine: annasPc().machine.name ?? '' });
    expect(told).toEqual([
      ['/stick', 1],
      ['/stick', 2],
      ['/stick', 0],
    ]);
  });

  it.each([
    new VaultError('NOT_WRITTEN', 'a pulled stick'),
    Object.assign(new Error('EIO'), { code: 'EIO' }),
  ])('that fails is a warning of a push that went well: %s', async (error) => {
    const pc = testPc(annasPc());
    const result = await pushFrom(pc, [folderPlace('stick')], {
      renewKit: () => Promise.reject(error),
    });
    expect(result.outcomes.map(({ state }) => state)).toEqual(['verified']);
    expect(result.warnings.map(({ code, location }) => [code, location])).toEqual([
      ['kit-not-renewed', 'stick'],
    ]);
  });

  it('is left alone where the place did not answer, and by a dry run', async () => {
    const fail = (): Promise<void> => Promise.reject(new Error('asked'));
    const [pc, stick, bucket] = [testPc(annasPc()), folderPlace('stick'), testPlace('bucket')];
    await pushFrom(pc, [stick, bucket]);
    stick.away = true;
    await pushFrom(pc, [stick, bucket], { renewKit: fail, force: true });
    const dry = withoutWriting(runOn(testPc(annasPc()), [], { renewKit: fail }));
    expect(dry.effects.renewKit).toBeUndefined();
  });
});
