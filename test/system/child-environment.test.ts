// What children are given, and where their programs are looked for.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { neededVariables, ownCommandVariables } from '../../src/system/child-environment.js';
import { cheapPassphrase, cheapStick } from '../support/cheap-stick.js';
import { newUser, programFile, startProcess } from '../support/program.js';
import { smallContent } from '../support/sample-content.js';

const user = newUser();
afterAll(() => {
  user.dispose();
});

describe('the variables of a part of the program', () => {
  it('are those that it needs to start', () => {
    const given = {
      PATH: '/bin',
      HOME: '/h',
      AWS_SECRET_ACCESS_KEY: 's',
      BW_SESSION: 's',
      LANG: 'C',
    };
    expect(neededVariables(given)).toEqual({ PATH: '/bin', HOME: '/h', LANG: 'C' });
  });
});

describe("the variables of a person's own command", () => {
  it('are all, and its program is not looked up where one works', () => {
    const path = ['/usr/bin', '', '.', 'tools', '/bin'].join(delimiter);
    expect(ownCommandVariables({ PATH: path, BW_SESSION: 's' })).toEqual({
      PATH: ['/usr/bin', '/bin'].join(delimiter),
      BW_SESSION: 's',
      NoDefaultCurrentDirectoryInExePath: '1',
    });
  });

  it.skipIf(process.platform === 'win32')('so that a planted program is not run', async () => {
    const stick = join(user.folder, 'stick');
    await cheapStick(stick, smallContent);
    const tools = join(user.folder, 'tools');
    mkdirSync(tools);
    for (const [folder, words] of [
      [tools, cheapPassphrase],
      [user.folder, 'planted'],
    ] as const) {
      const file = join(folder, 'tell-words');
      writeFileSync(file, `#!/bin/sh\necho '${words}'\necho 'login: me'\n`);
      chmodSync(file, 0o755);
    }
    const environment = {
      ...user.environment,
      PATH: ['', '.', tools, user.environment['PATH'] ?? ''].join(delimiter),
    };
    const args = ['list', '--from', stick, '--passphrase-command', 'tell-words'];
    const { status, stderr } = await startProcess([process.execPath, programFile, ...args], {
      ...{ environment, cwd: user.folder, stdin: '' },
    }).ended;
    expect(status, stderr).toBe(0);
  });
});
