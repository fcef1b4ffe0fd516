import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openHive } from '../../../src/registry/hive/hive.js';
import { entriesLog } from '../../support/hive-log.js';
import { regDword, writeHive } from '../../support/hive-writer.js';
import { folderOfFile } from '../../support/temporary-folder.js';

const root = folderOfFile();
const version = (n: number): Uint8Array =>
  writeHive({ name: 'ROOT', values: [regDword('n', n)] }, { dirty: true });
const clean = writeHive({ name: 'ROOT', values: [regDword('n', 0)] });
const first = entriesLog([{ sequence: 7, before: version(0), after: version(1) }]);
const second = entriesLog([{ sequence: 8, before: version(1), after: version(2) }]);
const empty = new Uint8Array(0);
const zeros = new Uint8Array(8192);

let folders = 0;

/** What is read of a hive in a folder with these files; null makes a folder of that name. */
function read(files: Readonly<Record<string, Uint8Array | null>>) {
  folders += 1;
  const folder = join(root, `${folders}`);
  mkdirSync(folder);
  for (const [name, bytes] of Object.entries(files)) {
    if (bytes === null) mkdirSync(join(folder, name));
    else writeFileSync(join(folder, name), bytes);
  }
  const hive = openHive(join(folder, 'SOFTWARE'));
  const n = hive.root.value('n')?.data[0];
  hive.close();
  return { n, logs: hive.replayedLogs, codes: hive.warnings().map(({ code }) => code) };
}

describe('the logs of a dirty hive', () => {
  it.each([
    [{ 'SOFTWARE.LOG1': first }, 1, ['SOFTWARE.LOG1']],
    [{ 'SOFTWARE.LOG2': first }, 1, ['SOFTWARE.LOG2']],
    [{ 'SOFTWARE.LOG': first }, 1, ['SOFTWARE.LOG']],
    [{ 'software.log1': second, 'Software.Log2': first }, 2, ['Software.Log2', 'software.log1']],
    [
      { 'SOFTWARE.LOG': first, 'SOFTWARE.LOG1': empty, 'SOFTWARE.LOG2': empty },
      1,
      ['SOFTWARE.LOG'],
    ],
    [
      { 'SOFTWARE.LOG': first, 'SOFTWARE.LOG1': zeros, 'SOFTWARE.LOG2': zeros },
      1,
      ['SOFTWARE.LOG'],
    ],
    [{ 'SOFTWARE.LOG': second, 'SOFTWARE.LOG1': first }, 1, ['SOFTWARE.LOG1']],
  ])('are found beside it: %#', (logs, n, taken) => {
    expect(read({ SOFTWARE: version(0), ...logs })).toEqual({ n, logs: taken, codes: [] });
  });

  it('that are damaged leave the single one', () => {
    const logs = { 'SOFTWARE.LOG1': Uint8Array.from(first).fill(9, 4), 'SOFTWARE.LOG': first };
    const { n, codes } = read({ SOFTWARE: version(0), ...logs });
    expect([n, codes]).toEqual([1, ['log-refused']]);
  });

  it('are missing without harm', () => {
    const logs = { 'SYSTEM.LOG1': first, 'SOFTWARE.LOG3': first, 'MYSOFTWARE.LOG1': first };
    expect(read({ SOFTWARE: version(0), ...logs })).toEqual({
      n: 0,
      logs: [],
      codes: ['dirty-hive'],
    });
  });

  it('that cannot be opened are warned of', () => {
    const result = read({ SOFTWARE: version(0), 'SOFTWARE.LOG1': null, 'SOFTWARE.LOG2': first });
    expect(result).toEqual({ n: 1, logs: ['SOFTWARE.LOG2'], codes: ['log-refused'] });
  });
});

it('a link in the place of a log is not followed, wherever it leads', () => {
  const outside = join(root, 'outside.LOG1');
  writeFileSync(outside, first);
  const folder = join(root, 'linked');
  mkdirSync(folder);
  writeFileSync(join(folder, 'SOFTWARE'), version(0));
  symlinkSync(outside, join(folder, 'SOFTWARE.LOG1'));
  const hive = openHive(join(folder, 'SOFTWARE'));
  expect(hive.root.value('n')?.data[0]).toBe(0);
  hive.close();
  expect(hive.warnings().map(({ code }) => code)).toContain('log-refused');
});

it('the logs of a clean hive are not even opened', () => {
  expect(read({ SOFTWARE: clean, 'SOFTWARE.LOG1': null })).toEqual({ n: 0, logs: [], codes: [] });
});
