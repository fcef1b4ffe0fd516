import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Licence, Snapshot } from '../../src/record/schema.js';
import { verdictOf } from '../../src/report/verdict.js';
import { backedUpWords, countWords, verdictLines } from '../../src/report/verdict-words.js';
import { type WindowsReturn, windowsReturns } from '../../src/report/windows-return.js';
import { productKeys } from '../support/household-samples.js';
import {
  type Changes,
  activationOf,
  homeInFirmware,
  licenceOf,
  pcOf,
  samples,
} from '../support/licences-of-kinds.js';

const defaultKey = licenceOf({ cautions: ['generic'] });
const erased = licenceOf({ productKey: null, lastFive: null, cautions: ['erased'] });
const home = licenceOf(homeInFirmware);
const retail = (product: string): Licence => licenceOf({ product, channel: 'Retail' });
const office: Changes = { product: 'Microsoft Office Home & Business 2021', cautions: ['partial'] };
const partialOffice = licenceOf({ ...office, productKey: null, lastFive: 'ABCDE' });
const typed = [{ collector: 'typed', location: 'typed', foundAt: '2026-01-01T00:00:00Z' }];
const licensed = { activation: activationOf('licensed', 'Retail') };
const refused = { activation: activationOf('notification', 'Retail') };
const asPro = { edition: 'Professional' };

const returns: readonly (readonly [WindowsReturn, string, Snapshot])[] = [
  ['comes-back', 'a default key, activated', pcOf('Windows 11 Pro', [defaultKey], licensed)],
  ['comes-back', 'a default key on a disk', pcOf('Windows 10 Home', [defaultKey])],
  ['not-activated', 'a default key, refused', pcOf('Windows 11 Pro', [defaultKey], refused)],
  ['comes-back', 'no key, but activated', pcOf('Windows 11 Pro', [], licensed)],
  ['comes-back', 'an erased key, but activated', pcOf('Windows 11 Pro', [erased], licensed)],
  ['needs-key', 'no key, and not activated', pcOf('Windows 11 Pro', [], refused)],
  ['unknown', 'no key on a disk', pcOf('Windows 11 Pro', [])],
  ['comes-back', 'a key in the firmware', pcOf('Windows 11 Home', [home], { edition: 'Core' })],
  ['comes-back', 'a firmware alone', pcOf('Windows (edition unknown)', [home])],
  [
    'comes-back',
    'Pro beside Home in the firmware',
    pcOf('Windows 11 Pro', [defaultKey, home], asPro),
  ],
  ['unknown', 'Home in the firmware of a Pro', pcOf('Windows 11 Pro', [home], asPro)],
  ['needs-key', 'a firmware that 7 does not read', pcOf('Windows 7 Professional', [home])],
  ['own-key', 'a bought key', pcOf('Windows 11 Pro', [retail('Windows 11 Pro')])],
  [
    'own-key',
    'the sticker of a 7',
    pcOf('Windows 7 Professional', [retail('Windows 7 Professional')]),
  ],
  [
    'own-key',
    'a sticker that was typed beside an erased key',
    pcOf('Windows 7 Professional', [
      { ...erased, product: 'Windows 7 Professional' },
      licenceOf({ product: 'Windows 7 Professional', channel: 'OEM:COA', places: typed }),
    ]),
  ],
  ['needs-key', 'a typed key of another Windows', pcOf('Windows XP', [retail('Windows 11 Pro')])],
  [
    'needs-key',
    "the maker's key of a 7",
    pcOf('Windows 7 Professional', [
      licenceOf({ product: 'Windows 7 Professional', channel: 'OEM:SLP' }),
    ]),
  ],
  ['needs-key', 'no key of an XP', pcOf('Windows XP', [])],
  ['needs-key', 'no digital licence on 8.1', pcOf('Windows 8.1 Pro', [defaultKey])],
  [
    'needs-key',
    'no digital licence on a server',
    pcOf('Windows Server 2022 Standard', [], licensed),
  ],
  [
    'organisation',
    'a KMS client',
    pcOf('Windows 11 Pro', [licenceOf({ channel: 'Volume:GVLK', cautions: ['generic'] })]),
  ],
  ['organisation', 'an erased MAK', pcOf('Windows 11 Pro', [{ ...erased, channel: 'Volume:MAK' }])],
  [
    'organisation',
    'Windows says so',
    pcOf('Windows 11 Pro', [erased], { activation: activationOf('licensed', 'Volume:MAK') }),
  ],
  [
    'trial',
    'an edition that is one',
    pcOf('Windows Server 2022 Standard', [], { edition: 'ServerStandardEval' }),
  ],
  [
    'trial',
    'a key that is one',
    pcOf('Windows 11 Pro', [licenceOf({ channel: 'Retail:TB:Eval' })]),
  ],
  ['none', 'keys alone', pcOf('Windows (edition unknown)', [partialOffice])],
  ['none', 'nothing', pcOf('Windows (edition unknown)', [])],
];

