// Everything that the tool says of a PC and its licences has a German text.
import { describe, expect, it } from 'vitest';
import { cautions, channels, checks } from '../../src/record/vocabulary.js';
import { errorTable } from '../../src/errors.js';
import { adviceFor, windowsSteps } from '../../src/report/advice.js';
import { licenceKinds } from '../../src/report/licence-kind.js';
import { certainty, remarkList } from '../../src/report/licence-words.js';
import { verdictOf } from '../../src/report/verdict.js';
import { verdictParts } from '../../src/report/verdict-words.js';
import { windowsReturns } from '../../src/report/windows-return.js';
import type { Snapshot } from '../../src/record/schema.js';
import { failureWords } from '../../src/page/words/failure-words.js';
import { germanPage } from '../../src/page/words/german-page.js';
import { germanSentences, inGerman, languageFor, speechOf } from '../../src/page/words/speech.js';
import { filled, translator } from '../../src/page/words/translate.js';
import { typedLicence } from '../../src/windows/typed-licence.js';
import { productKeys } from '../support/household-samples.js';
import {
  activationOf,
  homeInFirmware,
  licenceOf,
  pcOf,
  samples,
} from '../support/licences-of-kinds.js';

const windows = [
  ...['Windows 2000 Professional', 'Windows XP Professional', 'Windows Vista Business'],
  ...['Windows 7 Professional', 'Windows 8.1 Pro', 'Windows 10 Pro', 'Windows 11 Pro'],
  ...['Windows Server 2022 Standard', 'Windows Server 2008 Datacenter', 'unknown'],
];
const activations = [null, activationOf('licensed'), activationOf('notification')];
const withFirmware = [[], [licenceOf(homeInFirmware)]] as const;

const ofOrganisation: (typeof samples)[number] = [
  'volume',
  'an Office of an organisation',
  { product: 'Microsoft Office Professional Plus 2016', channel: 'Volume:MAK' },
];

/** Each sample alone and beside a key in the firmware, named as it is and as the Windows, on each Windows. */
function pcs(): Snapshot[] {
  return [...samples, ofOrganisation].flatMap(([, , changes]) =>
    windows.flatMap((name) =>
      [{}, changes.product === undefined ? { product: name, edition: null } : {}].flatMap((more) =>
        activations.flatMap((activation) =>
          withFirmware.map((firmware) =>
            pcOf(name, [licenceOf({ ...changes, ...more }), ...firmware], {
              activation,
              edition: 'Professional',
            }),
          ),
        ),
      ),
    ),
  );
}

function sentencesOf(pc: Snapshot): string[] {
  return [
    ...verdictParts(verdictOf(pc)),
    ...windowsSteps(pc),
    ...pc.licences.flatMap((licence) => {
      const { worth, steps } = adviceFor(licence, pc, { reveal: false });
      return [worth, ...steps, certainty(licence), ...remarkList(licence)];
    }),
  ];
}

describe('the German of the tool', () => {
  const all = [...new Set([...pcs(), pcOf('Windows 11 Pro', [])].flatMap(sentencesOf))];

  it('has every sentence about licences of all kinds on every Windows', () => {
    expect(new Set(samples.map(([kind]) => kind)).size).toBe(licenceKinds.length);
    expect(all.length).toBeGreaterThan(100);
    expect(all.filter((english) => inGerman(english) === null)).toEqual([]);
  });

  it('leaves no placeholder, and no English but the names of things', () => {
    const german = all.map((english) => inGerman(english) ?? '');
    expect(german.filter((text) => /[{}]/.test(text))).toEqual([]);
    expect(german.filter((text) => /\b(?:the|and|your|which|key that)\b/.test(text))).toEqual([]);
  });

  it('has every way in which a Windows comes back, and any number of keys', () => {
    const numbers = [0, 1, 2, 17];
    const parts = windowsReturns.flatMap((windows_) =>
      [null, 'Windows 11 Home'].flatMap((setupInstalls) =>
        numbers.flatMap((n) =>
          verdictParts({
            ...{ windows: windows_, setupInstalls },
            ...{ own: n, organisation: n, shared: n, account: n, toFind: n },
          }),
        ),
      ),
    );
    expect(parts.filter((english) => inGerman(english) === null)).toEqual([]);
  });

  it('has every word of the vocabulary', () => {
    const words = [cautions, checks, channels].flatMap((table) => Object.values(table));
    expect(words.filter((english) => inGerman(english) === null)).toEqual([]);
  });

  it.each([null, 'Acme'])('says where a key comes from that was typed, bought of %s', (seller) => {
    const unsaid = { product: null, channel: null, orderNumber: null, purchasedOn: null };
    const { licence } = typedLicence(
      { productKey: productKeys.other },
      { ...unsaid, seller, note: null },
      { pc: null, now: new Date(0) },
    );
    const told = licence.places.map(({ location }) => speechOf('de').sentence(location));
    expect(told).toEqual([`vom Besitzer eingegeben${seller === null ? '' : ' (Acme)'}`]);
  });

  it('has every placeholder of the English in the German, and no other', () => {
    const named = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
    for (const [english, german] of Object.entries({ ...germanSentences, ...germanPage }))
      expect(named(german), english).toEqual(named(english));
  });
});

describe('a translation', () => {
  const translate = translator({ 'a {x} of {y}': '{y}: {x}', red: 'rot', 'say {x}': 'sag {x}' });

  it('takes over what was filled in, and translates that where it can', () => {
    expect(translate('a red of Acme')).toBe('Acme: rot');
    expect(translate('say $1 {y} \\ .*')).toBe('sag $1 {y} \\ .*');
  });

  it('has none for another sentence, and does not search a text that nobody wrote', () => {
    expect(translate('red of')).toBeNull();
    expect(translate('constructor')).toBeNull();
    expect(translate(`say ${'x'.repeat(1_000_000)}`)).toBeNull();
  });

  it('fills nothing in that it was not given', () => {
    expect(filled('{a} {b} {__proto__}', { a: 1 })).toBe('1 {b} {__proto__}');
  });
});

describe('the language', () => {
  it.each([
    [['de-AT', 'en'], 'de'],
    [['en-GB', 'de'], 'en'],
    [['fr', 'de-DE'], 'de'],
    [['fr'], 'en'],
    [[], 'en'],
  ] as const)('of a reader of %j is %s', (preferred, language) => {
    expect(languageFor(preferred)).toBe(language);
  });

  it('writes a sentence that it does not have as it is', () => {
    expect(speechOf('de').sentence('Something of a later version.')).toBe(
      'Something of a later version.',
    );
  });
});

describe('the words for errors', () => {
  it('are there for whatever can go wrong, in both languages', () => {
    for (const code of [...Object.keys(errorTable), 'constructor']) {
      const [en, de] = [failureWords(code, 'en'), failureWords(code, 'de')];
      expect([en.what, en.todo, de.what, de.todo].every((text) => text.length > 10)).toBe(true);
      expect(de.what).not.toBe(en.what);
    }
  });
});
