import { describe, expect, it } from 'vitest';
import { readHive } from '../../../src/registry/hive/hive.js';
import { type HiveSurgeon, hiveSurgeon, nkField } from '../../support/hive-surgeon.js';
import { writeHive } from '../../support/hive-writer.js';
import { pathsBelow, pictureOf } from '../../support/registry-walk.js';
import { sampleHive } from './sample-hive.js';
import { warningCodes } from '../../../src/record/warning.js';

const valid = writeHive(sampleHive, { subkeysPerList: 10 });
const allPaths = Array.from(pathsBelow(readHive(valid, 'x').root));

interface Damage {
  readonly name: string;
  readonly damage: (hive: HiveSurgeon) => void;
  /** Keys that can no longer be reached; every other must still be. */
  readonly lost: (path: string) => boolean;
  readonly warning: RegExp;
}

const isBelow = (parent: string) => (path: string) => path.startsWith(`${parent}\\`);
const isAt = (key: string) => (path: string) => path === key || isBelow(key)(path);
const nothing = () => false;

const damages: readonly Damage[] = [
  {
    name: 'a subkey list outside of the bins',
    damage: (hive) => {
      hive.u32(hive.find('nk', 'Beta') + nkField.subkeyList, 0x7ffffff8);
    },
    lost: isBelow('Beta'),
    warning: /^Beta: subkey list: .* expected an aligned offset within \d+ bytes of bins/,
  },
  {
    name: 'a subkey list that is not aligned',
    damage: (hive) => {
      const list = hive.subkeyList('Beta');
      hive.u32(hive.find('nk', 'Beta') + nkField.subkeyList, hive.pointer(list) + 4);
    },
    lost: isBelow('Beta'),
    warning: /^Beta: subkey list: .* expected an aligned offset/,
  },
  {
    name: 'a subkey list in a cell that is not in use',
    damage: (hive) => {
      const list = hive.subkeyList('Beta');
      hive.u32(list - 4, -hive.get32(list - 4) >>> 0);
    },
    lost: isBelow('Beta'),
    warning: /^Beta: subkey list: .* expected the negative size of a cell in use/,
  },
  {
    name: 'a subkey list with a signature of its own',
    damage: (hive) => {
      hive.u16(hive.subkeyList('Beta'), 0x7878);
    },
    lost: isBelow('Beta'),
    warning: /^Beta: subkey list: .* expected "li", "lf", "lh" or "ri", found "xx"/,
  },
  {
    name: 'a subkey list that counts more than its cell holds',
    damage: (hive) => {
      hive.u16(hive.subkeyList('Beta') + 2, 0xffff);
    },
    lost: nothing,
    warning: /^Beta: subkey list: .* expected at most 1 elements, found 65535/,
  },
  {
    name: 'a cell that reaches past the bins',
    damage: (hive) => {
      hive.u32(hive.subkeyList('Beta') - 4, 0x80000000);
    },
    lost: isBelow('Beta'),
    warning: /^Beta: subkey list: .* expected the negative size/,
  },
  {
    name: 'an ri that lists itself',
    damage: (hive) => {
      const list = hive.subkeyList('Many');
      hive.u32(list + 4, hive.pointer(list));
    },
    lost: (path) => /^Many\\Sub (0|1|1[0-7])$/.test(path),
    warning: /^Many: subkey list: .* expected a list that was not read yet/,
  },
  {
    name: 'an ri that lists one list twice',
    damage: (hive) => {
      const list = hive.subkeyList('Many');
      hive.u32(list + 4, hive.get32(list + 8));
    },
    lost: (path) => /^Many\\Sub (0|1|10|11|12|13|14|15|16|17)$/.test(path),
    warning: /^Many: subkey list: .* expected a list that was not read yet/,
  },
  {
    name: 'an element that points to no key node',
    damage: (hive) => {
      hive.u32(hive.subkeyList('Beta') + 4, hive.pointer(hive.subkeyList('Beta')));
    },
    lost: isBelow('Beta'),
    warning: /^Beta: key node: .* expected "nk", found "lh"/,
  },
  {
    name: 'a subkey that is the root',
    damage: (hive) => {
      hive.u32(hive.subkeyList('Inner') + 4, hive.get32(36));
    },
    lost: isBelow('Beta\\Inner'),
    warning: /^Beta\\Inner: its subkey ROOT belongs to another key/,
  },
  {
    name: 'a subkey that is its own parent',
    damage: (hive) => {
      hive.u32(hive.subkeyList('Inner') + 4, hive.pointer(hive.find('nk', 'Beta')));
    },
    lost: isBelow('Beta\\Inner'),
    warning: /^Beta\\Inner: its subkey Beta belongs to another key/,
  },
  {
    name: 'a list that names a key twice',
    damage: (hive) => {
      const list = hive.subkeyList('Many');
      const first = hive.follow(list + 4);
      hive.u32(first + 4, hive.get32(first + 12));
      hive.u16(first + 2, 0xffff);
    },
    lost: (path) => path === 'Many\\Sub 0',
    warning: /^Many: subkey list: .* expected at most 10 elements, found 65535/,
  },
  {
    name: 'a key that lists itself',
    damage: (hive) => {
      hive.u32(hive.subkeyList('Beta') + 4, hive.pointer(hive.find('nk', 'Beta')));
    },
    lost: isBelow('Beta'),
    warning: /^Beta: its subkey Beta belongs to another key/,
  },
  {
    name: 'a key node in a cell that is not in use',
    damage: (hive) => {
      hive.u32(hive.find('nk', 'Beta') - 4, 0x60);
    },
    lost: isAt('Beta'),
    warning: /^the root key: key node: .* expected the negative size/,
  },
  {
    name: 'a key name that is longer than its cell',
    damage: (hive) => {
      hive.u16(hive.find('nk', 'Beta') + nkField.nameLength, 0xffff);
    },
    lost: isAt('Beta'),
    warning: /^the root key: key node: .* expected 65535 bytes within the cell/,
  },
  {
    name: 'a value list outside of the bins',
    damage: (hive) => {
      hive.u32(hive.find('nk', 'Alpha') + nkField.valueList, 0xfffffff8);
    },
    lost: nothing,
    warning: /^Alpha: value list: .* expected an aligned offset/,
  },
  {
    name: 'a count of values of 0xFFFFFFFF',
    damage: (hive) => {
      hive.u32(hive.find('nk', 'Alpha') + nkField.valueCount, 0xffffffff);
    },
    lost: nothing,
    warning: /^Alpha: value list: .* expected at most 7 values, found 4294967295/,
  },
  {
    name: 'a count of subkeys of 0xFFFFFFFF',
    damage: (hive) => {
      hive.u32(hive.find('nk', 'Alpha') + nkField.subkeyCount, 0xffffffff);
      hive.u32(
        hive.find('nk', 'Alpha') + nkField.subkeyList,
        hive.get32(hive.find('nk', 'Alpha') + 44),
      );
    },
    lost: nothing,
    warning: /^Alpha: subkey list: .* expected "li", "lf", "lh" or "ri", found "sk"/,
  },
];

