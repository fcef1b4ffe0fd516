import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Collection } from '../../../src/collect/collector.js';
import { productPlaces } from '../../../src/windows/products/product.js';
import { regExport } from '../../../src/collect/registry-file/reg-export.js';
import type { KeyPlace } from '../../../src/windows/key-place.js';
import { VaultError } from '../../../src/errors.js';
import { digitalProductId } from '../../support/digital-product-id-writer.js';
import { collectPath } from '../../support/collect-path.js';
import { never } from '../../support/signal.js';
import { folderOfFile } from '../../support/temporary-folder.js';

const productKey = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const hex = Buffer.from(digitalProductId({ productKey })).toString('hex').match(/../g)?.join(',');
const header = 'Windows Registry Editor Version 5.00\r\n\r\n';
const currentVersion = 'Microsoft\\Windows NT\\CurrentVersion';
const values = `"ProductName"="Windows 10 Pro"\r\n"CurrentBuild"="26100"\r\n"DigitalProductId"=hex:${hex}\r\n`;

const folder = folderOfFile();

function collect(
  content: string | Uint8Array,
  products: readonly KeyPlace[] = [],
): Promise<Collection | null> {
  const path = join(folder, 'export.txt');
  writeFileSync(path, content);
  const context = { now: new Date(0), signal: never, products };
  return collectPath(regExport, path, context);
}

const keys = (collection: Collection | null) =>
  collection?.findings[0]?.snapshot.licences.map((licence) => licence.productKey);

