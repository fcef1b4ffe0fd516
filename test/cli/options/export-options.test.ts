// What speaks against an export, said before any place is asked.
import { describe, expect, it } from 'vitest';
import { type ExportFlags, wantedExport } from '../../../src/cli/options/export-options.js';

const out = 'keys';

describe('the flags of an export', () => {
  it('say the form, the file, and whether it is replaced', () => {
    expect(wantedExport({ format: 'HTML' })).toEqual({
      ...{ format: 'html', file: null, mayReplace: false },
    });
    expect(wantedExport({ format: '1password', out, force: true, json: true })).toEqual({
      ...{ format: '1password', file: out, mayReplace: true },
    });
  });

  it.each<[string, ExportFlags, string, string]>([
    ['no form', {}, 'USAGE', 'the form of the export is missing'],
    ['an unknown form', { format: 'pdf' }, 'USAGE', 'there is no such form'],
    ['a name of every object', { format: 'constructor' }, 'USAGE', 'there is no such form'],
    ['a database without a file', { format: 'keepass' }, 'USAGE', 'it needs a file'],
    [
      'a database that nobody names a passphrase for',
      { format: 'keepass', out },
      'NO_PASSPHRASE',
      'no terminal',
    ],
    [
      'a passphrase of a plain file',
      { format: 'csv', out, databasePassphraseFile: 'x' },
      'USAGE',
      'only a KeePass',
    ],
    ['--json without a file', { format: 'json', json: true }, 'USAGE', 'with --json the keys go'],
    ['--force without a file', { format: 'csv', force: true }, 'USAGE', '--force is for the file'],
  ])('refuse %s', (_, flags, code, message) => {
    expect(() => wantedExport(flags)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message) as string }),
    );
  });
});
