// The check of the imports can fail: violations are planted in a copy of src, and the very script that
// `npm run check` runs has to name each.
import { afterAll, describe, expect, it } from 'vitest';
import { type CopiedSource, copySource } from './copied-source.js';

const copies: CopiedSource[] = [];
afterAll(() => {
  for (const copy of copies) copy.dispose();
});

function newCopy(): CopiedSource {
  const copy = copySource();
  copies.push(copy);
  return copy;
}

/** A file that gets one more import, and the violation that the check must name. */
interface Planted {
  readonly what: string;
  readonly file: string;
  readonly text: string;
  readonly violation: string;
}

const loads = (name: string): string => `import ${JSON.stringify(name)};\n`;

const planted: readonly Planted[] = [
  {
    what: 'system importing the command line',
    file: 'src/system/durable-write.ts',
    text: loads('../cli/terminal/interrupt.js'),
    violation: 'system-imports: src/system/durable-write.ts -> src/cli/terminal/interrupt.ts',
  },
  {
    what: 'a new file at the root importing the vault',
    file: 'src/planted.ts',
    text: loads('./vault/pull.js'),
    violation: 'layer-without-rule: src/planted.ts -> src/vault/pull.ts',
  },
  {
    what: 'a new file at the root that is only imported',
    file: 'src/record/planted.ts',
    text: loads('../planted-below.js'),
    violation: 'layer-without-rule: src/record/planted.ts -> src/planted-below.ts',
  },
  {
    what: 'a new folder that has nothing to do with the others',
    file: 'src/planted/lonely.ts',
    text: 'export const lonely = 1;\n',
    violation: 'layer-without-rule: src/planted/lonely.ts -> src/planted/lonely.ts',
  },
  {
    what: 'keys reading files',
    file: 'src/keys/planted.ts',
    text: loads('node:fs'),
    violation: 'portable: src/keys/planted.ts -> fs',
  },
  {
    what: 'the pull needing Node by a detour',
    file: 'src/vault/pull.ts',
    text: loads('./planted-detour.js'),
    violation: 'portable-reach: src/vault/pull.ts -> src/vault/planted-detour.ts -> fs/promises',
  },
  {
    what: 'a target importing a collector',
    file: 'src/targets/planted.ts',
    text: loads('../collect/collector.js'),
    violation: 'targets-imports: src/targets/planted.ts -> src/collect/collector.ts',
  },
  {
    what: 'the vault importing more of the targets than their contract',
    file: 'src/vault/planted.ts',
    text: loads('../targets/kinds.js'),
    violation: 'vault-imports: src/vault/planted.ts -> src/targets/kinds.ts',
  },
  {
    what: 'a cycle',
    file: 'src/text/planted-egg.ts',
    text: loads('./planted-hen.js'),
    violation: 'no-cycles: src/text/planted-egg.ts -> src/text/planted-hen.ts',
  },
  {
    what: 'a package outside the file that owns it',
    file: 'src/targets/planted-package.ts',
    text: loads('pako'),
    violation: 'pako-owner: src/targets/planted-package.ts -> node_modules/pako/dist/pako.mjs',
  },
  {
    what: 'valibot where there are no shapes',
    file: 'src/registry/planted.ts',
    text: loads('valibot'),
    violation: 'valibot-owner: src/registry/planted.ts -> node_modules/valibot/dist/index.mjs',
  },
  {
    what: 'a package of development',
    file: 'src/cli/planted.ts',
    text: loads('ajv'),
    violation: 'unknown-import: src/cli/planted.ts -> node_modules/ajv/dist/ajv.js',
  },
  {
    what: 'a package that is not installed',
    file: 'src/household/planted.ts',
    text: loads('no-such-package'),
    violation: 'unknown-import: src/household/planted.ts -> no-such-package',
  },
  {
    what: 'a part that a package does not have',
    file: 'src/windows/planted.ts',
    text: loads('csv-parse/no-such-part'),
    violation: 'csv-parse-owner: src/windows/planted.ts -> csv-parse/no-such-part',
  },
  {
    what: 'a drawer of odds and ends',
    file: 'src/windows/products/utils.ts',
    text: 'export const odds = 1;\n',
    violation: 'file-name: src/windows/products/utils.ts -> src/windows/products/utils.ts',
  },
];

/** What the planted files need. */
const beside: readonly Pick<Planted, 'file' | 'text'>[] = [
  { file: 'src/planted-below.ts', text: 'export const below = 1;\n' },
  { file: 'src/text/planted-hen.ts', text: loads('./planted-egg.js') },
  { file: 'src/vault/planted-detour.ts', text: loads('node:fs/promises') },
];

describe('the check of the imports', () => {
  const copy = newCopy();
  for (const { file, text } of [...planted, ...beside]) copy.plant(file, text);
  const { status, lines } = copy.check('import-rules.mjs');
  const plain = lines.map((line) => line.replaceAll(/(\.\.\/)+\S*(?=node_modules\/)/g, ''));

  it('fails, having read every file', () => {
    expect(status).toBe(1);
    expect(lines.filter((line) => line.startsWith('not read'))).toEqual([]);
    const [, read, files] = /(\d+) of (\d+) modules read/.exec(lines.join('\n')) ?? [];
    expect(Number(read)).toBeGreaterThan(250);
    expect(read).toBe(files);
  });

  it.each(planted)('names $what', ({ violation }) => {
    expect(plain).toContain(violation);
  });

  it('names nothing that was not planted', () => {
    const files = [...planted, ...beside].map(({ file }) => file);
    const named = plain.filter((line) => line.includes(' -> '));
    expect(named.filter((line) => !files.some((file) => line.includes(file)))).toEqual([]);
  });

  it('has nothing to say without them, and fails when it did not read a file', () => {
    const whole = newCopy();
    const config = '.dependency-cruiser.cjs';
    whole.plant(config, "\nmodule.exports.options.exclude = { path: '^src/keys/crc32' };\n");
    const { status, lines } = whole.check('import-rules.mjs');
    expect(status).toBe(1);
    expect(lines).toContain('not read: src/keys/crc32.ts');
    expect(lines.join('\n')).toMatch(/modules read, 0 violations/);
  });
});
