import { describe, expect, it } from 'vitest';
import type { Licence } from '../../src/record/schema.js';
import { adviceFor } from '../../src/restore/advice.js';

const licence = (changes: Partial<Licence>): Licence => ({
  product: 'Windows 11 Pro',
  edition: 'Professional',
  channel: null,
  productKey: 'VK7JG-NPHTM-C97JM-9MPGT-3V66T',
  lastFive: '3V66T',
  partNumber: null,
  productId: null,
  places: [],
  checks: {
    typo: 'passed',
    integrity: 'passed',
    group: 'passed',
    productId: 'passed',
    lastFive: 'passed',
  },
  cautions: [],
  note: null,
  seller: null,
  orderNumber: null,
  purchasedOn: null,
  lastSeen: null,
  ...changes,
});

const text = (changes: Partial<Licence>): string => {
  const { worth, steps } = adviceFor(licence(changes));
  return [worth, ...steps].join('\n');
};

describe('the worth of a licence', () => {
  it.each([
    ['Retail', 'may move to another PC'],
    ['OEM:DM', 'in its firmware and stays with this PC'],
    ['OEM:COA', 'the key on its sticker'],
    ['OEM:NONSLP', 'the key on its sticker'],
    ['OEM:SLP', "The maker's shared key"],
    ['OEM', 'if its sticker has another key, that one is yours'],
    ['Volume:MAK', 'activations are counted'],
    ['Volume:GVLK', 'not a licence of yours'],
    ['Upgrade', 'only together with the earlier Windows'],
    ['Retail:TB:Eval', 'not a licence to keep'],
    [null, 'may or may not move'],
  ])('sold as %s is one sentence: %s', (channel, words) => {
    const { worth } = adviceFor(licence({ channel }));
    expect(worth).toContain(words);
    expect(worth.match(/[.!?](?: |$)/g)).toHaveLength(1);
  });

  it.each([
    [['account'], 'Retail', 'goes where the account goes'],
    [['account'], 'Volume', "An organisation's licence"],
    [['erased'], null, 'was erased'],
    [['partial'], null, 'last five characters'],
    [['generic'], 'Retail', 'same on every PC'],
  ])('with the caution %j says so first', (cautions, channel, words) => {
    const productKey = cautions.includes('generic') ? 'VK7JG-NPHTM-C97JM-9MPGT-3V66T' : null;
    expect(adviceFor(licence({ cautions, channel, productKey })).worth).toContain(words);
  });
});

describe('what to do with the key of an older Windows', () => {
  it('of 7 and 8 tells that it activates no 10 or 11 any more', () => {
    for (const product of ['Windows 7 Professional', 'Windows 8.1 Pro', 'Windows 8 Pro']) {
      expect(text({ product, channel: 'Retail' })).toContain('September 2023');
      expect(text({ product, channel: 'OEM:COA' })).toContain('September 2023');
    }
    expect(text({ channel: 'Retail' })).not.toContain('September 2023');
  });

  it('of XP and Vista claims no more than that it never did, and XP has no slmgr', () => {
    const xp = text({ product: 'Windows XP', channel: 'OEM' });
    expect(xp).toContain('does not activate Windows 10 or 11');
    expect(xp).not.toMatch(/slmgr|2023|changepk/);
    const vista = text({ product: 'Windows Vista Business', channel: 'Retail' });
    expect(vista).toContain('slmgr /ipk');
    expect(vista).not.toContain('2023');
  });
});