describe('a registry export', () => {
  it.each([
    ['of the whole machine', `[HKEY_LOCAL_MACHINE\\SOFTWARE\\${currentVersion}]`],
    ['in other letters', `[hkey_local_machine\\Software\\${currentVersion.toUpperCase()}]`],
    ['with the short name', `[HKLM\\SOFTWARE\\${currentVersion}]`],
    ['of a hive that was loaded as something', `[HKEY_LOCAL_MACHINE\\DEAD\\${currentVersion}]`],
    ['of a hive that was loaded below the users', `[HKEY_USERS\\DEAD\\${currentVersion}]`],
    ['made by hivexregedit without a prefix', `[\\${currentVersion}]`],
  ])('is read: %s', async (_, key) => {
    const collection = await collect(`${header}${key}\r\n${values}`);
    expect(keys(collection)).toEqual([productKey]);
    expect(collection?.findings[0]).toMatchObject({
      origin: 'elsewhere',
      source: join(folder, 'export.txt'),
      snapshot: { os: { productName: 'Windows 11 Pro' } },
    });
  });

  it('is read in the older form', async () => {
    const text = `REGEDIT4\r\n\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\${currentVersion}]\r\n${values}"RegisteredOwner"="Jos\u00e9"\r\n`;
    const collection = await collect(Buffer.from(text, 'latin1'));
    expect(keys(collection)).toEqual([productKey]);
    expect(collection?.findings[0]?.snapshot.os.registeredOwner).toBe('José');
  });

  it('takes the name of the PC and earlier Windows from SYSTEM', async () => {
    const collection = await collect(
      `${header}[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\ComputerName\\ComputerName]\r\n` +
        '"ComputerName"="EXAMPLE-PC"\r\n' +
        '[HKEY_LOCAL_MACHINE\\SYSTEM\\Setup\\Source OS (Updated on 5/17/2024 11:12:44)]\r\n' +
        values,
    );
    expect(keys(collection)).toEqual([productKey]);
    expect(collection?.findings[0]?.snapshot.machine.name).toBe('EXAMPLE-PC');
  });

  it('may be several exports joined to one', async () => {
    const part = (text: string): Buffer => Buffer.from(`\uFEFF${header}${text}`, 'utf16le');
    const software = part(`[HKEY_LOCAL_MACHINE\\SOFTWARE\\${currentVersion}]\r\n${values}\r\n`);
    const name = part(
      '[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\ComputerName\\ComputerName]\r\n' +
        '"ComputerName"="EXAMPLE-PC"\r\n',
    );
    const collection = await collect(Buffer.concat([software, name]));
    expect(keys(collection)).toEqual([productKey]);
    expect(collection?.findings[0]?.snapshot.machine.name).toBe('EXAMPLE-PC');
    expect(collection?.warnings).toEqual([]);
  });

  it.each([
    ['HKEY_CURRENT_USER', 'HKCU'],
    ['HKEY_USERS\\S-1-5-21-1-2-3-1001', 'HKU\\S-1-5-21-1-2-3-1001'],
  ])('tells of the programs of a user: %s', async (root, name) => {
    const products = productPlaces([
      {
        ...{ product: 'Example Draw', source: 'its manual', form: 'serial', value: 'Serial' },
        keys: ['HKCU\\Software\\Example\\*'],
      },
    ]);
    const key = `[${root}\\Software\\Example\\Draw]`;
    const collection = await collect(`${header}${key}\r\n"Serial"="1234-5678-90AB"\r\n`, products);
    expect(keys(collection)).toEqual(['1234-5678-90AB']);
    expect(collection?.findings[0]?.snapshot.licences[0]?.places[0]?.location).toBe(
      `${name}\\Software\\Example\\Draw\\Serial`,
    );
  });

  it("takes nothing of a user's for the PC's", async () => {
    const refused = collect(
      `${header}[HKEY_CURRENT_USER\\Software\\${currentVersion}]\r\n${values}`,
    );
    await expect(refused).rejects.toMatchObject({ code: 'SOURCE_UNKNOWN' });
  });

  it('is read without keys where there are none', async () => {
    const text = `${header}[HKEY_LOCAL_MACHINE\\SOFTWARE\\${currentVersion}]\r\n"ProductName"="Windows 10 Pro"`;
    expect(keys(await collect(text))).toEqual([]);
  });

  it('is read with a warning where a value of interest is broken', async () => {
    const key = `[HKEY_LOCAL_MACHINE\\SOFTWARE\\${currentVersion}]`;
    const collection = await collect(`${header}${key}\r\n"DigitalProductId4"=hex:0x\r\n${values}`);
    expect(keys(collection)).toEqual([productKey]);
    expect(collection?.warnings).toMatchObject([{ code: 'value-unreadable' }]);
    expect(collection?.warnings[0]?.message).toMatch(/line 4/);
  });

  it('is refused with what to export where it is of other keys', async () => {
    const refused = collect(`${header}[HKEY_CURRENT_USER\\Software\\Example]\r\n"x"="y"`);
    await expect(refused).rejects.toMatchObject({ code: 'SOURCE_UNKNOWN' });
    await expect(collect(header)).rejects.toThrow(VaultError);
  });

  const key = `[HKEY_LOCAL_MACHINE\\SOFTWARE\\${currentVersion}]\r\n`;
  const many = (count: number, line: (i: number) => string): string =>
    Array.from({ length: count }, (_, i) => line(i)).join('\r\n');
  it.each([
    ['long values', key + many(30, () => `"x"=hex:${'00,'.repeat(300_000)}00`)],
    ['short values', key + many(40_000, (i) => `"${i}"=hex:`)],
    [
      'keys',
      many(40_000, (i) => `[HKEY_LOCAL_MACHINE\\SYSTEM\\Setup\\Source OS (Updated on ${i})]`),
    ],
  ])('is refused where its %s would fill the memory', async (_, text) => {
    const refused = collect(header + text);
    await expect(refused).rejects.toMatchObject({ code: 'FORMAT' });
    await expect(refused).rejects.toThrow(/more than any Windows keeps/);
  });

  it.each([
    ['nothing', ''],
    ['another text', 'Hello'],
    ['a hive', 'regf'],
    ['a header further down', `\r\n${header}`],
  ])('is not %s', async (_, content) => {
    expect(await collect(content)).toBeNull();
  });
});
