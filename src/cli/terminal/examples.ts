// Examples in the help: what to type, as this program was started, and what it does.
import { commandLine } from './invocation.js';
import { columns } from './layout.js';
import { dataWidth } from './output.js';

/** The words after the program's name, and what they do. */
export type Example = readonly [words: readonly string[], what: string];

/** The examples below a heading, in columns. */
export function exampleText(examples: readonly Example[]): string {
  const rows = examples.map(([words, what]) => [commandLine(...words), what]);
  return ['', 'Examples:', ...columns(rows, '  ', dataWidth())].join('\n');
}
