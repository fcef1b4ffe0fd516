// An MSDM table in a file, named with --from.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../../../src/bytes.js';
import type { CollectContext } from '../../../src/collect/collector.js';
import { collectFrom } from '../../../src/collect/collectors.js';
import { msdmTable } from '../../../src/collect/firmware/msdm-table.js';
import { hexDump } from '../../support/hex-dump-writer.js';
import { msdmTable as tableOf } from '../../support/msdm-writer.js';
import { rejection } from '../../support/target-assertions.js';
import { collectPath } from '../../support/collect-path.js';
import { never } from '../../support/signal.js';
import { folderOfTest } from '../../support/temporary-folder.js';

const proKey = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const context: CollectContext = {
  now: new Date('2026-11-21T19:55:01Z'),
  signal: never,
};

function file(content: Uint8Array): string {
  const folder = folderOfTest();
  writeFileSync(join(folder, 'table'), content);
  return join(folder, 'table');
}

const dumpOf = (...tables: readonly Uint8Array[]): string =>
  tables
    .map((table) => {
      const signature = Buffer.from(table.subarray(0, 4)).toString('latin1');
      return `${signature} @ 0x0000000000000000\n${hexDump(table, 'acpidump')}\n\n`;
    })
    .join('');
const other = tableOf('x'.repeat(100_000), { signature: 'DSDT' });

const disassembly = `/*
 * Intel ACPI Component Architecture
 * ACPI Data Table [MSDM]
 */
[000h 0000 004h]                   Signature : "MSDM"    [Microsoft Data Management Table]
[004h 0004 004h]                Table Length : 00000055
[024h 0036 031h] Software Licensing Structure : 4D 53 44 4D 55 00 00 00 03 0B /* MSDMU..... */\\
/* 034h 0052  16 */                            41 20 4D 20 49 20 00 00 09 20 /* A M I ... */\\

Raw Table Data: Length 85 (0x55)

${hexDump(tableOf(proKey), 'iasl')}
`;

describe('a text with an MSDM table in hex', () => {
  it.each([
    ['what acpidump writes of a whole PC', Buffer.from(dumpOf(other, tableOf(proKey), other))],
    ['that without a line end', Buffer.from(dumpOf(other, tableOf(proKey)).trimEnd())],
    [
      'with the line ends of Windows',
      Buffer.from(dumpOf(tableOf(proKey)).replaceAll('\n', '\r\n')),
    ],
    ['in UTF-16', Buffer.from(`\uFEFF${dumpOf(other, tableOf(proKey))}`, 'utf16le')],
    ["iasl's disassembly", Buffer.from(disassembly)],
    [
      'a dump with a prompt before it',
      Buffer.from(`$ xxd MSDM\n${hexDump(tableOf(proKey), 'xxd')}`),
    ],
  ])('gives its key: %s', async (_, content) => {
    const { findings, warnings } = await collectFrom([file(content)], context);
    expect(warnings).toEqual([]);
    expect(findings).toMatchObject([
      {
        snapshot: {
          licences: [
            {
              productKey: proKey,
              channel: 'OEM:DM',
              places: [{ collector: 'msdm-table', location: 'ACPI table MSDM' }],
              checks: { integrity: 'passed' },
            },
          ],
        },
      },
    ]);
  });

  it('without the table gives a warning', async () => {
    const collection = await collectPath(msdmTable, file(Buffer.from(dumpOf(other))), context);
    expect(collection).toMatchObject({ findings: [], warnings: [{ code: 'firmware-empty' }] });
  });

  it('with an empty table gives a warning', async () => {
    const content = dumpOf(tableOf(new Uint8Array(29)), other);
    const collection = await collectPath(msdmTable, file(Buffer.from(content)), context);
    expect(collection).toMatchObject({ findings: [], warnings: [{ code: 'firmware-empty' }] });
  });

  it('that is cut off in the table is refused', async () => {
    const content = dumpOf(other, tableOf(proKey)).trimEnd().split('\n').slice(0, -1).join('\n');
    const path = file(Buffer.from(content));
    expect(await rejection(collectPath(msdmTable, path, context))).toBeInstanceOf(FormatError);
  });
});

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
    const collection = await collectPath(msdmTable, file(tableOf(new Uint8Array(29))), context);
    expect(collection).toMatchObject({ findings: [], warnings: [{ code: 'firmware-empty' }] });
  });

  it('with a wrong checksum gives its key with a warning', async () => {
    const path = file(tableOf(proKey, { checksumError: 1 }));
    expect(await collectPath(msdmTable, path, context)).toMatchObject({
      findings: [{ snapshot: { licences: [{ checks: { integrity: 'failed' } }] } }],
      warnings: [{ code: 'firmware-checksum' }],
    });
  });

  it('that is damaged is refused', async () => {
    const path = file(tableOf(proKey).subarray(0, 60));
    expect(await rejection(collectPath(msdmTable, path, context))).toBeInstanceOf(FormatError);
  });

  it('is not seen in other files', async () => {
    const texts = ['DSDT @ 0x1000 is where the table lies', '0000: 52 45 47', 'The table MSDM'];
    for (const content of ['', 'MSD', 'SLIC and more', 'regf', ...texts]) {
      expect(await collectPath(msdmTable, file(Buffer.from(content)), context)).toBeNull();
    }
  });
});
