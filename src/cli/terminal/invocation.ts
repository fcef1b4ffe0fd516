// How this program was started, so that a command which it proposes can be typed as it is: `vault ...`
// where it is installed, `node . ...` in a clone of the project.
import { basename, join, relative } from 'node:path';
import { tied } from './layout.js';
import { quotedFor, shellAtHand } from './shell-words.js';
import { isPortable } from '../../system/program-files.js';
import { programRoot } from '../../system/program-root.js';

/** Every line that was proposed by this run, so that the screen never breaks one. */
const proposed = new Set<string>();

/** The line to type for a command of this program, quoted for the shell at hand. */
export function commandLine(...words: readonly string[]): string {
  return typedAs([startedAs(process.argv[1] ?? ''), ...words.map(quoted)]);
}

/** Words to be typed together: a flag and its value. */
export function typedAs(words: readonly string[]): string {
  const line = words.join(' ');
  if (words.length > 1) proposed.add(line);
  return line;
}

/** The text with each proposed line in it tied together. */
export function unbroken(text: string): string {
  // The longest first: one line may be the beginning of another.
  const lines = [...proposed].sort((a, b) => b.length - a.length);
  return lines.reduce((kept, line) => kept.replaceAll(line, tied(line)), text);
}

function startedAs(script: string): string {
  if (isPortable()) return quoted(join(programRoot, launcher));
  if (isOfClone(script)) return `node ${quoted(relative(process.cwd(), script) || '.')}`;
  return basename(script) === 'product-key-vault' ? 'product-key-vault' : 'vault';
}

/** What starts a portable folder, as its build names it: scripts/portable/platforms.mjs. */
const launcher = process.platform === 'win32' ? 'vault.cmd' : 'vault';

/** The program's folder, or its file, as one types it; where it is installed a name stands for both. */
function isOfClone(script: string): boolean {
  const path = relative(programRoot, script);
  const isInstalled = programRoot.split(/[\\/]/).includes('node_modules');
  const own = ['', join('bundle', 'vault.cjs'), join('dist', 'cli', 'vault.js')];
  return !isInstalled && own.includes(path);
}

function quoted(word: string): string {
  return quotedFor(shellAtHand(), word);
}
