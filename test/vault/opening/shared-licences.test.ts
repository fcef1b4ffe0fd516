// Backups of one PC say mostly the same: in memory that is there once, and it is weighed once.
import { describe, expect, it } from 'vitest';
import { parseSealedRecord } from '../../../src/crypto/inspect.js';
import { isOpened, openOnce } from '../../../src/vault/opening/opener.js';
import { heldKeys } from '../../../src/vault/opening/passphrase-keys.js';
import {
  type ShareLicences,
  sharedLicences,
  unshared,
} from '../../../src/vault/opening/shared-licences.js';
import type { Holding, ReachedTarget } from '../../../src/vault/places/reach.js';
import { lowCostVault } from '../../support/low-cost-vault.js';
import { sixKeyContent } from '../../support/sample-content.js';
import { never } from '../../support/signal.js';

describe('licences of several backups', () => {
  it('that are word for word the same are one object, and all others stay as they are', () => {
    const share = sharedLicences();
    const copy = structuredClone(sixKeyContent);
    const first = share(sixKeyContent);
    const second = share({ ...copy, sequence: 9 });
    expect([first.shared, second.shared]).toEqual([0, 1]);
    expect(second.content).toEqual({ ...sixKeyContent, sequence: 9 });
    second.content.licences.forEach((licence, i) => {
      expect(licence).toBe(first.content.licences[i]);
    });
    const [one, ...rest] = structuredClone(sixKeyContent).licences;
    if (one === undefined) throw new Error('there are licences');
    const changed = share({ ...copy, licences: [{ ...one, product: 'Other' }, ...rest] });
    expect(changed.shared).toBeGreaterThan(0.5);
    expect(changed.shared).toBeLessThan(1);
    expect(changed.content.licences[0]).toEqual({ ...one, product: 'Other' });
    expect(share({ ...copy, licences: [] }).shared).toBe(0);
  });

  it('are weighed once, so that many backups of one PC keep within the budget', async () => {
    const vault = await lowCostVault({ recovery: false });
    const keys = heldKeys('wrong');
    keys.add(vault.card, vault.passphraseKey);
    const weighed = async (share: ShareLicences): Promise<number> => {
      let sum = 0;
      const budget = { earn: () => undefined, spend: (_: string, n: number) => (sum += n) };
      const giver = { named: { budget }, status: {} } as unknown as ReachedTarget;
      for (let sequence = 1; sequence <= 6; sequence += 1) {
        const { name, record } = await vault.seal({ ...sixKeyContent, sequence });
        const parsed = { ...(await parseSealedRecord(record)), name };
        const holding: Holding = { name, tag: sixKeyContent.machine.tag, holders: [giver] };
        const opened = await openOnce({ holding, parsed, giver }, { keys, signal: never, share });
        expect(isOpened(opened)).toBe(true);
        sum -= record.length;
      }
      return sum;
    };
    const [alone, together] = [await weighed(unshared), await weighed(sharedLicences())];
    expect(together).toBeLessThan(alone / 5);
    expect(together).toBeGreaterThan(0);
  });
});
