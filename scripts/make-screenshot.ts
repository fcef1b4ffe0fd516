// Draws docs/images/pull.svg: what the built program really prints on the example disk. It pushes to a
// temporary folder, pulls from it and removes it. Run: npm run build && node --import tsx scripts/make-screenshot.ts
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { terminalPicture } from './screenshot/terminal-picture.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'screenshot-'));

/** Runs a command line of this program as it is typed in a clone; returns what it shows. */
function run(line: string): string {
  const env = { ...process.env, HOME: folder, XDG_STATE_HOME: folder, LOCALAPPDATA: folder };
  return execFileSync(process.execPath, line.split(' ').slice(1), {
    ...{ cwd: folder, env, encoding: 'utf8' },
  });
}

try {
  for (const part of ['dist', 'examples', 'package.json']) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  writeFileSync(join(folder, 'passphrase.txt'), 'only for this picture\n');
  const secret = '--passphrase-file passphrase.txt';
  run(`node . push --from examples/windows-disk --to ./my-stick ${secret}`);
  const line = `node . pull --from ./my-stick ${secret}`;
  const picture = terminalPicture(`$ ${line}\n${run(line)}`, { columns: 108 });
  mkdirSync(join(root, 'docs/images'), { recursive: true });
  writeFileSync(join(root, 'docs/images/pull.svg'), picture);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
