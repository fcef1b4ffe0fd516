import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Licence, RecordContent } from '../../../src/record/schema.js';
import { highestMark, nextContent, sameContent } from '../../../src/vault/planning/content.js';
import { licenceIdentity } from '../../../src/record/licence.js';
import { anyContent } from '../../support/any-content.js';
import { keylessLicence } from '../../support/any-licence.js';
import {
  annasPc,
  bensPc,
  foundLicence,
  keysOf,
  productKeys,
} from '../../support/household-samples.js';

const run = {
  tag: 'aaaaaaaaaaaaaaaa',
  now: new Date('2026-11-21T19:55:01.900Z'),
  tool: { name: 'product-key-vault', version: '0.1.0' },
  otherPcs: [],
};
const nothing = { contents: [], marks: [] };

function contentOf(licences: Licence[], changes: Partial<RecordContent> = {}): RecordContent {
  return { ...nextContent(annasPc(licences), nothing, run), ...changes };
}

function mark(sequence: number, takenAt = '2026-01-01T00:00:00Z') {
  return { sequence, takenAt, recordId: String(sequence).padStart(32, '0') };
}

function after(...contents: RecordContent[]) {
  return { contents, marks: contents.map(({ sequence, takenAt }) => mark(sequence, takenAt)) };
}

describe('the content of a first record', () => {
  it('is what was found, with its time in whole seconds', () => {
    const content = nextContent(annasPc(), nothing, run);
    expect(content).toMatchObject({
      schema: 1,
      machine: { tag: run.tag, name: 'DESKTOP-7K2M9QX' },
      sequence: 1,
      previous: null,
      takenAt: '2026-11-21T19:55:01Z',
    });
    expect(content.licences).toEqual(annasPc().licences);
  });
});

