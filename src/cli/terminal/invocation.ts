// How this program was started, so that a command which it proposes can be typed as it is: `vault ...`
// where it is installed, `node . ...` in a clone of the project.
import { basename, relative } from 'node:path';
import { programRoot } from '../../system/program-root.js';

/** The line to type for a command of this program; words with spaces are quoted. */
export function commandLine(...words: readonly string[]): string {
  return [startedAs(process.argv[1] ?? ''), ...words.map(quoted)].join(' ');
}

function startedAs(script: string): string {
  if (relative(programRoot, script) === '')
    return `node ${quoted(relative(process.cwd(), script) || '.')}`;
  return basename(script) === 'product-key-vault' ? 'product-key-vault' : 'vault';
}

function quoted(word: string): string {
  return /[^\w./\\:~@=+,-]/.test(word) ? `"${word}"` : word;
}
