import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Advice, adviceFor } from '../../src/report/advice.js';
import { type LicenceKind, licenceKind, licenceKinds } from '../../src/report/licence-kind.js';
import { productKeys } from '../support/household-samples.js';
import { type Changes, licenceOf, pcOfSample, samples } from '../support/licences-of-kinds.js';

const page = readFileSync('docs/worth.md', 'utf8');
const generic = productKeys.genericPro;

const adviceOf = (changes: Changes, { reveal = false } = {}): Advice => {
  const licence = licenceOf(changes);
  return adviceFor(licence, pcOfSample(licence), { reveal });
};
const text = (changes: Changes): string => {
  const { worth, steps } = adviceOf(changes);
  return [worth, ...steps].join('\n');
};

/** Whose it is, whether it moves, what to do: words of the sentence for each. */
const sentences: Readonly<Record<LicenceKind, readonly [string, string, string]>> = {
  retail: ['it is yours', 'may move to another PC', 'type it'],
  firmware: ["The PC's own", 'stays with this PC', 'Setup takes it'],
  sticker: ['on its sticker', 'stays with this PC', 'type it'],
  'makers-key': ["The maker's", 'moves to no other PC', "the key on the PC's sticker"],
  oem: ['Sold with this PC', 'stays with this PC', 'on its sticker if that is another'],
  volume: ["An organisation's", 'not yours to move', 'ask the organisation'],
  'kms-client': ["nobody's own", 'no PC elsewhere', 'the organisation has to activate'],
  upgrade: ['Yours', 'may move to another PC', 'keep the key of that too'],
  evaluation: ["nobody's to keep", 'moves to no other PC', 'nothing done'],
  'default-key': ["nobody's own", 'activates no other PC', 'comes back by itself'],
  'leftover-key': ["nobody's own", 'activates no PC', 'needs nothing done'],
  'public-key': ["nobody's own", 'activates no other PC', 'look for yours'],
  account: ['of a Microsoft account', 'whatever PC', 'account.microsoft.com'],
  'account-of-organisation': [
    "An organisation's",
    'stays with the organisation',
    'installed again',
  ],
  erased: ['erased', 'depends on how it was bought', 'look for it'],
  'not-found': ['Only the product', 'depends on how it was bought', 'look for it'],
  misread: ['mistyped or misread', 'depends on how it was bought', 'read it again'],
  partial: ['last five', 'depends on how it was bought', 'find the whole key'],
  'office-partial': ['last five', 'any other may move', 'comes back with the account'],
  office: ['yours if you bought it', 'stays with that PC, any other may move', 'asks for it'],
  serial: ['yours if you bought it', 'up to its maker', 'asks for it'],
  unknown: ['not recorded', 'may or may not move to another PC', 'type it'],
};

describe('the kinds of licences', () => {
  it.each(samples)('%s: %s', (kind, _, changes) => {
    const licence = licenceOf(changes);
    expect(licenceKind(licence, pcOfSample(licence).os)).toBe(kind);
  });

  it('have a sample each', () => {
    expect([...new Set(samples.map(([kind]) => kind))].sort()).toEqual([...licenceKinds].sort());
  });
});

describe('the worth of a licence', () => {
  it.each(samples)(
    'is one sentence: whose it is, whether it moves, what to do: %s, %s',
    (kind, _, changes) => {
      const { worth } = adviceOf(changes);
      for (const part of sentences[kind]) expect(worth).toContain(part);
      expect(worth.match(/[.!?](?= |$)/g)).toHaveLength(1);
      expect(worth.length).toBeLessThan(250);
    },
  );

  it.each(samples)('stands in docs/worth.md: %s, %s', (_kind, _, changes) => {
    expect(page).toContain(`| ${adviceOf(changes).worth} `);
  });

  it('says of a key of an older Windows that it activates no newer one', () => {
    const worth = (product: string, channel = 'Retail'): string =>
      adviceOf({ product, channel }).worth;
    for (const product of ['Windows 7 Professional', 'Windows 8.1 Pro', 'Windows 8 Pro']) {
      expect(worth(product)).toContain('no longer activates Windows 10 or 11');
      expect(worth(product, 'OEM:COA')).toContain('no longer activates');
      expect(worth(product, 'OEM:SLP')).not.toContain('activates');
    }
    expect(worth('Windows XP')).toContain('does not activate Windows 10 or 11');
    expect(worth('Windows 10/11 Pro')).not.toContain('activates');
  });
});

describe('the steps with a licence', () => {
  /** Of these there is nothing to do. */
  const without: readonly LicenceKind[] = ['leftover-key'];

  it.each(samples)('are there, and stand in docs/worth.md: %s, %s', (kind, _, changes) => {
    const { steps } = adviceOf(changes);
    expect(steps.length === 0).toBe(without.includes(kind));
    const shown = steps.map((step) =>
      step.replace(/(?:\*{5}-){4}3V66T/, 'KEY').replace('|', '\\|'),
    );
    expect(page).toContain(`| ${shown.join('<br>')} `);
  });

  it('hold the whole key only where it is revealed, and there is one', () => {
    expect(adviceOf({ channel: 'Retail' }).steps.join()).not.toContain(generic);
    expect(adviceOf({ channel: 'Retail' }, { reveal: true }).steps.join()).toContain(
      `slmgr /ipk ${generic}`,
    );
    const erased = { productKey: null, lastFive: null, cautions: ['erased'] };
    const steps = adviceOf({ ...erased, channel: 'Volume:MAK' }, { reveal: true }).steps;
    expect(steps.join()).not.toContain('slmgr');
  });

  it.each(samples)(
    'are short sentences that a narrow screen can hold: %s, %s',
    (_kind, _, changes) => {
      for (const step of adviceOf(changes).steps) {
        expect(step).toMatch(/[.)]$|slmgr \/ato$|ospp\.vbs \/act$|3V66T$/);
        for (const sentence of step.split(/(?<=\.) /)) expect(sentence.length).toBeLessThan(125);
      }
    },
  );

  it.each([
    ['a key in an e-mail of an order', { channel: null }],
    ['one that was bought', { channel: 'Retail' }],
    ['one from a sticker', { channel: 'OEM:COA' }],
  ])('claim neither Windows nor Office where nobody said which: %s', (_, changes) => {
    const product = 'Windows or Office (not said which)';
    const told = text({ ...changes, product, productRef: null, edition: null, family: null });
    expect(told).not.toContain('A key of Office');
    expect(told).not.toContain('not said which');
    expect(told).toContain('Type it when Setup of Windows asks for it, or Office');
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
