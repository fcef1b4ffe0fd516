// A typed passphrase has three tries; one from a file has one.
import { describe, expect, it } from 'vitest';
import { passphraseBytes } from '../../../src/crypto/passphrase.js';
import type { OwnPassphrase } from '../../../src/vault/opening/unlock-with.js';
import {
  heldNames,
  listFrom,
  pullFrom,
  pushFrom,
  reinstalled,
  runLog,
  testPc,
  testPlace,
} from '../../support/household.js';
import { annasPc, genericLicence } from '../../support/household-samples.js';
import { refusal } from '../../support/refusal.js';

/** A person who types these one after the other; what was said of them is in `refused`. */
function typing(...texts: string[]): { unlock: OwnPassphrase; refused: number[]; left: string[] } {
  const [refused, left] = [[] as number[], [...texts]];
  const unlock: OwnPassphrase = {
    kind: 'passphrase',
    isTyped: true,
    ask: () => Promise.resolve(passphraseBytes(left.shift() ?? 'nothing more')),
    refused: (triesLeft) => {
      refused.push(triesLeft);
      return Promise.resolve();
    },
  };
  return { unlock, refused, left };
}

async function pushed(): Promise<{
  pc: ReturnType<typeof testPc>;
  place: ReturnType<typeof testPlace>;
}> {
  const [pc, place] = [testPc(annasPc()), testPlace('stick')];
  await pushFrom(pc, [place]);
  return { pc, place };
}

describe('a typed passphrase', () => {
  it.each([pullFrom, listFrom])('of %o that is right at the third try opens', async (read) => {
    const { place } = await pushed();
    const { unlock, refused } = typing('tset', 'tes', 'test');
    expect((await read([place], { unlock })).opened).toHaveLength(1);
    expect(refused).toEqual([2, 1]);
  });

  it('that is wrong three times is not asked for a fourth time', async () => {
    const { place } = await pushed();
    const { unlock, refused, left } = typing('a', 'b', 'c', 'test');
    expect(await refusal(() => pullFrom([place], { unlock }))).toBe('WRONG_PASSPHRASE');
    expect([refused, left]).toEqual([[2, 1, 0], ['test']]);
  });

  it('has its tries for a push too, on a PC that knows the vault and on one that does not', async () => {
    const { pc, place } = await pushed();
    for (const one of [pc, reinstalled(pc, [genericLicence])]) {
      const { unlock, refused } = typing('tset', 'test');
      const whichPc = (): Promise<null> => Promise.resolve(null);
      await pushFrom(one, [place], { unlock, whichPc, force: true });
      expect(refused).toEqual([2]);
    }
    expect(heldNames(place)).toHaveLength(3);
  });

  it('that is wrong leaves nothing that a later try could meet: each derives anew', async () => {
    const { place } = await pushed();
    const log = runLog();
    const { unlock } = typing('tset', 'test');
    await pullFrom([place], { unlock, log });
    expect(log.derived).toHaveLength(2);
    expect(new Set(log.derived).size).toBe(1);
    expect(log.warnings).toEqual([]);
  });
});
