// A file that is named is opened once, whatever it is: it may lie on a disk that fails, or in a network.
// The system's own calls are counted, so that no way of opening is missed.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { msdmTable } from '../support/msdm-writer.js';
import { onPath } from '../support/on-path.js';
import {
  newUser,
  programFile,
  projectRoot,
  startProcess,
  type TestUser,
} from '../support/program.js';
import { realPart } from '../support/real-parts.js';

const strace = realPart({
  name: 'strace',
  install: 'apt-get install -y strace',
  find: () => (process.platform === 'linux' ? onPath('strace') : null),
});
const key = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const example = (path: string): Uint8Array => readFileSync(join(projectRoot, path));
/** Longer than what a kind is told by, so that it has to be read on. */
const longText = `${'no key here\n'.repeat(20_000)}Windows 11 Pro ${key}\n`;

const kinds: readonly (readonly [string, number, () => string | Uint8Array])[] = [
  ['a hive', 0, () => example('examples/windows-disk/Windows/System32/config/SOFTWARE')],
  ['a registry export', 0, () => example('examples/windows.reg')],
  ['a table of the firmware', 0, () => msdmTable(key)],
  ['an export of ProduKey', 0, () => example('test/fixtures/import/produkey.csv')],
  ['a text', 0, () => longText],
  ['an image of a disk', 4, () => `${' '.repeat(510)}U\u00aa`],
  ['anything else', 4, () => '\u0089PNG\r\n'],
];

describe.skipIf(strace === null)('a file that is named', () => {
  let user: TestUser;
  beforeAll(() => {
    user = newUser();
  });
  afterAll(() => {
    user.dispose();
  });

  it.each(kinds)('is opened once: %s', async (_, status, content) => {
    const file = join(user.folder, 'the-source');
    const written = content();
    writeFileSync(file, typeof written === 'string' ? Buffer.from(written, 'latin1') : written);
    const log = join(user.folder, 'strace.log');
    const trace = ['-f', '-qq', '-s', '4096', '-e', 'trace=open,openat,openat2', '-o', log];
    const collect = [process.execPath, programFile, 'collect', '--from', file, '--json'];
    const run = await startProcess([strace ?? '', ...trace, ...collect], {
      // Openings that go through io_uring would not be seen.
      environment: { ...user.environment, UV_USE_IO_URING: '0' },
      ...{ cwd: user.folder, stdin: '' },
    }).ended;
    expect(run.status, run.stderr).toBe(status);
    const calls = readFileSync(log, 'utf8').split('\n');
    const openings = calls.filter((call) => call.includes(`"${file}"`));
    expect(openings).toHaveLength(1);
  });
});
