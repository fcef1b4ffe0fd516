import { expect, it } from 'vitest';
import { readHive } from '../../../src/registry/hive/hive.js';
import { hiveSurgeon, nkField, vkField } from '../../support/hive-surgeon.js';
import { regBinary, writeHive } from '../../support/hive-writer.js';
import { pictureOf } from '../../support/registry-walk.js';

it('tells of fifty damaged places and counts the rest', () => {
  const surgeon = hiveSurgeon(
    writeHive({
      name: 'R',
      subkeys: Array.from({ length: 80 }, (_, i) => ({ name: `Key ${i}` })),
    }),
  );
  const list = surgeon.subkeyList('R');
  for (let i = 0; i < 80; i += 1) surgeon.u32(list + 4 + 8 * i, 0x100000 + 8 * i);
  const hive = readHive(surgeon.bytes, 'x');
  expect(Array.from(hive.root.subkeys())).toEqual([]);
  expect(hive.warnings()).toHaveLength(51);
  expect(hive.warnings()[50]?.message).toBe('30 more damaged places were met');
});

it('gives up a hive of nothing but damage', () => {
  const places = Uint32Array.from({ length: 12_000 }, (_, i) => 0x100000 + 8 * i);
  const values = [regBinary('places', new Uint8Array(places.buffer))];
  // before version 4 long data lies in one cell, which can be taken for a list of values
  const surgeon = hiveSurgeon(
    writeHive({ name: 'R', values, subkeys: [{ name: 'Key' }] }, { minorVersion: 3 }),
  );
  const root = surgeon.find('nk', 'R');
  surgeon.u32(root + nkField.valueCount, places.length);
  surgeon.u32(
    root + nkField.valueList,
    surgeon.get32(surgeon.find('vk', 'places') + vkField.dataOffset),
  );
  const hive = readHive(surgeon.bytes, 'x');
  expect(hive.root.subkey('Key')?.name).toBe('Key');
  expect(Array.from(hive.root.values())).toEqual([]);
  expect(hive.warnings()).toHaveLength(52);
  expect(hive.warnings().at(-1)?.message).toBe(
    'it is damaged in too many places: the rest of the hive was not read',
  );
  expect(hive.root.subkey('Key')).toBeNull();
});

it('tells the end of a long path', () => {
  let spec: { name: string; subkeys?: object[] } = { name: 'bottom' };
  for (let i = 0; i < 100; i += 1) spec = { name: `${i} ${'o'.repeat(240)}`, subkeys: [spec] };
  const surgeon = hiveSurgeon(writeHive({ name: 'R', subkeys: [spec] } as never));
  surgeon.u32(surgeon.find('nk', 'bottom') + nkField.valueCount, 1);
  const hive = readHive(surgeon.bytes, 'x');
  pictureOf(hive.root);
  const [warning] = hive.warnings();
  expect(warning?.message).toMatch(/^\.\.\.o+\\0 o+\\bottom: value list: /);
  expect(warning?.message.length).toBeLessThan(600);
});
