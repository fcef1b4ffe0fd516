// What a file shows of a key beside it, however it is cut, spaced, broken over lines or half masked: never more
// than its last five characters, in any name, note or message.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textFile } from '../../../src/collect/text/text-file.js';
import { collectPath } from '../../support/collect-path.js';
import { holdsCanary } from '../../support/foreign-input.js';
import { never } from '../../support/signal.js';
import { folderOfFile } from '../../support/temporary-folder.js';

const folder = folderOfFile();
const context = { now: new Date('2026-11-21T19:55:01Z'), signal: never };
const canary = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const other = 'W269N-WFGWX-YVC9B-4J6C9-T83GX';

/** Everything that is shown of a file, without the keys themselves. */
async function shownOf(text: string): Promise<string[]> {
  const path = join(folder, 'note.txt');
  writeFileSync(path, text);
  const collection = await collectPath(textFile, path, context);
  if (collection === null) return [];
  const { findings, warnings, nearKeys = [] } = collection;
  const licences = findings.flatMap(({ snapshot }) =>
    snapshot.licences.map((licence) => ({ ...licence, productKey: null })),
  );
  const pcs = findings.map(({ snapshot: { machine, os } }) => [machine, os]);
  const near = nearKeys.map(({ where, note, warning }) => [where, note, warning]);
  return stringsIn([licences, pcs, near, warnings]);
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

const symbols = Array.from(canary.replaceAll('-', ''));
const places: readonly ((form: string) => string)[] = [
  (form) => `Product: Windows 10 Pro\nKey: ${other}\nNote: ${form}`,
  (form) => `Product: Office ${form}\nKey: ${other}`,
  (form) => `Computer: ${form}\nProduct: Windows 10 Pro\nKey: ${other}`,
  (form) => `Order Number: ${form}\nSeller: ${form}\nKey: ${other}`,
  (form) => `The old one was ${form}\n${other}`,
  (form) => `The old one was ${form} and the new one is ${other} here`,
  (form) => `Windows 10 Pro: ${form}\n\nOffice 2019: ${other}`,
  (form) => `PC,Product,Key,Note\nANNA,"Office 2019 ${form}",${other},"${form}"`,
  (form) => `[{"product":"Office ${form}","key":"${other}","note":"${form}","pc":"${form}"}]`,
  (form) => `<p>Windows 10 Pro ${form}<p>Key: ${other}`,
];

const hyphen = fc.constantFrom('-', '\u2013', ' - ', '\u2011', '.');
const blank = fc.constantFrom(' ', '  ', '\u00a0');
const divided = fc
  .tuple(fc.oneof(hyphen, blank), fc.constantFrom('', ' '))
  .map(([mark, between]) => {
    const groups = canary.split('-').map((group) => Array.from(group).join(between));
    return groups.join(between === '' || mark.trim() !== '' ? mark : '  ');
  });
const cut = fc
  .tuple(divided, fc.nat(40), fc.nat(40))
  .map(([form, from, to]) => form.slice(from % 12, form.length - (to % 20)))
  // Fewer symbols may be of anything: the model of a laptop, the name of a PC.
  .filter((form) => form.replaceAll(/[^A-Z0-9]/g, '').length >= 9);
const broken = fc
  .tuple(divided, fc.nat(), fc.constantFrom('\n', '\r\n', '\n  ', '\n> '))
  .map(([form, at, end]) => {
    const before = at % form.length;
    return form.slice(0, before) + end + form.slice(before);
  });
const halfMasked = fc
  .tuple(
    fc.subarray([0, 1, 2, 3, 4], { minLength: 1, maxLength: 3 }),
    fc.constantFrom('*', 'X', '?'),
  )
  .chain(([hidden, sign]) =>
    fc.constantFrom(4, 5).map((length) =>
      canary
        .split('-')
        .map((group, i) => (hidden.includes(i) ? sign.repeat(length) : group))
        .join('-'),
    ),
  );
const form = fc
  .oneof(divided, cut, broken, halfMasked)
  .chain((one) => fc.constantFrom(one, one.toLowerCase()));

describe('what is shown of a key beside another', () => {
  it('is never more than its last five characters', async () => {
    expect(symbols).toHaveLength(25);
    await fc.assert(
      fc.asyncProperty(form, fc.constantFrom(...places), async (any, place) => {
        const shown = await shownOf(place(any));
        expect(shown.length).toBeGreaterThan(3);
        expect(shown.filter(holdsCanary)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it.each(places.map((place) => ({ place, text: String(place) })))(
    'is no more where a line was broken at any symbol: $text',
    async ({ place }) => {
      // Without anything between, six symbols may be the model of a laptop.
      const forms = [canary, canary.replaceAll('-', ' '), canary.replaceAll('-', ' - ')];
      for (const whole of [...forms, ...forms.map((one) => one.toLowerCase())])
        for (let at = 1; at < whole.length; at += 1)
          for (const end of ['\n', '\n> ']) {
            const shown = await shownOf(place(whole.slice(0, at) + end + whole.slice(at)));
            expect(shown.filter(holdsCanary), `broken at ${at}`).toEqual([]);
          }
    },
  );
});
