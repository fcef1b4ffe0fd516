import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Licence } from '../../src/record/schema.js';
import { adviceFor } from '../../src/report/advice.js';

const licence = (changes: Partial<Licence>): Licence => ({
  product: 'Windows 11 Pro',
  productRef: null,
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

const page = readFileSync('docs/worth.md', 'utf8');
const generic = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const noKey = { productKey: null, lastFive: null };
const office = 'Microsoft Office Professional 2010';

/** Whose it is, whether it moves, what to do: words of the sentence for each. */
const kinds: readonly (readonly [string, Partial<Licence>, readonly [string, string, string]])[] = [
  ['Retail', { channel: 'Retail' }, ['it is yours', 'may move to another PC', 'type it']],
  ['OEM:DM', { channel: 'OEM:DM' }, ["The PC's own", 'stays with this PC', 'Setup takes it']],
  [
    'OEM:DM, erased',
    { ...noKey, channel: 'OEM:DM', cautions: ['erased'] },
    ["The PC's own", 'stays with this PC', 'Setup takes it'],
  ],
  ['OEM:COA', { channel: 'OEM:COA' }, ['Sold with this PC', 'stays with this PC', 'type it']],
  ['OEM:NONSLP', { channel: 'OEM:NONSLP' }, ['on its sticker', 'stays with this PC', 'type it']],
  [
    'OEM:SLP',
    { channel: 'OEM:SLP' },
    ["The maker's", 'moves to no other PC', "the key on the PC's sticker"],
  ],
  [
    'OEM',
    { channel: 'OEM' },
    ['Sold with this PC', 'stays with this PC', 'on its sticker if that is another'],
  ],
  [
    'Volume:MAK',
    { channel: 'Volume:MAK' },
    ["An organisation's", 'not yours to move', 'ask the organisation'],
  ],
  [
    'Volume:MAK, erased',
    { ...noKey, channel: 'Volume:MAK', cautions: ['erased'] },
    ["An organisation's", 'not yours to move', 'ask the organisation'],
  ],
  [
    'Volume:GVLK',
    { channel: 'Volume:GVLK', cautions: ['generic'] },
    ["nobody's own", 'no PC elsewhere', 'the organisation has to activate'],
  ],
  [
    'Upgrade',
    { channel: 'Upgrade' },
    ['Yours', 'may move to another PC', 'keep the key of that too'],
  ],
  [
    'Retail:TB:Eval',
    { channel: 'Retail:TB:Eval' },
    ["nobody's to keep", 'moves to no other PC', 'nothing done'],
  ],
  [
    'a default key',
    { cautions: ['generic'], productKey: generic },
    ["nobody's own", 'activates no other PC', 'sign in'],
  ],
  [
    'a public key of Office',
    { product: office, cautions: ['generic'] },
    ["nobody's own", 'activates no other PC', 'look for yours'],
  ],
  [
    'an account',
    { ...noKey, channel: 'Retail', cautions: ['account'] },
    ['of a Microsoft account', 'whatever PC', 'account.microsoft.com'],
  ],
  [
    'an account of an organisation',
    { ...noKey, channel: 'Volume', cautions: ['account'] },
    ["An organisation's", 'stays with the organisation', 'installed again'],
  ],
  [
    'erased',
    { ...noKey, cautions: ['erased'] },
    ['erased', 'depends on how it was bought', 'look for it'],
  ],
  [
    'not in an export',
    { ...noKey, cautions: ['not-found'] },
    ['Only the product', 'depends on how it was bought', 'look for it'],
  ],
  [
    'partial',
    { productKey: null, cautions: ['partial'] },
    ['last five', 'depends on how it was bought', 'find the whole key'],
  ],
  [
    'Office',
    { product: office, channel: 'Retail' },
    ['yours if you bought it', 'stays with that PC, any other may move', 'asks for it'],
  ],
  [
    'a program',
    { product: 'Example Draw' },
    ['yours if you bought it', 'up to its maker', 'asks for it'],
  ],
  ['unknown', {}, ['not recorded', 'may or may not move to another PC', 'type it']],
];

describe('the worth of a licence', () => {
  it.each(kinds)(
    'is one sentence: whose it is, whether it moves, what to do: %s',
    (_, changes, words) => {
      const { worth } = adviceFor(licence(changes));
      for (const part of words) expect(worth).toContain(part);
      expect(worth.match(/[.!?](?= |$)/g)).toHaveLength(1);
      expect(worth.length).toBeLessThan(250);
    },
  );

  it.each(kinds)('stands in docs/worth.md: %s', (_, changes) => {
    expect(page).toContain(`| ${adviceFor(licence(changes)).worth} `);
  });

  it('says of a key of an older Windows that it activates no newer one', () => {
    const worth = (product: string, channel = 'Retail'): string =>
      adviceFor(licence({ product, channel })).worth;
    for (const product of ['Windows 7 Professional', 'Windows 8.1 Pro', 'Windows 8 Pro']) {
      expect(worth(product)).toContain('no longer activates Windows 10 or 11');
      expect(worth(product, 'OEM:COA')).toContain('no longer activates');
      expect(worth(product, 'OEM:SLP')).not.toContain('activates');
    }
    expect(worth('Windows XP')).toContain('does not activate Windows 10 or 11');
    expect(worth('Windows 10/11 Pro')).not.toContain('activates');
  });

  it('has steps that need the whole key only where there is one', () => {
    const text = (changes: Partial<Licence>): string =>
      adviceFor(licence(changes)).steps.join('\n');
    expect(text({ ...noKey, channel: 'Volume:MAK', cautions: ['erased'] })).not.toContain('slmgr');
    expect(text({ channel: 'Volume:MAK' })).toContain(`slmgr /ipk ${generic}`);
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
