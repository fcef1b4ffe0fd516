import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Collection } from '../../../src/collect/collector.js';
import { hiveFile } from '../../../src/collect/registry-file/hive-file.js';
import { type Product, productPlaces } from '../../../src/windows/products/product.js';
import { digitalProductId } from '../../support/digital-product-id-writer.js';
import { regBinary, regSz } from '../../support/hive-writer.js';
import { currentVersion, hiveOf, windows11Pro } from '../../support/windows-pc.js';
import { collectPath } from '../../support/collect-path.js';
import { eachInFolder } from '../../support/temporary-folder.js';

const proKey = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const homeKey = 'YTMG3-N6DKC-DKB77-7M9GH-8HVX7';
const upgrade = 'Setup\\Source OS (Updated on 5/17/2024 11:12:44)';
const keyValue = (productKey: string) =>
  regBinary('DigitalProductId', digitalProductId({ productKey }));

let folder = '';
eachInFolder((made) => {
  folder = made;
});

function collect(
  bytes: Uint8Array | string,
  products: readonly Product[] = [],
): Promise<Collection | null> {
  const path = join(folder, 'backup.dat');
  writeFileSync(path, bytes);
  const { signal } = new AbortController();
  const context = { now: new Date(0), signal, products: productPlaces(products) };
  return collectPath(hiveFile, path, context);
}

describe('a single hive', () => {
  it('is told to be SOFTWARE by its content', async () => {
    const software = { [currentVersion]: [...windows11Pro, keyValue(proKey)] };
    const collection = await collect(hiveOf(software));
    expect(collection?.findings[0]).toMatchObject({
      source: join(folder, 'backup.dat'),
      origin: 'elsewhere',
      snapshot: { licences: [{ productKey: proKey, product: 'Windows 11 Pro' }] },
    });
    expect(collection?.warnings).toEqual([]);
  });

  it('is told to be SYSTEM by its content', async () => {
    const system = { [upgrade]: [regSz('ProductName', 'Windows 10 Home'), keyValue(homeKey)] };
    const collection = await collect(hiveOf(system));
    expect(collection?.findings[0]?.snapshot).toMatchObject({
      os: { productName: 'Windows' },
      licences: [{ productKey: homeKey, product: 'Windows 10 Home' }],
    });
  });

  it("is told to be a user's by its content", async () => {
    const user = { 'Software\\Example\\Draw': [regSz('Serial', '1234-5678-90AB')] };
    const collection = await collect(hiveOf(user), [
      {
        ...{ product: 'Example Draw', source: 'its manual', form: 'serial', value: 'Serial' },
        keys: ['HKCU\\Software\\Example\\Draw'],
      },
    ]);
    expect(collection?.findings[0]?.snapshot.licences).toMatchObject([
      {
        product: 'Example Draw',
        productKey: '1234-5678-90AB',
        places: [{ location: 'HKCU\\Software\\Example\\Draw\\Serial' }],
      },
    ]);
  });

  it('is read with a warning where it is dirty', async () => {
    const software = { [currentVersion]: [...windows11Pro, keyValue(proKey)] };
    const collection = await collect(hiveOf(software, { dirty: true }));
    expect(collection?.warnings.map((warning) => warning.code)).toEqual(['dirty-hive']);
    expect(collection?.findings[0]?.snapshot.licences).toHaveLength(1);
  });

  it('is refused with a hint where it is of another kind', async () => {
    const accounts = { 'SAM\\Domains\\Account': [regSz('F', 'x')] };
    const refused = expect(collect(hiveOf(accounts))).rejects;
    await refused.toMatchObject({
      code: 'SOURCE_UNKNOWN',
      hint: expect.stringMatching(/SOFTWARE/) as string,
    });
  });
});

describe('a file that is no hive', () => {
  it.each([
    ['empty', ''],
    ['text', 'hello'],
    ['three bytes of the mark', 'reg'],
  ])('is left to others: %s', async (_, content) => {
    expect(await collect(content)).toBeNull();
  });

  it('but begins as one is broken', async () => {
    await expect(collect('regf')).rejects.toMatchObject({ code: 'FORMAT' });
    const cut = hiveOf({ [currentVersion]: windows11Pro }).subarray(0, 4096);
    await expect(collect(cut)).rejects.toMatchObject({ code: 'FORMAT' });
  });

  it('is warned of without the product key that a registry key in it is called', async () => {
    const registration = `Microsoft\\Office\\12.0\\Registration\\${proKey}`;
    const bytes = hiveOf({
      [currentVersion]: windows11Pro,
      [registration]: [regBinary('DigitalProductID', digitalProductId({ productKey: homeKey }))],
    });
    // The signature of the value's structure, whose name stands behind it.
    const value = Buffer.from(bytes).indexOf('DigitalProductID') - 20;
    expect(Buffer.from(bytes).toString('latin1', value, value + 2)).toBe('vk');
    const collection = await collect(Uint8Array.from(bytes).fill(0, value, value + 2));
    const messages = collection?.warnings.map(({ message }) => message).join('\n') ?? '';
    expect(messages).toContain('Registration\\*****-*****-*****-*****-3V66T');
    expect(messages).not.toContain('9MPGT');
  });
});
