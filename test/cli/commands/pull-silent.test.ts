// A pull from a stick and from a server that never answers: the keys of the stick are shown all the same.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cheapPassphrase, cheapStick, exampleContent } from '../../support/cheap-stick.js';
import { exampleKeys, passphraseFlags } from '../../support/example-stick.js';
import { newUser, programFile, startProcess } from '../../support/program.js';

const user = newUser();
const stick = join(user.folder, 'stick');
let server: Server;
beforeAll(async () => {
  await cheapStick(stick, await exampleContent());
  server = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  user.dispose();
});

describe('a pull while a place is silent', () => {
  it('shows the keys of the other, and Ctrl-C leaves them with status 130', async () => {
    const { port } = server.address() as AddressInfo;
    const pull = ['pull', '--from', 's3://bucket', '--from', stick];
    const environment = {
      ...user.environment,
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: 'AK',
      AWS_SECRET_ACCESS_KEY: 'SK',
    };
    const { process: child, ended } = startProcess(
      [process.execPath, programFile, ...pull, ...passphraseFlags(user, cheapPassphrase)],
      { environment, cwd: user.folder, stdin: '' },
    );
    let shown = '';
    await new Promise<void>((resolve) => {
      child.stdout?.on('data', (chunk: Buffer) => {
        shown += chunk.toString();
        if (exampleKeys.every((key) => shown.includes(key))) resolve();
      });
    });
    child.kill('SIGINT');
    const { status, stdout, stderr } = await ended;
    expect(status).toBe(130);
    expect(stdout).toBe(shown);
    expect(stderr).toContain('s3://bucket was not waited for');
  });
});
