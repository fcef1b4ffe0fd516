// What other programs save is what `vault import` reads: exports in their forms, and the table for
// spreadsheets, come back as they went out.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importFile } from '../../../src/collect/import-file.js';
import type { RecordContent, Snapshot } from '../../../src/record/schema.js';
import { type ExportFormatName, exportFormats } from '../../../src/report/export/export-formats.js';
import { exportOf, pcWith } from '../../support/export-samples.js';
import { licenceOf } from '../../support/licences-of-kinds.js';
import { sixKeyContent } from '../../support/sample-content.js';
import { never } from '../../support/signal.js';
import { folderOfFile } from '../../support/temporary-folder.js';

const forms = ['ini', 'tab', 'csv'] as const;
const folder = folderOfFile();
const context = { now: new Date('2026-11-27T12:00:00Z'), signal: never, isText: false };

async function readBack(
  name: ExportFormatName,
  ...contents: readonly RecordContent[]
): Promise<Snapshot[]> {
  const path = join(folder, `export.${name}`);
  writeFileSync(path, exportFormats[name].write?.(exportOf(...contents)) ?? '');
  const { findings } = await importFile(path, context);
  return findings.map(({ snapshot }) => snapshot);
}

const keys = sixKeyContent.licences.flatMap(({ productKey }) => productKey ?? []);

describe.each(forms)('an export as %s', (name) => {
  it('is read back with product, key and PC', async () => {
    const [snapshot, ...others] = await readBack(name, sixKeyContent);
    expect(others).toEqual([]);
    expect(snapshot?.machine.name).toBe('DESKTOP-7K2M9QX');
    const told = (content: Snapshot | undefined): unknown =>
      content?.licences.map(({ product, productKey }) => [product, productKey]);
    expect(told(snapshot)).toEqual(told(sixKeyContent));
    expect(snapshot?.licences[0]?.productId).toBe('00330-80000-00000-AA535');
  });

  it('is read back without a whole key where there is none', async () => {
    const of = (product: string, changes: object) =>
      licenceOf({ product, productKey: null, lastFive: null, ...changes });
    const licences = [
      licenceOf(),
      of('Microsoft Office 2021', { lastFive: 'GPDD4', cautions: ['partial'] }),
      of('Microsoft Office 2010', { cautions: ['erased'] }),
      of('Microsoft Office 2007', { cautions: ['not-found'] }),
    ];
    const [snapshot] = await readBack(name, pcWith(licences));
    const whole = snapshot?.licences.flatMap(({ productKey }) => productKey ?? []);
    expect(whole).toEqual(['VK7JG-NPHTM-C97JM-9MPGT-3V66T']);
    expect(snapshot?.licences.map(({ lastFive }) => lastFive)).toContain('GPDD4');
  });

  it('is read back with the keys of each PC, whatever stands in names', async () => {
    const unit = fc.constantFrom(
      ...Array.from('ab Z1=+-@"\',;:|[]<>&\\\r\n\t\u0000\u202e\u00e4\ud83d\ude00'),
    );
    const word = fc.string({ unit, maxLength: 12 });
    const licence = fc.tuple(word, word).map(([product, note]) => ({ product, note }));
    const pc = fc.array(licence, { minLength: 1, maxLength: keys.length });
    await fc.assert(
      fc.asyncProperty(fc.array(pc, { minLength: 1, maxLength: 3 }), async (pcs) => {
        const contents = pcs.map((licences, i) =>
          pcWith(
            licences.map((one, k) => licenceOf({ ...one, productKey: keys[k] ?? null })),
            `PC-${i}`,
          ),
        );
        const read = await readBack(name, ...contents);
        const found = (from: readonly Snapshot[]): unknown =>
          from.map(({ machine, licences }) => [
            machine.name,
            licences.map(({ productKey }) => productKey).sort(),
          ]);
        expect(found(read)).toEqual(found(contents));
      }),
      { numRuns: 60 },
    );
  });
});
