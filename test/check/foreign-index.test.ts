// The lint rule against names from outside that index a plain object can fail: it is broken in a text that is
// said to be a file of the project, for the rule needs types.
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../support/program.js';

const eslint = new ESLint({ cwd: projectRoot });

/** How often the text breaks the rule. */
async function breaks(text: string): Promise<number> {
  const filePath = join(projectRoot, 'src/record/time.ts');
  const [result] = await eslint.lintText(text, { filePath });
  expect(result?.messages.filter(({ fatal }) => fatal)).toEqual([]);
  const found = result?.messages.filter(({ ruleId }) => ruleId === 'vault/no-foreign-index');
  return found?.length ?? 0;
}

const table = 'const table: Readonly<Record<string, number>> = { one: 1 };\n';

describe('a name from outside', () => {
  it.each([
    ['reads no object', `${table}export const f = (name: string) => table[name];`, 1],
    ['writes no object', 'export const f = (o: Record<string, 1>, n: string) => (o[n] = 1);', 1],
    ['is not asked of one', `${table}export const f = (name: string) => name in table;`, 1],
    [
      'is none by being put together',
      `${table}export const f = (n: string) => table[\`a\${n}\`];`,
      1,
    ],
    [
      'is taken where the object itself has it',
      `${table}export const f = (n: string) => (Object.hasOwn(table, n) ? table[n] : 0);`,
      0,
    ],
    [
      'is not taken where the object has another',
      `${table}export const f = (n: string, m: string) => (Object.hasOwn(table, m) ? table[n] : 0);`,
      1,
    ],
    [
      'is none where names are closed',
      "export const f = (o: { a: 1; b: 2 }, n: 'a' | 'b') => o[n];",
      0,
    ],
    [
      'is none where it is a number',
      'export const f = (list: readonly string[], n: number) => list[n];',
      0,
    ],
  ])(
    '%s',
    async (_what, text, times) => {
      expect(await breaks(`${text}\n`)).toBe(times);
    },
    300_000,
  );
});
