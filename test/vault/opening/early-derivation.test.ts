import { describe, expect, it } from 'vitest';
import { asPassphraseKey } from '../../../src/crypto/kdf.js';
import {
  givenPassphrase,
  named,
  pushFrom,
  runLog,
  testPc,
  testPlace,
  typedPassphrase,
} from '../../support/household.js';
import { annasPc } from '../../support/household-samples.js';
import { refusal } from '../../support/refusal.js';

const generated = { kind: 'generated', words: 'six new words' } as const;

describe('the derivation', () => {
  it('begins before the places have answered when the passphrase is new', async () => {
    const place = testPlace('stick');
    const order: string[] = [];
    const { target } = named(place);
    place.faults = {
      identify: async (signal) => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        order.push('answered');
        return target.identify(signal);
      },
    };
    await pushFrom(testPc(annasPc()), [place], {
      unlock: generated,
      derive: () => {
        order.push('derived');
        return Promise.resolve(asPassphraseKey(new Uint8Array(32)));
      },
    });
    expect(order.slice(0, 2)).toEqual(['derived', 'answered']);
  });

  it('begins before the places have answered when the vault is known', async () => {
    const place = testPlace('stick');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place]);
    const order: string[] = [];
    const { target } = named(place);
    place.faults = {
      identify: async (signal) => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        order.push('answered');
        return target.identify(signal);
      },
    };
    const attempt = pushFrom(pc, [place], {
      derive: () => {
        order.push('derived');
        return Promise.resolve(asPassphraseKey(new Uint8Array(32)));
      },
    });
    expect(await refusal(() => attempt)).toBe('WRONG_PASSPHRASE');
    expect(order.slice(0, 2)).toEqual(['derived', 'answered']);
  });

  it('is made once, whether it began early or not', async () => {
    const place = testPlace('stick');
    const pc = testPc(annasPc());
    for (const unlock of [generated, givenPassphrase('six new words')]) {
      const log = runLog();
      await pushFrom(pc, [place], { unlock, log });
      expect(log.derived).toHaveLength(1);
    }
  });

  it('that fails early is told of only where it is needed', async () => {
    const place = testPlace('stick', { away: true });
    const pc = testPc(annasPc());
    const known = testPlace('known');
    await pushFrom(pc, [known]);
    const attempt = pushFrom(pc, [place], {
      derive: () => Promise.reject(new Error('no memory')),
    });
    expect(await refusal(() => attempt)).toBe('UNAVAILABLE');
  });

  it('waits for a typed passphrase until a place has answered', async () => {
    const place = testPlace('stick');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place]);
    place.away = true;
    let asked = false;
    const unlock = typedPassphrase(() => {
      asked = true;
    });
    expect(await refusal(() => pushFrom(pc, [place], { unlock }))).toBe('UNAVAILABLE');
    expect(asked).toBe(false);
  });
});
