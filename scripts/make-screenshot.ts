// Puts what the built program really prints on the example disk into README.md (the push) and into
// docs/images/pull.svg (the pull). It works in a temporary folder and removes it; a test holds both to
// the program. The push runs at a pseudo-terminal, with its questions: that takes python3. Run: npm run build && node --import tsx scripts/make-screenshot.ts
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { laidOut } from '../src/cli/terminal/layout.js';
import { terminalPicture } from './screenshot/terminal-picture.js';
import { finalScreen, firstTerminal } from './screenshot/terminal-screen.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'screenshot-'));

/** Runs a command line of this program as it is typed in a clone; returns what it prints. */
function run(line: string, before: readonly string[] = []): string {
  const env = { ...process.env, HOME: folder, XDG_STATE_HOME: folder, LOCALAPPDATA: folder };
  const options = { cwd: folder, env, encoding: 'utf8' } as const;
  const [command = '', ...args] = [...before, process.execPath, ...line.split(' ').slice(1)];
  const { status, stdout, stderr } = spawnSync(command, args, options);
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
  return stdout;
}

/** The same at a terminal, where it asks; returns what stands there in the end. */
function runAtTerminal(line: string): string {
  const terminal = join(root, 'test/support/pseudo-terminal.py');
  return finalScreen(run(line, ['python3', terminal, JSON.stringify(firstTerminal)]));
}

/** The README with the session that begins with this line in place of the old one. */
function withSession(page: string, line: string): string {
  const start = page.indexOf(`\`\`\`\n$ ${line}\n`);
  const end = page.indexOf('\n```\n', start);
  if (start < 0 || end < 0) throw new Error('README.md has no such session');
  return `${page.slice(0, start)}\`\`\`\n$ ${line}\n${runAtTerminal(line).trimEnd()}${page.slice(end)}`;
}

try {
  for (const part of ['vault.cjs', 'bundle', 'dist', 'examples', 'package.json']) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const push = 'node . push --from examples/windows-disk --to ./my-stick --generate-passphrase';
  const page = withSession(readFileSync(join(root, 'README.md'), 'utf8'), push);
  writeFileSync(join(root, 'README.md'), page);
  const [, words = ''] = /^ {4}((?:[a-z-]+ ){5}[a-z-]+)$/m.exec(page) ?? [];
  writeFileSync(join(folder, 'passphrase.txt'), words);
  const pull = 'node . pull --from ./my-stick --passphrase-file passphrase.txt';
  const picture = terminalPicture(laidOut(`$ ${pull}\n${run(pull)}`, 108), { columns: 108 });
  writeFileSync(join(root, 'docs/images/pull.svg'), picture);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
