// The lint rules that hold in some folders only can fail: each is broken once in a text that is said to
// lie there.
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import tseslint from 'typescript-eslint';
import { projectRoot } from '../support/program.js';

// Rules that need types are left out: the files are not there.
const eslint = new ESLint({
  cwd: projectRoot,
  overrideConfig: [tseslint.configs.disableTypeChecked],
});

/** The rules that a text in this file breaks. */
async function broken(file: string, text: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(text, { filePath: join(projectRoot, file) });
  return (result?.messages ?? []).map(({ ruleId }) => ruleId);
}

const below = [
  'src/planted.ts',
  'src/vault/planted.ts',
  'src/household/planted.ts',
  'src/targets/s3/planted.ts',
];

describe('what only the command line may touch', () => {
  const texts: readonly [text: string, rule: string][] = [
    ['process.exit(1);', 'no-restricted-properties'],
    ['export const words = process.argv;', 'no-restricted-properties'],
    ["process.stdout.write('');", 'no-restricted-properties'],
    ["process.stderr.write('');", 'no-restricted-properties'],
    ['export const { stdin } = process;', 'no-restricted-properties'],
    ['globalThis.process.exit(1);', 'no-restricted-properties'],
    ["import { argv } from 'node:process';\nexport { argv };", 'no-restricted-imports'],
    ["export { createInterface } from 'readline/promises';", 'no-restricted-imports'],
    ["console.log('');", 'no-console'],
  ];

  it.each(texts)('%s', async (text, rule) => {
    for (const file of below) expect(await broken(file, `${text}\n`)).toEqual([rule]);
    expect(await broken('src/cli/terminal/planted.ts', `${text}\n`)).toEqual([]);
  });

  it('leaves to the others what they need of the process', async () => {
    const text = 'export const home = process.env[process.platform];\n';
    for (const file of below) expect(await broken(file, text)).toEqual([]);
  });
});

describe('what only the sealing may make', () => {
  const text = 'export const sealed = (bytes: object) => bytes as SealedRecord;\n';

  it('is a sealed record', async () => {
    for (const file of ['src/cli/planted.ts', ...below])
      expect(await broken(file, text)).toEqual(['no-restricted-syntax']);
    expect(await broken('src/crypto/planted.ts', text)).toEqual([]);
  });
});

describe('everywhere in src', () => {
  it.each(['src/cli/planted.ts', 'src/crypto/planted.ts', ...below])(
    '%s throws errors that have a code, and is short',
    async (file) => {
      const thrown = "export function fail(): never {\n  throw new Error('');\n}\n";
      expect(await broken(file, thrown)).toEqual(['no-restricted-syntax']);
      expect(await broken(file, '// a line\n'.repeat(251))).toEqual(['max-lines']);
    },
  );
});
