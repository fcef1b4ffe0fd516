// The list of a portable folder may come from anywhere: no path in it leads out of the folder.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listedFiles } from '../../src/restore/portable-folder.js';

const digest = 'a'.repeat(64);
const line = (path: string): string => `${digest}  ${path}\n`;

describe('the list of a portable folder', () => {
  it('is read as sha256sum writes it', () => {
    const paths = ['node.exe', 'native/node_modules/@koromix/x/a.b-c_d.node', 'READ ME FIRST.txt'];
    expect(listedFiles(paths.map(line).join(''))).toEqual(paths.map((path) => ({ path, digest })));
  });

  it.each([
    ...[
      '../x',
      '/x',
      'a/../b',
      'a//b',
      './a',
      'C:/x',
      'a\\b',
      'a:stream',
      'a.',
      'a ',
      '',
      'a/',
      '..',
    ],
    ...['\u202ea', 'a\u0000b', 'SHA256SUMS', 'a'.repeat(10) + '/b'.repeat(16), '-rf', '~/x'],
  ])('is none with the path %j', (path) => {
    expect(listedFiles(line('node') + line(path))).toBeNull();
  });

  it.each([
    ...[
      '',
      'x',
      line('a').trimEnd(),
      `${line('a')}\n`,
      line('a') + line('A'),
      line('a') + line('a'),
    ],
    ...[line('a').toUpperCase(), ` ${line('a')}`, line('a').replace('  ', ' *')],
    Array.from({ length: 5001 }, (_, i) => line(`f${i}`)).join(''),
  ])('is none in any other form: %#', (text) => {
    expect(listedFiles(text)).toBeNull();
  });

  it('gives no path out of the folder, whatever it holds', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (paths) => {
        for (const { path } of listedFiles(paths.map(line).join('')) ?? [])
          expect(path.split('/')).not.toContain('..');
      }),
    );
  });
});
