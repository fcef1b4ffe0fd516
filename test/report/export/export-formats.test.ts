// Every form of an export: that no licence is lost in it, and that no name on a disk means anything to what
// reads it.
import { describe, expect, it } from 'vitest';
import { parse } from 'csv-parse/sync';
import {
  exportFormatNames,
  exportFormats,
  isExportFormat,
} from '../../../src/report/export/export-formats.js';
import type { ExportInput } from '../../../src/report/export/export-input.js';
import { licenceOf } from '../../support/licences-of-kinds.js';
import { parseOutput } from '../../support/json-output.js';
import {
  exportOf,
  hostileExport,
  hostileNames,
  ofAllKinds,
  pcWith,
  usualExport,
} from '../../support/export-samples.js';

const forms = exportFormatNames.flatMap((name) => {
  const { write } = exportFormats[name];
  return write === null ? [] : [{ name, write }];
});
const comma = ['csv', 'bitwarden', '1password'] as const;

function rowsOf(name: (typeof comma)[number], input: ExportInput): Record<string, string>[] {
  return parse(exportFormats[name].write(input), { columns: true });
}

describe('the forms of an export', () => {
  it('are those that the command line promises', () => {
    const promised = ['json', 'csv', 'text', 'html', 'ini', 'tab', 'keepass', 'bitwarden'];
    expect(exportFormatNames).toEqual([...promised, '1password'].sort(byTable));
    expect(forms).toHaveLength(8);
    expect(['csv', 'CSV', 'constructor', ''].map(isExportFormat)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it.each(forms)('as $name hold every product and every whole key', ({ write }) => {
    const text = write(usualExport);
    const licences = usualExport.result.opened.flatMap(({ content }) => content.licences);
    expect(licences.length).toBeGreaterThan(20);
    for (const { productKey } of licences)
      if (productKey !== null) expect(text).toContain(productKey);
    for (const product of new Set(licences.map((licence) => licence.product)))
      expect(text.replaceAll('&amp;', '&')).toContain(product);
    for (const pc of ['DESKTOP-7K2M9QX', 'ANNA-PC']) expect(text).toContain(pc);
  });

  it.each(forms)('as $name hold no control characters, whatever stands in names', ({ write }) => {
    const text = write(hostileExport);
    expect(text).not.toMatch(/(?![\r\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufffe\uffff]/u);
    expect(text.isWellFormed()).toBe(true);
  });

  it.each(forms)('as $name can be of nothing', ({ write }) => {
    expect(() => write(exportOf())).not.toThrow();
    expect(() => write(exportOf(pcWith([])))).not.toThrow();
  });
});

function byTable(a: string, b: string): number {
  const names = Object.keys(exportFormats);
  return names.indexOf(a) - names.indexOf(b);
}

describe('json', () => {
  it('is what a pull prints', () => {
    const { records } = parseOutput('pull', exportFormats.json.write(usualExport)) as {
      records: { snapshot: unknown }[];
    };
    expect(records[1]?.snapshot).toEqual(ofAllKinds);
  });
});

describe.each(comma)('the table of %s', (name) => {
  it('has a row for each licence, whatever stands in names', () => {
    expect(rowsOf(name, usualExport)).toHaveLength(6 + ofAllKinds.licences.length);
    expect(rowsOf(name, hostileExport)).toHaveLength(2 * hostileNames.length);
  });

  it('ends its lines as RFC 4180 says', () => {
    const text = exportFormats[name].write(exportOf(pcWith([licenceOf()])));
    expect(text).toMatch(/\r\n$/);
    expect(text.split('\r\n')[0]).not.toContain('\n');
  });

  it('has no cell that a spreadsheet takes for a formula', () => {
    const cells = rowsOf(name, hostileExport).flatMap((row) => Object.values(row));
    expect(cells.filter((cell) => /^[\s]*[=+\-@\uff1d]/.test(cell))).toEqual([]);
    expect(cells.filter((cell) => /^'\s*[=+\-@\uff1d]/.test(cell)).length).toBeGreaterThan(5);
  });
});

describe('csv', () => {
  it('has all that is known of a licence', () => {
    const licence = licenceOf({
      ...{ channel: 'Retail', productId: '00330-80000-00000-AA535', partNumber: 'X19' },
      ...{ seller: 'Shop', orderNumber: 'A-1', purchasedOn: '2021-05-03', note: 'in "the" safe' },
    });
    expect(rowsOf('csv', exportOf(pcWith([licence])))[0]).toMatchObject({
      'Computer Name': 'ANNA-PC',
      'Product Name': 'Windows 11 Pro',
      Channel: 'Retail',
      'Product Key': licence.productKey,
      'Last Five': '3V66T',
      'Order Number': 'A-1',
      Note: 'in "the" safe',
      Worth: expect.stringContaining('it is yours') as string,
    });
  });
});

describe('bitwarden', () => {
  it('has the columns that its import asks for, and a note where there is no key', () => {
    const text = exportFormats.bitwarden.write(exportOf(ofAllKinds));
    expect(text.split('\r\n')[0]).toBe(
      'folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp',
    );
    for (const row of rowsOf('bitwarden', exportOf(ofAllKinds)))
      expect(row['type']).toBe(row['login_password'] === '' ? 'note' : 'login');
  });
});

describe('1password', () => {
  it('has the columns of its logins first', () => {
    const text = exportFormats['1password'].write(exportOf(ofAllKinds));
    expect(text).toMatch(/^Title,Website,Username,Password,Notes,/);
  });
});
