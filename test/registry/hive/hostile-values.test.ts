import { describe, expect, it } from 'vitest';
import { readHive } from '../../../src/registry/hive/hive.js';
import { type HiveSurgeon, hiveSurgeon, vkField } from '../../support/hive-surgeon.js';
import { writeHive } from '../../support/hive-writer.js';
import { sampleHive } from './sample-hive.js';

const valid = writeHive(sampleHive);

interface ValueDamage {
  readonly name: string;
  readonly value: string;
  readonly damage: (hive: HiveSurgeon, value: number) => void;
  readonly warning: RegExp;
}

const valueDamages: readonly ValueDamage[] = [
  {
    name: 'data beyond its cell',
    value: 'Five',
    damage: (hive, value) => {
      hive.u32(value + vkField.dataSize, 13);
    },
    warning: /^Alpha, value Five: value data: .* expected 13 bytes within the cell, found 12/,
  },
  {
    name: 'data of 2 GiB',
    value: 'Five',
    damage: (hive, value) => {
      hive.u32(value + vkField.dataSize, 0x7fffffff);
    },
    warning: /^Alpha, value Five: value data: .* expected at most \d+ bytes of data/,
  },
  {
    name: 'more than four bytes inline',
    value: 'Three',
    damage: (hive, value) => {
      hive.u32(value + vkField.dataSize, 0x80000005);
    },
    warning: /^Alpha, value Three: value data: .* expected at most 4 bytes inline, found 5/,
  },
  {
    name: 'data outside of the bins',
    value: 'Five',
    damage: (hive, value) => {
      hive.u32(value + vkField.dataOffset, 0xfffffff8);
    },
    warning: /^Alpha, value Five: value data: .* expected an aligned offset/,
  },
  {
    name: 'data in a cell that is not in use',
    value: 'Five',
    damage: (hive, value) => {
      hive.u32(hive.follow(value + vkField.dataOffset) - 4, 16);
    },
    warning: /^Alpha, value Five: value data: .* expected the negative size/,
  },
  {
    name: 'big data with too few segments',
    value: 'Big',
    damage: (hive, value) => {
      hive.u16(hive.follow(value + vkField.dataOffset) + 2, 2);
    },
    warning: /^Alpha, value Big: big data list: at byte 8 expected 4 bytes, found 0 bytes/,
  },
  {
    name: 'big data that counts more segments than its list holds',
    value: 'Big',
    damage: (hive, value) => {
      hive.u16(hive.follow(value + vkField.dataOffset) + 2, 0xffff);
    },
    warning: /^Alpha, value Big: big data list: .* expected 262140 bytes within the cell/,
  },
  {
    name: 'a segment that is shorter than it must be',
    value: 'Big',
    damage: (hive, value) => {
      const list = hive.follow(hive.follow(value + vkField.dataOffset) + 4);
      hive.u32(list, hive.pointer(list));
    },
    warning: /^Alpha, value Big: data segment: .* expected 16344 bytes within the cell/,
  },
  {
    name: 'long data in a cell that is too short and no big data',
    value: 'Big',
    damage: (hive, value) => {
      hive.u16(hive.follow(value + vkField.dataOffset), 0x7878);
    },
    warning: /^Alpha, value Big: value data: .* expected 40000 bytes within the cell/,
  },
];

describe('a value with', () => {
  it.each(valueDamages)('$name is left out, with a warning', ({ value, damage, warning }) => {
    const surgeon = hiveSurgeon(valid);
    damage(surgeon, surgeon.find('vk', value));
    const hive = readHive(surgeon.bytes, 'x');
    const alpha = hive.root.subkey('Alpha');
    expect(alpha?.value(value)).toBeNull();
    expect(Array.from(alpha?.values() ?? [])).toHaveLength(6);
    const [first] = hive.warnings();
    expect(first?.code).toBe('value-unreadable');
    expect(first?.message).toMatch(warning);
  });

  it('a name longer than its cell is left out, with a warning', () => {
    const surgeon = hiveSurgeon(valid);
    surgeon.u16(surgeon.find('vk', 'Five') + vkField.nameLength, 0xfff0);
    const hive = readHive(surgeon.bytes, 'x');
    expect(Array.from(hive.root.subkey('Alpha')?.values() ?? [])).toHaveLength(6);
    expect(hive.warnings()[0]?.message).toMatch(/^Alpha: key value: .* expected 65520 bytes/);
  });
});
