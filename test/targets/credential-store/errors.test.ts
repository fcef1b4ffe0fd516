// What the credential store's own words are turned into, and the words of a real loader when a piece
// of it is missing.
import { fork } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../src/system/helper/message.js';
import { credentialStoreError } from '../../../src/targets/credential-store/errors.js';
import { folderOfTest } from '../../support/temporary-folder.js';

describe('the error for what the credential store said', () => {
  it.each([
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'UNAVAILABLE', 'D-Bus'],
    ['Could not connect: No such file or directory', 'UNAVAILABLE', 'D-Bus'],
    [
      'The name org.freedesktop.secrets was not provided by any .service files',
      'UNAVAILABLE',
      'no credential store',
    ],
    ['Timeout was reached', 'TIMEOUT', 'did not answer'],
    ['Cannot create an item in a locked collection', 'LOCKED', 'locked'],
    ['helper process ended: SIGSEGV', 'LOCKED', 'locked'],
    [
      'A specified logon session does not exist. It may already have been terminated.\r\n',
      'DENIED',
      '1312',
    ],
    ['Access is denied.\r\n', 'DENIED', 'refused'],
    ['User interaction is not allowed.', 'LOCKED', 'locked'],
    ['The stub received bad data.\r\n', 'FULL', 'no more'],
    ['Eine angegebene Anmeldesitzung ist nicht vorhanden.', 'UNAVAILABLE', 'Anmeldesitzung'],
    ['helper process ended: status 1', 'UNAVAILABLE', 'status 1'],
  ])('%j is %s and says what to do', (said, code, words) => {
    const error = credentialStoreError(said);
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
    expect(error.hint).toContain('folder or on a stick');
  });
});

describe('the helper process without a piece of what it needs', () => {
  it('tells that keytar is not installed', async () => {
    const error = credentialStoreError(await messageOfHelper(emptyFolder));
    expect(error.code).toBe('UNAVAILABLE');
    expect(error.message).toContain('not installed');
  });

  it('tells that there is no binary for this system', async () => {
    const said = await messageOfHelper((keytar) => {
      cpSync('node_modules/keytar', keytar, { recursive: true });
      rmSync(join(keytar, 'build'), { recursive: true });
      rmSync(join(keytar, 'prebuilds'), { recursive: true });
    });
    expect(credentialStoreError(said).message).toContain('not installed');
  });

  it.skipIf(process.platform !== 'linux')('tells that libsecret is missing', async () => {
    const said = await messageOfHelper((keytar) => {
      cpSync('node_modules/keytar', keytar, { recursive: true });
      rmSync(join(keytar, 'build'), { recursive: true });
      const binary = join(keytar, `prebuilds/linux-${process.arch}/keytar.node`);
      const bytes = readFileSync(binary, 'latin1');
      const asksForAnother = bytes.replace('libsecret-1.so.0', 'libsecret-1.so.9');
      expect(asksForAnother).not.toBe(bytes);
      writeFileSync(binary, asksForAnother, 'latin1');
    });
    const error = credentialStoreError(said);
    expect(error.message).toContain('libsecret is missing');
    expect(error.hint).toContain('apt install libsecret-1-0');
  });
});

/** Shadows a keytar that a folder further up may hold. */
function emptyFolder(keytar: string): void {
  mkdirSync(keytar, { recursive: true });
}

/** What the helper answers in a folder of its own, whose keytar package `arrange` has set up. */
async function messageOfHelper(arrange: (keytarFolder: string) => void): Promise<string> {
  const folder = folderOfTest();
  const program = join(folder, 'src/targets/credential-store/process.ts');
  mkdirSync(dirname(program), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  const imported = ['errors', 'errors/next-step', 'text/key-mask', 'system/helper/main'];
  const ofParts = ['system/own-part', 'system/program-root'];
  for (const part of [...imported, ...ofParts, 'targets/credential-store/process'])
    cpSync(`src/${part}.ts`, join(folder, `src/${part}.ts`));
  arrange(join(folder, 'node_modules/keytar'));
  const execArgv = ['--import', import.meta.resolve('tsx')];
  const child = fork(program, { execArgv, env: { ...process.env, NODE_PATH: '' } });
  const reply = await new Promise<Reply>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (status) => {
      reject(new Error(`the helper ended without an answer: ${String(status)}`));
    });
    child.once('message', (message) => {
      resolve(message as unknown as Reply);
    });
    child.send({ id: 1, request: { call: 'get', service: 'service', account: 'account' } });
  });
  child.kill('SIGKILL');
  if (!('error' in reply)) throw new Error('the helper could do without it');
  return reply.error.message;
}
