// An MSDM table in a file, named with --from.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FormatError } from '../../src/bytes.js';
import type { CollectContext } from '../../src/collect/collector.js';
import { collectFrom } from '../../src/collect/collectors.js';
import { msdmTable } from '../../src/collect/msdm-table.js';
import { msdmTable as tableOf } from '../support/msdm-writer.js';
import { rejection } from '../support/target-assertions.js';

const proKey = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const context: CollectContext = {
  now: new Date('2026-11-21T19:55:01Z'),
  signal: new AbortController().signal,
};

function file(content: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'msdm-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  writeFileSync(join(folder, 'table'), content);
  return join(folder, 'table');
}

describe('a file with an MSDM table', () => {
  it('gives its key, whatever the file is called', async () => {
    const path = file(tableOf(proKey));
    const { findings, warnings } = await collectFrom([path], context);
    expect(warnings).toEqual([]);
    expect(findings).toMatchObject([
      {
        origin: 'elsewhere',
        source: path,
        snapshot: {
          activation: null,
          licences: [
            {
              productKey: proKey,
              channel: 'OEM:DM',
              places: [{ collector: 'msdm-table', location: 'ACPI table MSDM' }],
              checks: { typo: 'passed', integrity: 'passed' },
            },
          ],
        },
      },
    ]);
  });

  it('without a key gives a warning', async () => {
    const collection = await msdmTable.collect(file(tableOf(new Uint8Array(29))), context);
    expect(collection).toMatchObject({ findings: [], warnings: [{ code: 'firmware-empty' }] });
  });

  it('with a wrong checksum gives its key with a warning', async () => {
    const path = file(tableOf(proKey, { checksumError: 1 }));
    expect(await msdmTable.collect(path, context)).toMatchObject({
      findings: [{ snapshot: { licences: [{ checks: { integrity: 'failed' } }] } }],
      warnings: [{ code: 'firmware-checksum' }],
    });
  });

  it('that is damaged is refused', async () => {
    const path = file(tableOf(proKey).subarray(0, 60));
    expect(await rejection(msdmTable.collect(path, context))).toBeInstanceOf(FormatError);
  });

  it('is not seen in other files', async () => {
    for (const content of ['', 'MSD', 'SLIC and more', 'regf']) {
      expect(await msdmTable.collect(file(Buffer.from(content)), context)).toBeNull();
    }
  });
});
