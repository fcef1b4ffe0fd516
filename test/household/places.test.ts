import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyConfig, withEntry } from '../../src/household/config.js';
import { choosePlaces } from '../../src/household/places.js';
import { folderOfFile } from '../support/temporary-folder.js';

const folder = folderOfFile();
const stick = join(folder, 'stick');
const config = withEntry(emptyConfig, { name: 'stick', kind: 'directory', path: stick });
const namesOf = (named: string[]): string[] =>
  choosePlaces(named, config, { tell: 'to' }).map(({ name }) => name);

describe('the places of a command', () => {
  it.each([
    ['twice the same', [stick, stick]],
    ['with a slash at its end', [stick, `${stick}/`]],
    ['by way of its parent', [stick, join(folder, 'other', '..', 'stick')]],
    ['by its name in the config and by its path', ['stick', stick]],
  ])('count one that is written in two ways once: %s', (_what, written) => {
    expect(namesOf(written)).toEqual([written[0]]);
  });

  it('keep two that differ, in their order', () => {
    const other = join(folder, 'other');
    expect(namesOf([other, 'stick', 'credential-store'])).toEqual([
      other,
      'stick',
      'credential-store',
    ]);
  });

  it('are all of the config where none is named', () => {
    expect(namesOf([])).toEqual(['stick']);
  });
});
