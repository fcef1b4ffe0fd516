import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { derivePassphraseKey } from '../../src/crypto/kdf.js';
import { directoryKind } from '../../src/targets/directory/kind.js';
import type { TargetAddress } from '../../src/vault/places/target-address.js';
import { pullFrom, pushFrom, testPc } from '../support/household.js';
import { annasPc, keysOf, productKeys } from '../support/household-samples.js';
import { lowCost } from '../support/low-cost-vault.js';
import { refusal } from '../support/refusal.js';
import { eachInFolder } from '../support/temporary-folder.js';

describe('a push to real folders, with a real derivation', () => {
  let parent: string;
  eachInFolder((made) => {
    parent = made;
  });

  function folder(name: string): TargetAddress {
    const options = { path: join(parent, name) };
    const initialise = async (signal: AbortSignal): Promise<void> => {
      await directoryKind.initialise(options, signal);
    };
    return { name, initialise, folder: options.path, open: () => directoryKind.open(options) };
  }

  it('sets up both, and each alone gives the keys back', async () => {
    const derive = derivePassphraseKey;
    const pc = testPc(annasPc());
    const first = await pushFrom(pc, [], { targets: [folder('a')], derive });
    const second = await pushFrom(pc, [], { targets: [folder('a'), folder('b')], derive });
    expect(first.outcomes.map((outcome) => outcome.state)).toEqual(['verified']);
    expect(second.outcomes.map((outcome) => outcome.state)).toEqual(['unchanged', 'verified']);
    for (const name of ['a', 'b']) {
      const { opened } = await pullFrom([], { targets: [folder(name)], derive });
      expect(keysOf(opened[0]?.content.licences ?? [])).toEqual([productKeys.ownWindows]);
    }
  });

  it('refuses to seal at a cost below the least', async () => {
    const minimumCost = { ops: lowCost.ops + 1, memoryMiB: lowCost.memoryMiB };
    const attempt = pushFrom(testPc(annasPc()), [], { targets: [folder('a')], minimumCost });
    expect(await refusal(() => attempt)).toBe('COST_REFUSED');
  });
});
