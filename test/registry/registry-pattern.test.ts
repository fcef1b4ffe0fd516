import { describe, expect, it } from 'vitest';
import type { RegistryKey } from '../../src/registry/registry.js';
import { treeKey } from '../../src/registry/registry-tree.js';
import { keyFinder } from '../../src/registry/registry-pattern.js';

const paths = ['Maker\\App 1\\Licence', 'Maker\\App 2\\Licence', 'Maker\\Other', 'Another\\App 1'];

function registry(): RegistryKey {
  const root = treeKey('ROOT');
  for (const path of paths) root.ensure(path);
  return root;
}

function found(root: RegistryKey, pattern: string): string[] {
  return [...keyFinder(root)(pattern)].map(({ path }) => path);
}

/** A key that notes what it is asked for. */
function watched(key: RegistryKey, asked: string[]): RegistryKey {
  const subkey = (name: string): RegistryKey | null => {
    asked.push(name);
    const below = key.subkey(name);
    return below === null ? null : watched(below, asked);
  };
  return { ...key, subkey };
}

describe('a pattern', () => {
  it.each([
    ['Maker\\Other', ['Maker\\Other']],
    ['maker\\OTHER', ['Maker\\Other']],
    ['Maker\\App *', ['Maker\\App 1', 'Maker\\App 2']],
    ['Maker\\App *\\Licence', ['Maker\\App 1\\Licence', 'Maker\\App 2\\Licence']],
    ['*\\App 1', ['Maker\\App 1', 'Another\\App 1']],
    ['Maker\\*\\Licence\\*', []],
    ['Maker\\App', []],
    ['Nobody\\*', []],
    ['*', ['Maker', 'Another']],
  ])('%j names %j', (pattern, expected) => {
    expect(found(registry(), pattern)).toEqual(expected);
  });

  it('of a maker that is not there asks for the maker alone, and once for all of its programs', () => {
    const asked: string[] = [];
    const find = keyFinder(watched(registry(), asked));
    for (const pattern of ['Nobody\\App\\1', 'Nobody\\App\\2', 'NOBODY\\*', 'Nobody\\Other']) {
      expect([...find(pattern)]).toEqual([]);
    }
    expect(asked).toEqual(['Nobody']);
  });

  it('finds what another has found before', () => {
    const asked: string[] = [];
    const find = keyFinder(watched(registry(), asked));
    for (let time = 0; time < 2; time += 1) {
      expect([...find('Maker\\Other')].map(({ path }) => path)).toEqual(['Maker\\Other']);
    }
    expect(asked).toEqual(['Maker', 'Other']);
  });
});
