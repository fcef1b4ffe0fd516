// `vault push --when-present` as a user runs it, and stops it.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { exampleDisk } from '../../support/example-stick.js';
import { newUser } from '../../support/program.js';

const user = newUser();
afterAll(() => {
  user.dispose();
});

it('ends with 130 at Ctrl-C while it waits', async () => {
  const stick = join(user.folder, 'stick');
  mkdirSync(stick);
  const added = await user.run(['target', 'add', 'stick', stick]);
  expect(added.status, added.stderr).toBe(0);
  writeFileSync(join(user.folder, 'passphrase'), 'correct horse battery staple\n');
  renameSync(stick, join(user.folder, 'away'));
  const args = ['push', '--when-present', '--from', exampleDisk];
  const waiting = user.start([...args, '--passphrase-file', 'passphrase']);
  await new Promise<void>((resolve) => {
    let said = '';
    waiting.process.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (/stick/.test(said)) resolve();
    });
    waiting.process.once('close', () => {
      resolve();
    });
  });
  waiting.process.kill('SIGINT');
  const { status, stderr } = await waiting.ended;
  expect(status, stderr).toBe(130);
});