describe('a text alone', () => {
  const ofText = {
    places: [{ collector: 'text-file', location: 'a.txt', foundAt: '2026-01-01T00:00:00Z' }],
  };
  const gvlk: Changes = { ...ofText, channel: 'Volume:GVLK', cautions: ['generic'] };
  const end: Changes = {
    ...ofText,
    productKey: null,
    lastFive: '3V66T',
    cautions: ['partial', 'generic'],
  };
  const failed = { ...licenceOf().checks, typo: 'failed' } as const;

  it.each<[name: string, string, Changes, Partial<ReturnType<typeof verdictOf>>]>([
    ['a public volume key', 'Windows 10 Pro', gvlk, { windows: 'organisation', shared: 1 }],
    ['the end of a default key', 'Windows Pro', end, { windows: 'unknown', shared: 1, toFind: 0 }],
    [
      'a key whose check fails',
      'Windows 10 Pro',
      { ...ofText, checks: failed },
      { own: 0, toFind: 1 },
    ],
  ])('with %s', (_, product, changes, expected) => {
    expect(verdictOf(pcOf(product, [licenceOf(changes)]))).toMatchObject(expected);
  });
});

describe('whether Windows comes back', () => {
  it.each(returns)('%s: %s', (wanted, _, pc) => {
    expect(verdictOf(pc).windows).toBe(wanted);
  });

  it('has an example of each answer', () => {
    expect([...new Set(returns.map(([wanted]) => wanted))].sort()).toEqual(
      [...windowsReturns].sort(),
    );
  });

  it('does not rest on a licence that was only carried on from an earlier backup', () => {
    const gone = { ...defaultKey, lastSeen: '2026-01-01T00:00:00Z' };
    expect(verdictOf(pcOf('Windows 11 Pro', [gone], refused)).windows).toBe('needs-key');
  });
});

describe('the verdict in words', () => {
  it('tells Windows first, then what is the owner’s, then what is to be looked up', () => {
    const own = retail('Windows 7 Professional');
    const keys = [
      defaultKey,
      { ...own, cautions: ['not-installed'] },
      licenceOf({ product: 'Example Draw' }),
    ];
    expect(verdictLines([pcOf('Windows 11 Pro', [...keys, partialOffice])])).toEqual([
      "Your Windows comes back by itself on the same hardware: install the same edition, go online; 2 keys are yours to keep; 1 must be looked up; 1 default key is nobody's own.",
    ]);
  });

  it('warns of the edition that Setup takes from the firmware', () => {
    const [line] = verdictLines([pcOf('Windows 11 Pro', [defaultKey, home], asPro)]);
    expect(line).toContain('on the same hardware, but Setup installs Windows 10/11 Home first');
    expect(line).not.toContain('install the same edition');
  });

  it('is one for each of several PCs, by name', () => {
    const anna = pcOf('Windows 11 Pro', [defaultKey]);
    const named = { ...anna, machine: { ...anna.machine, name: 'ANNA-PC' } };
    const lines = verdictLines([named, pcOf('Windows XP', [])]);
    expect(lines.map((line) => line.split(': ', 1)[0])).toEqual(['ANNA-PC', 'Windows XP']);
  });

  it('says it where there is nothing', () => {
    expect(verdictLines([pcOf('Windows (edition unknown)', [])])).toEqual([
      'No product key was found.',
    ]);
  });
});

describe('what is said to be backed up', () => {
  const words = (...licences: Licence[]): string =>
    backedUpWords([verdictOf(pcOf('Windows 11 Pro', licences))], 1).join('\n');

  it('is the owner’s keys alone', () => {
    expect(words(retail('Windows 11 Pro'), licenceOf({ product: 'Example Draw' }))).toBe(
      '2 keys of yours are backed up in 1 place.',
    );
    expect(words(defaultKey, licenceOf({ product: 'Example Draw' }))).toBe(
      "1 key of yours is backed up in 1 place.\n1 default key is nobody's own: kept, too, but no key to rely on.",
    );
  });

  it('is no key where none is the owner’s, and what is missing is said', () => {
    expect(words(defaultKey)).toMatch(/^No key of yours was there to back up/);
    expect(words(defaultKey, partialOffice)).toContain(
      'NOT backed up: the whole key of 1 product. Look it up before you wipe the disk.',
    );
  });

  it('never counts a key as the owner’s that is the same on many PCs, or not whole', () => {
    const own = ['firmware', 'sticker', 'oem', 'upgrade', 'retail', 'office', 'serial', 'unknown'];
    fc.assert(
      fc.property(fc.subarray([...samples]), (chosen) => {
        const licences = chosen.map(([, , changes]) => licenceOf(changes));
        const { own: count } = verdictOf(pcOf('Windows 11 Pro', licences));
        const whole = chosen.filter(
          ([kind], i) => own.includes(kind) && licences[i]?.productKey !== null,
        );
        expect(count).toBe(whole.length);
      }),
    );
  });

  it.each(samples)('counts each licence once, or not at all: %s, %s', (kind, _, changes) => {
    const licence = licenceOf(changes);
    const counts = verdictOf(pcOf('Windows 7 Professional', [licence]));
    const { own, organisation, shared, account, toFind } = counts;
    expect(own + organisation + shared + account + toFind).toBeLessThanOrEqual(1);
    const isShared = [
      ...['kms-client', 'default-key', 'leftover-key', 'public-key', 'evaluation', 'makers-key'],
    ].includes(kind);
    expect(shared).toBe(isShared ? 1 : 0);
  });

  it('is told of a backup in few words', () => {
    const keys = [defaultKey, retail('Windows 7 Professional'), partialOffice];
    expect(countWords(verdictOf(pcOf('Windows 11 Pro', keys)))).toBe(
      '1 key of yours, 1 default key, 1 to look up',
    );
    const volume = licenceOf({ channel: 'Volume:MAK', productKey: productKeys.other });
    expect(countWords(verdictOf(pcOf('Windows 11 Pro', [volume])))).toBe(
      '0 keys of yours, 1 of an organisation',
    );
  });
});
