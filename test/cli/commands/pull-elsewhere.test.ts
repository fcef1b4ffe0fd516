// What a pull does with the keys beside showing them: onto the clipboard, into a file, as lines to type.
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordContent } from '../../../src/record/schema.js';
import { cheapPassphrase, cheapStick } from '../../support/cheap-stick.js';
import { passphraseFlags } from '../../support/example-stick.js';
import { parseOutput } from '../../support/json-output.js';
import { productKeys } from '../../support/household-samples.js';
import { licenceOf } from '../../support/licences-of-kinds.js';
import { newUser } from '../../support/program.js';
import { realPart } from '../../support/real-parts.js';
import { smallContent } from '../../support/sample-content.js';
import { enter, runAtTerminal, terminalPart, terminalSizes } from '../../support/terminal.js';

const [windowsKey, officeKey] = [productKeys.genericPro, productKeys.other];
const terminal = realPart(terminalPart);
const user = newUser();
const bin = join(user.folder, 'bin');
const copied = join(user.folder, 'copied.txt');
const stick = join(user.folder, 'stick');
const content: RecordContent = {
  ...smallContent,
  machine: { ...smallContent.machine, name: 'ANNA-PC' },
  licences: [
    licenceOf({ channel: 'Retail', product: 'Windows 11 Pro', productKey: windowsKey }),
    licenceOf({
      ...{ channel: 'Volume:MAK', family: 'office', productKey: officeKey },
      product: 'Microsoft Office LTSC Professional Plus 2021',
    }),
  ],
};
beforeAll(async () => {
  await cheapStick(stick, content);
  mkdirSync(bin);
  const xclip = join(bin, 'xclip');
  writeFileSync(xclip, `#!/bin/sh\nprintf '%s ' "$@" > '${copied}.args'\n/bin/cat > '${copied}'\n`);
  chmodSync(xclip, 0o755);
});
afterAll(() => {
  user.dispose();
});

const path = [bin, process.env['PATH'] ?? ''].join(delimiter);
const desktop = { ...user.environment, PATH: path, DISPLAY: ':0', WAYLAND_DISPLAY: '' };
const pull = (...more: string[]): string[] => [
  ...['pull', '--from', stick, ...passphraseFlags(user, cheapPassphrase)],
  ...more,
];

describe('pull --out', () => {
  it('writes what pull shows for its owner alone, and says that it is plain', async () => {
    const file = join(user.folder, 'keys.txt');
    const { status, stdout, stderr } = await user.run(pull('--out', file));
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toContain('2 entries of 1 PC');
    expect(stderr).toContain('this file is plain: whoever can read it has the product keys');
    const shown = await user.run(pull());
    expect(readFileSync(file, 'utf8').replaceAll('\r\n', '\n')).toBe(shown.stdout);
    expect(shown.stdout).toContain(`slmgr /ipk ${windowsKey}`);
    expect(shown.stdout).toMatch(
      /\n\nIf a key is refused with an error code: vault explain CODE\n$/,
    );
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('replaces nothing unless it is told to', async () => {
    const file = join(user.folder, 'mine.txt');
    writeFileSync(file, 'mine');
    const refused = await user.run(pull('--out', file));
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain('is there already');
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect((await user.run(pull('--out', file, '--force'))).status).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain(windowsKey);
  });
});

describe.skipIf(process.platform !== 'linux')('pull --copy', () => {
  it('puts the key of an entry onto the clipboard, and shows none', async () => {
    const run = await user.run(pull('--copy', '--entry', '2'), { environment: desktop });
    expect({ status: run.status, stdout: run.stdout }).toEqual({ status: 0, stdout: '' });
    expect(readFileSync(copied, 'utf8')).toBe(officeKey);
    expect(readFileSync(`${copied}.args`, 'utf8')).toBe('-selection clipboard ');
    expect(run.stderr).toContain(
      `Professional Plus 2021, *****-*****-*****-*****-${officeKey.slice(-5)}`,
    );
    expect(run.stderr).toContain('It stays there until something else is copied');
    expect(run.stderr).not.toContain(officeKey);
  });

  it('asks for the key without a terminal in words, and says where nothing can do it', async () => {
    const unsaid = await user.run(pull('--copy'), { environment: desktop });
    expect(unsaid.status).toBe(2);
    expect(unsaid.stderr).toContain('which key is meant?');
    const bare = { ...desktop, DISPLAY: '' };
    const nowhere = await user.run(pull('--copy', '--entry', '1'), { environment: bare });
    expect(nowhere.status).toBe(1);
    expect(nowhere.stderr).toContain('nothing here can put a key onto the clipboard');
    expect(nowhere.stderr).toContain('wl-clipboard, xclip or xsel');
  });

  it.skipIf(terminal === null).each(terminalSizes)(
    'asks which at $columns columns',
    async (size) => {
      const typing = [['Which key?', '2'] as const, ['2. ', enter] as const];
      const own = { ...user, environment: desktop };
      writeFileSync(copied, '');
      const { status, screen } = await runAtTerminal(own, pull('--copy'), typing, size);
      expect(status, screen).toBe(0);
      expect(readFileSync(copied, 'utf8')).toBe(officeKey);
      expect(screen).not.toContain(officeKey);
      expect(screen).not.toContain(windowsKey);
    },
  );
});

describe.skipIf(process.platform === 'win32')('pull --apply', () => {
  it('shows the lines to type, and enters nothing where no Windows runs', async () => {
    const { status, stdout, stderr } = await user.run(pull('--apply'));
    expect(status, stderr).toBe(0);
    expect(stdout).toContain(`    slmgr /ipk ${windowsKey}\n    slmgr /ato\n`);
    expect(stdout).toContain(`    cscript ospp.vbs /inpkey:${officeKey}\n`);
    expect(stdout).toContain('Not entered: a key of Office is entered by Office itself.');
  });
});

describe('explain', () => {
  it('says what a code means and what to do, as text and as JSON', async () => {
    const { status, stdout } = await user.run(['explain', 'c004c003']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^0xC004C003: The activation server has blocked the key\.\n {2}1\. /);
    const json = (await user.run(['explain', '0xC0FFEE00', '--json'])).stdout;
    expect(parseOutput('explain', json)).toMatchObject({
      errors: [{ code: '0xC0FFEE00', known: false, source: null }],
    });
  });

  it('lists all codes for none, and refuses what is none without repeating it', async () => {
    const all = await user.run(['explain']);
    expect(all.stdout.trim().split('\n').length).toBeGreaterThan(50);
    const wrong = await user.run(['explain', windowsKey]);
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toContain('that is no error code of Windows');
    expect(wrong.stderr).not.toContain(windowsKey);
  });
});
