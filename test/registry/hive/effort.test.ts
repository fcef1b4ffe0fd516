import { describe, expect, it } from 'vitest';
import { boundedBins } from '../../../src/registry/hive/effort.js';
import { hiveWarnings } from '../../../src/registry/hive/damage.js';
import { readHive } from '../../../src/registry/hive/hive.js';
import { listOwners } from '../../../src/registry/hive/list-owners.js';
import { memoryPages } from '../../../src/registry/hive/page-source.js';
import { hiveSurgeon, vkField } from '../../support/hive-surgeon.js';
import { regBinary, writeHive } from '../../support/hive-writer.js';

const giveUp = 'reading it takes far longer than a hive of its size should';

describe('a hive whose values share their data', () => {
  const count = 200;
  const names = Array.from({ length: count }, (_, i) => `value ${i}`);
  const values = names.map((name) => regBinary(name, new Uint8Array(8)));
  const shared = regBinary('shared', new Uint8Array(6_000_000));
  const surgeon = hiveSurgeon(writeHive({ name: 'R', values: [shared, ...values] }));
  const data = surgeon.get32(surgeon.find('vk', 'shared') + vkField.dataOffset);
  for (const name of names) {
    const value = surgeon.find('vk', name);
    surgeon.u32(value + vkField.dataSize, shared.data.length);
    surgeon.u32(value + vkField.dataOffset, data);
  }

  it('is read until it was too much, with a warning', () => {
    const hive = readHive(surgeon.bytes, 'x');
    let read = 0;
    for (const value of hive.root.values()) read += value.data.length / shared.data.length;
    expect(read).toBeGreaterThan(20);
    expect(read).toBeLessThan(100);
    const messages = hive.warnings().map(({ message }) => message);
    expect(messages).toEqual([`${giveUp}: the rest of the hive was not read`]);
    expect(hive.root.value('shared')).toBeNull();
  });
});

describe('the bins of a hive', () => {
  it('are worth more reading the larger they are, up to a bound', () => {
    const readsOf = (length: number): number => {
      const warnings = hiveWarnings('x');
      const bins = boundedBins(memoryPages(new Uint8Array(0)), length, warnings);
      const step = 10_000;
      for (let reads = 0; ; reads += step) {
        try {
          bins.spend(step);
        } catch {
          expect(warnings.isExhausted()).toBe(true);
          return reads;
        }
      }
    };
    expect(readsOf(4096)).toBe(4_000_000);
    expect(readsOf(2 ** 26)).toBeGreaterThan(6_000_000);
    expect(readsOf(2 ** 32)).toBe(10_000_000);
  });
});

describe('the subkey lists of a hive', () => {
  const bins = boundedBins(memoryPages(new Uint8Array(0)), 800_000, hiveWarnings('x'));

  it('hold together no more elements than there can be keys, and a list that is damaged', () => {
    const owners = listOwners(bins);
    owners.claim(32, 1, 65_535);
    owners.claim(64, 2, 9_000);
    expect(() => {
      owners.claim(96, 3, 1_100);
    }).toThrow('expected no more than 75536 subkeys, found more');
  });

  it('count once, however often their key reads them', () => {
    const owners = listOwners(bins);
    for (let i = 0; i < 100; i += 1) owners.claim(32, 1, 60_000);
    expect(() => {
      owners.claim(32, 2, 60_000);
    }).toThrow('expected a list of its own, found one of another key');
  });
});
