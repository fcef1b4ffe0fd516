import { describe, expect, it } from 'vitest';
import { readHive } from '../../../src/registry/hive/hive.js';
import { type HiveOptions, regBinary, regDword, writeHive } from '../../support/hive-writer.js';
import { pictureOf, pictureOfSpec } from '../../support/registry-walk.js';
import { bigValue, sampleHive } from './sample-hive.js';

const lists = ['lf', 'lh', 'li'] as const;
const forms: HiveOptions[] = lists.flatMap((subkeyList) => [
  { subkeyList },
  { subkeyList, subkeysPerList: 7 },
  { subkeyList, names: 'utf16' as const },
]);

describe('a whole hive', () => {
  it.each(forms)('is read as it was written: %o', (options) => {
    const hive = readHive(writeHive(sampleHive, options), 'SOFTWARE');
    expect(pictureOf(hive.root)).toEqual(pictureOfSpec(sampleHive));
    expect(hive.warnings()).toEqual([]);
  });

  it.each([3, 4, 5, 6])('of version 1.%i is read', (minorVersion) => {
    const hive = readHive(writeHive(sampleHive, { minorVersion }), 'SOFTWARE');
    expect(hive.root.subkey('Alpha')?.value('Big')?.data).toEqual(bigValue);
  });

  it('tells when it was last written', () => {
    const lastWritten = new Date('2019-03-02T10:20:30.5Z');
    expect(readHive(writeHive(sampleHive, { lastWritten }), 'x').lastWritten).toEqual(lastWritten);
  });

  it('is dirty when its sequence numbers differ, and says so', () => {
    const clean = readHive(writeHive(sampleHive), 'SYSTEM');
    const dirty = readHive(writeHive(sampleHive, { dirty: true }), 'SYSTEM');
    expect([clean.dirty, dirty.dirty]).toEqual([false, true]);
    expect(dirty.warnings()).toMatchObject([{ code: 'dirty-hive', location: 'SYSTEM' }]);
    expect(pictureOf(dirty.root)).toEqual(pictureOfSpec(sampleHive));
  });
});

describe('a subkey', () => {
  const { root } = readHive(writeHive(sampleHive), 'SOFTWARE');

  it.each([
    ['Alpha', 'Alpha'],
    ['aLPHA', 'Alpha'],
    ['beta\\INNER\\innermost', 'Innermost'],
    ['GRÖßE', 'Größe'],
    ['кЛЮч', 'Ключ'],
    ['many\\sub 39', 'Sub 39'],
  ])('is found by %s', (path, name) => {
    expect(root.subkey(path)?.name).toBe(name);
  });

  it.each(['Alph', 'Alphabet', 'Alpha\\Inner', 'Beta\\Innermost', 'GRÖSSE', '', '\\Alpha'])(
    'is not found by %j',
    (path) => {
      expect(root.subkey(path)).toBeNull();
    },
  );

  it('is found with its own subkeys from a key that was found before', () => {
    expect(root.subkey('Beta')?.subkey('Inner\\Innermost')?.value('deep')?.data[0]).toBe(3);
  });
});

describe('a value', () => {
  const { root } = readHive(writeHive(sampleHive), 'SOFTWARE');

  it.each([
    ['Number', 4, [0x78, 0x56, 0x34, 0x12]],
    ['nUMBER', 4, [0x78, 0x56, 0x34, 0x12]],
    ['Empty', 3, []],
    ['Three', 3, [1, 2, 3]],
    ['Five', 3, [1, 2, 3, 4, 5]],
  ])('is found by %s', (name, type, data) => {
    const value = root.subkey('Alpha')?.value(name);
    expect([value?.type, Array.from(value?.data ?? [])]).toEqual([type, data]);
  });

  it('without a name is the default value', () => {
    const text = Buffer.from(root.subkey('Alpha')?.value('')?.data ?? []).toString('utf16le');
    expect(text).toBe('the default value\0');
  });

  it('that is not there is null', () => {
    expect(root.subkey('Alpha')?.value('Numbers')).toBeNull();
    expect(root.subkey('Beta')?.value('')).toBeNull();
  });

  it('is a copy: changing it changes nothing for the next reader', () => {
    root.subkey('Alpha')?.value('Five')?.data.fill(0xff);
    expect(root.subkey('Alpha')?.value('Five')?.data[0]).toBe(1);
  });

  it.each([16_343, 16_344, 16_345, 32_688, 32_689])('of %i bytes is read whole', (length) => {
    const data = Uint8Array.from({ length }, (_, i) => i % 253);
    const hive = writeHive({ name: 'ROOT', values: [regBinary('V', data), regDword('W', 1)] });
    expect(readHive(hive, 'x').root.value('V')?.data).toEqual(data);
  });
});

describe('siblings that are not sorted', () => {
  const names = Array.from({ length: 150 }, (_, i) => `Key ${(i * 7919) % 150}`);
  const spec = { name: 'ROOT', subkeys: names.map((name) => ({ name })) };

  it.each(lists)('are all found in an %s list', (subkeyList) => {
    const { root } = readHive(writeHive(spec, { subkeyList, order: 'as-given' }), 'x');
    expect(names.filter((name) => root.subkey(name)?.name !== name)).toEqual([]);
  });

  it('keep the order of the list', () => {
    const { root } = readHive(writeHive(spec, { order: 'as-given' }), 'x');
    expect(Array.from(root.subkeys(), (key) => key.name)).toEqual(names);
  });
});

it('reads two siblings of one name, and finds the first', () => {
  const twin = (n: number) => ({ name: 'Twin', values: [regDword('n', n)] });
  const { root } = readHive(writeHive({ name: 'ROOT', subkeys: [twin(1), twin(2)] }), 'x');
  expect(Array.from(root.subkeys(), (key) => key.value('n')?.data[0])).toEqual([1, 2]);
  expect(root.subkey('twin')?.value('n')?.data[0]).toBe(1);
});
