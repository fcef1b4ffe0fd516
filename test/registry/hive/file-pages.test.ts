import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../../../src/bytes.js';
import { filePages } from '../../../src/registry/hive/file-pages.js';
import { hiveFromPages, openHive } from '../../../src/registry/hive/hive.js';
import { memoryPages, type PageSource } from '../../../src/registry/hive/page-source.js';
import { hiveSurgeon, vkField } from '../../support/hive-surgeon.js';
import { regBinary, regDword, writeHive } from '../../support/hive-writer.js';
import { pictureOf, pictureOfSpec } from '../../support/registry-walk.js';
import { sampleHive } from './sample-hive.js';
import { folderOfFile } from '../../support/temporary-folder.js';

const folder = folderOfFile();
function fileOf(name: string, bytes: Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

describe('a file read by pages', () => {
  const bytes = Uint8Array.from({ length: 300_001 }, (_, i) => (i * 31 + (i >> 9)) % 256);
  const file = fileOf('bytes', bytes);

  it.each([
    [0, 10],
    [4090, 12],
    [4096, 4096],
    [4095, 8194],
    [100_000, 65_536],
    [1, 200_000],
    [299_999, 10],
    [300_001, 1],
    [400_000, 100],
    [0, 300_001],
  ])('gives at %i its %i bytes, or what there is of them', (offset, length) => {
    const pages = filePages(file);
    const expected = bytes.subarray(offset, offset + length);
    expect(Buffer.compare(pages.read(offset, length), expected)).toBe(0);
    pages.close();
  });

  it('gives the same after more pages than it keeps', () => {
    const pages = filePages(fileOf('long', new Uint8Array(3_000_000).fill(7)));
    for (let at = 0; at < pages.length; at += 4096) pages.read(at, 1);
    expect(pages.read(10, 2)).toEqual(Uint8Array.of(7, 7));
    pages.close();
  });

  it('that is not there is said to be not found', () => {
    expect(() => filePages(join(folder, 'none'))).toThrow(
      expect.objectContaining({ code: 'SOURCE_NOT_FOUND' }),
    );
  });

  it('that is a folder is said to be unreadable', () => {
    expect(() => openHive(folder)).toThrow(expect.objectContaining({ code: 'SOURCE_UNREADABLE' }));
  });

  it('that is no hive is refused', () => {
    expect(() => openHive(file)).toThrow(expect.objectContaining({ code: 'FORMAT' }));
  });
});

describe('a hive in a file', () => {
  it('is read as it was written', () => {
    const hive = openHive(fileOf('SOFTWARE', writeHive(sampleHive)));
    expect(pictureOf(hive.root)).toEqual(pictureOfSpec(sampleHive));
    expect(hive.warnings()).toEqual([]);
    hive.close();
  });
});

describe('a disk that cannot read some pages', () => {
  it('costs what lies on them, and no more', () => {
    const bytes = writeHive(sampleHive);
    const pages = memoryPages(bytes);
    const [from, to] = [8192, 40_960];
    const worn: PageSource = {
      ...pages,
      read: (offset, length) => {
        if (offset >= to || offset + length <= from) return pages.read(offset, length);
        throw new FormatError('file', { offset, expected: 'readable bytes', actual: 'EIO' });
      },
    };
    const hive = hiveFromPages(worn, 'x');
    expect(hive.root.subkey('Alpha')?.value('Big')).toBeNull();
    expect(hive.root.subkey('Alpha')?.value('Number')?.data.length).toBe(4);
    expect(hive.warnings()[0]?.code).toBe('value-unreadable');
  });
});

describe('a file that is cut off while it is read', () => {
  it('costs what is missing, and no more', () => {
    const long = regBinary('Long', new Uint8Array(5000));
    const surgeon = hiveSurgeon(writeHive({ name: 'R', values: [regDword('n', 1), long] }));
    const data = surgeon.follow(surgeon.find('vk', 'Long') + vkField.dataOffset);
    const pages = memoryPages(surgeon.bytes.subarray(0, data + 100));
    const hive = hiveFromPages({ ...pages, length: surgeon.bytes.length }, 'x');
    expect(hive.root.value('Long')).toBeNull();
    expect(hive.warnings()[0]?.message).toMatch(/expected 5000 bytes within .*, found 100 bytes/);
  });
});

describe('looking up a key among a thousand', () => {
  const subkeys = Array.from({ length: 1000 }, (_, i) => ({
    name: `Key ${i}`,
    values: [regDword('n', i)],
  }));
  const hive = writeHive({ name: 'ROOT', subkeys: [{ name: 'Software', subkeys }] });

  const withoutHints = writeHive(
    { name: 'ROOT', subkeys: [{ name: 'Software', subkeys }] },
    { subkeyList: 'li' },
  );

  it.each([
    ['Key 612', 'which is there', hive],
    ['Key 1000', 'which is not there', hive],
    ['Key 612', 'in a list without hints', withoutHints],
    ['Key 1000', 'which is not there, in a list without hints', withoutHints],
  ])('by the name %s, %s, does not read all its siblings', (name, _where, bytes) => {
    const reads: number[] = [];
    const { root } = hiveFromPages(countingPages(bytes, reads), 'x');
    root.subkey(`Software\\${name}`);
    expect(reads.length).toBeGreaterThan(5);
    expect(reads.length).toBeLessThan(100);
  });

  it('reads a list of thousands once', () => {
    const many = Array.from({ length: 2000 }, (_, i) => ({ name: `Key ${i}` }));
    const reads: number[] = [];
    const { root } = hiveFromPages(
      countingPages(writeHive({ name: 'R', subkeys: many }), reads),
      'x',
    );
    const longReads = (): number => reads.filter((length) => length > 1000).length;
    expect(root.subkey('Key 612')?.name).toBe('Key 612');
    expect(longReads()).toBe(4);
    expect(root.subkey('Key 1612')?.name).toBe('Key 1612');
    expect(longReads()).toBe(4);
  });
});

function countingPages(bytes: Uint8Array, reads: number[]): PageSource {
  return {
    length: bytes.length,
    read: (offset, length) => {
      reads.push(length);
      return bytes.subarray(offset, offset + length);
    },
    close: () => undefined,
  };
}