describe('a hive with', () => {
  it.each(damages)('$name gives all the rest, with a warning', ({ damage, lost, warning }) => {
    const surgeon = hiveSurgeon(valid);
    damage(surgeon);
    const hive = readHive(surgeon.bytes, 'x');
    const reached = Array.from(pathsBelow(hive.root));
    expect(reached.toSorted()).toEqual(allPaths.filter((path) => !lost(path)).toSorted());
    pictureOf(hive.root);
    expect(hive.warnings().map(({ message }) => message)).toContainEqual(
      expect.stringMatching(warning),
    );
    expect(
      hive
        .warnings()
        .every(({ code, location }) => warningCodes.includes(code) && location === 'x'),
    ).toBe(true);
  });
});

it('reads no deeper than Windows does', () => {
  let spec: { name: string; subkeys?: object[] } = { name: 'bottom' };
  for (let i = 0; i < 600; i += 1) spec = { name: `${i}`, subkeys: [spec] };
  const hive = readHive(writeHive(spec as never), 'x');
  expect(Array.from(pathsBelow(hive.root))).toHaveLength(512);
  expect(hive.warnings()[0]?.message).toContain('more than 512 deep');
});

it('reads a list that many keys name for the first of them alone', () => {
  const subkeys = Array.from({ length: 400 }, (_, i) => ({ name: `Key ${i}` }));
  const surgeon = hiveSurgeon(writeHive({ name: 'R', subkeys }));
  const shared = surgeon.pointer(surgeon.subkeyList('R'));
  for (const { name } of subkeys) {
    surgeon.u32(surgeon.find('nk', name) + nkField.subkeyCount, 400);
    surgeon.u32(surgeon.find('nk', name) + nkField.subkeyList, shared);
  }
  const hive = readHive(surgeon.bytes, 'x');
  expect(Array.from(pathsBelow(hive.root))).toHaveLength(400);
  expect(hive.warnings()[0]?.message).toMatch(
    /^Key 0: subkey list: .* expected a list of its own, found one of another key$/,
  );
  expect(hive.warnings().at(-1)?.message).toBe('350 more damaged places were met');
});

it('takes the handle of a key that is one for no count of values', () => {
  const surgeon = hiveSurgeon(writeHive({ name: 'R', subkeys: [{ name: 'Handle' }] }));
  const key = surgeon.find('nk', 'Handle');
  surgeon.u16(key + nkField.flags, 0x60);
  surgeon.u32(key + nkField.valueCount, 0x80000050);
  const hive = readHive(surgeon.bytes, 'x');
  const [handle] = hive.root.subkeys();
  expect(handle?.name).toBe('Handle');
  expect(Array.from(handle?.values() ?? [])).toEqual([]);
  expect(hive.warnings()).toEqual([]);
});