describe('the content of a later record', () => {
  it('follows the record of the highest sequence, remembered or opened', () => {
    const earlier = { contents: [contentOf([])], marks: [mark(1), mark(7), mark(3)] };
    const content = nextContent(annasPc(), earlier, run);
    expect(content).toMatchObject({ sequence: 8, previous: mark(7).recordId });
    expect(highestMark([])).toBeNull();
  });

  it('is later than every earlier one, whatever the clock says', () => {
    const earlier = { contents: [], marks: [mark(2, '2031-01-01T00:00:00Z'), mark(3)] };
    expect(nextContent(annasPc(), earlier, run).takenAt).toBe('2031-01-01T00:00:01Z');
  });

  it('holds every licence that any of the earlier ones held', () => {
    fc.assert(
      fc.property(fc.array(anyContent, { maxLength: 4 }), anyContent, (contents, now) => {
        const content = nextContent(now, after(...contents), run);
        const ever = [now, ...contents].flatMap((one) => one.licences);
        expect(new Set(keysOf(content.licences))).toEqual(new Set(keysOf(ever)));
      }),
    );
  });

  it('says when a licence was last seen: the latest time that any record knows', () => {
    const own = foundLicence(productKeys.ownWindows);
    const newest = contentOf([{ ...own, lastSeen: '2020-01-01T00:00:00Z' }]);
    const other = contentOf([own], { takenAt: '2024-01-01T00:00:00Z' });
    const found = annasPc([foundLicence(productKeys.other)]);
    const content = nextContent(found, after(newest, other), run);
    expect(content.licences.map((licence) => licence.lastSeen)).toEqual([
      null,
      '2024-01-01T00:00:00Z',
    ]);
  });

  it('keeps what the owner noted, also in a record that was made elsewhere meanwhile', () => {
    const own = foundLicence(productKeys.ownWindows);
    const newest = contentOf([{ ...own, note: 'the sticker' }]);
    const other = contentOf([{ ...own, seller: 'a shop', orderNumber: '12' }]);
    const content = nextContent(annasPc([own]), after(newest, other), run);
    expect(content.licences).toHaveLength(1);
    expect(content.licences[0]).toMatchObject({
      note: 'the sticker',
      seller: 'a shop',
      orderNumber: '12',
      lastSeen: null,
    });
  });

  it('has a key once that was whole before and of which the end is left', () => {
    const whole = foundLicence(productKeys.ownOffice, { product: 'Office 2013' });
    const end = { ...whole, productKey: null, cautions: ['partial'] };
    const content = nextContent(annasPc([end]), after(contentOf([whole])), run);
    expect(keysOf(content.licences)).toEqual([productKeys.ownOffice]);
    expect(content.licences).toHaveLength(1);
  });

  it('has a key once that was found whole where both the key and its end were known', () => {
    const whole = foundLicence(productKeys.ownOffice, { product: 'Office 2013' });
    const end = { ...whole, productKey: null, cautions: ['partial'] };
    const content = nextContent(annasPc([whole]), after(contentOf([end, whole])), run);
    expect(keysOf(content.licences)).toEqual([productKeys.ownOffice]);
  });

  describe('of a product whose name was corrected', () => {
    const facts = { productKey: null, lastFive: 'ABCDE', cautions: ['partial'] };
    const before = { ...facts, product: 'Microsoft Office 2016 (ProPlusVL)' };
    const productRef = 'office:16.proplusvl';
    const office = foundLicence(productKeys.ownOffice, { ...before, productRef });
    const renamed = { ...office, product: 'Microsoft Office Professional Plus 2016' };

    it('has its licence once, by the newer name', () => {
      const content = nextContent(annasPc([renamed]), after(contentOf([office])), run);
      expect(content.licences).toEqual([renamed]);
    });

    it('has it once where several earlier records knew it, by either name', () => {
      const unreferred = { ...renamed, productRef: null };
      const earlier = after(contentOf([renamed]), contentOf([unreferred, office]));
      expect(nextContent(annasPc([]), earlier, run).licences).toEqual([
        { ...renamed, lastSeen: run.now.toISOString().replace(/\.\d+/, '') },
      ]);
      expect(nextContent(annasPc([renamed]), earlier, run).licences).toEqual([renamed]);
    });

    it('has that of another product with the same last five beside it', () => {
      const visio = { ...office, productRef: 'office:16.visioprovl' };
      const content = nextContent(annasPc([renamed]), after(contentOf([office, visio])), run);
      expect(content.licences.map((licence) => licence.productRef)).toEqual([
        productRef,
        visio.productRef,
      ]);
    });
  });

  it('never loses a product nor what is left of a key, and never joins two products', () => {
    const some = fc.uniqueArray(keylessLicence, { maxLength: 6, selector: licenceIdentity });
    const facts = ['productRef', 'lastFive', 'productId', 'partNumber'] as const;
    fc.assert(
      fc.property(fc.array(some, { maxLength: 3 }), some, (records, now) => {
        const earlier = records.map((licences) => ({ ...contentOf([]), licences }));
        const { licences } = nextContent(annasPc(now), after(...earlier), run);
        for (const fact of facts) {
          const known = (all: readonly Licence[]) => new Set(all.flatMap((one) => one[fact] ?? []));
          expect(known(licences)).toEqual(known([now, ...records].flat()));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('keeps the facts of the board that a disk does not tell', () => {
    const disk = annasPc();
    const machine = { ...disk.machine, serial: null, uuid: null, manufacturer: null, model: null };
    const content = nextContent({ ...disk, machine }, after(contentOf([])), run);
    expect(content.machine).toEqual({ ...annasPc().machine, tag: run.tag });
  });

  it('keeps members that this version does not know', () => {
    const earlier = contentOf([], { future: { of: 'a later version' } });
    expect(nextContent(annasPc(), after(earlier), run)).toMatchObject({
      future: { of: 'a later version' },
    });
  });
});

describe('a key that another PC has, too', () => {
  const own = foundLicence(productKeys.other, { channel: 'Retail' });
  const otherPcs = [bensPc([own])];
  it.each<[string, Licence, string[]]>([
    ['is warned of', own, ['same-on-other-pc']],
    ['is not where it is a MAK', { ...own, channel: 'Volume:MAK' }, []],
    ['is not where it is a GVLK', { ...own, channel: 'Volume:GVLK' }, []],
    ['is not where everybody has it', { ...own, cautions: ['generic'] }, ['generic']],
    ['is not where another PC has another key', foundLicence(productKeys.ownOffice), []],
    ['is not where no key is known', { ...own, productKey: null, lastFive: null }, []],
  ])('%s', (_name, licence, cautions) => {
    const content = nextContent(annasPc([licence]), nothing, { ...run, otherPcs });
    expect(content.licences[0]?.cautions).toEqual(cautions);
  });

  it('is not warned of any more when the other PC has it no more', () => {
    const before = contentOf([{ ...own, cautions: ['same-on-other-pc'] }]);
    const content = nextContent(annasPc([own]), after(before), run);
    expect(content.licences[0]?.cautions).toEqual([]);
  });
});

describe('two contents', () => {
  const content = contentOf([foundLicence(productKeys.ownWindows)]);
  const [licence = foundLicence(productKeys.ownWindows)] = content.licences;

  it.each<[string, Partial<RecordContent>]>([
    ['the time', { takenAt: '2030-01-01T00:00:00Z' }],
    ['the place in the row', { sequence: 9, previous: '0'.repeat(32) }],
    ['the version of the tool', { tool: { name: 'product-key-vault', version: '9' } }],
    [
      'when a key was found',
      { licences: [withPlaces(licence, { foundAt: '2030-01-01T00:00:00Z' })] },
    ],
  ])('say the same but for %s', (_what, change) => {
    expect(sameContent(content, { ...content, ...change })).toBe(true);
  });

  it.each<[string, Partial<RecordContent>]>([
    ['a licence more', { licences: [licence, foundLicence(productKeys.other)] }],
    ['a licence less', { licences: [] }],
    ['that a licence is not found any more', { licences: [{ ...licence, lastSeen: 'x' }] }],
    ['a note', { licences: [{ ...licence, note: 'a note' }] }],
    ['a caution', { licences: [{ ...licence, cautions: ['generic'] }] }],
    ['where a key was found', { licences: [withPlaces(licence, { location: 'elsewhere' })] }],
    ['the name of the PC', { machine: { ...content.machine, name: 'RENAMED' } }],
    ['the build', { os: { ...content.os, build: '1' } }],
    [
      'the activation',
      { activation: { status: 'licensed', channel: null, description: null, lastFive: null } },
    ],
    ['a member of a later version', { future: 1 }],
  ])('differ in %s', (_what, change) => {
    expect(sameContent(content, { ...content, ...change })).toBe(false);
  });
});

function withPlaces(licence: Licence, change: Partial<Licence['places'][number]>): Licence {
  return { ...licence, places: licence.places.map((place) => ({ ...place, ...change })) };
}
