import { describe, expect, it } from 'vitest';
import { readHive } from '../../../src/registry/hive/hive.js';
import { hiveSurgeon } from '../../support/hive-surgeon.js';
import { writeHive } from '../../support/hive-writer.js';

describe('hashes and hints that are wrong', () => {
  it.each([
    { subkeyList: 'lh', order: 'sorted' },
    { subkeyList: 'lf', order: 'sorted' },
    { subkeyList: 'lh', order: 'as-given' },
    { subkeyList: 'lf', order: 'as-given' },
  ] as const)('hide no key of a list: %o', (options) => {
    const count = 300;
    // sorted, but for neighbours that changed places
    const names = Array.from({ length: count }, (_, i) => `Key ${1000 + (i ^ 1)}`);
    const subkeys = names.map((name) => ({ name }));
    const surgeon = hiveSurgeon(writeHive({ name: 'R', subkeys }, options));
    const list = surgeon.subkeyList('R');
    for (let i = 0; i < count; i += 1) surgeon.u32(list + 8 + 8 * i, 0x58585858);
    const { root } = readHive(surgeon.bytes, 'x');
    expect(names.filter((name) => root.subkey(name)?.name !== name)).toEqual([]);
    expect(root.subkey('Key 1300')).toBeNull();
  });

  it('hide no key when one alone is wrong', () => {
    const names = Array.from({ length: 300 }, (_, i) => `Key ${i}`).toSorted();
    const surgeon = hiveSurgeon(writeHive({ name: 'R', subkeys: names.map((name) => ({ name })) }));
    surgeon.u32(surgeon.subkeyList('R') + 8 + 8 * 77, 0x58585858);
    expect(readHive(surgeon.bytes, 'x').root.subkey(names[77] ?? '')?.name).toBe(names[77]);
  });
});
