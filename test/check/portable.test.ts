// What the import rules call portable runs in a browser too: no node: module, no type or global of Node.
// The folders are those of the table in .dependency-cruiser.cjs.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, sep } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../support/program.js';
import { type CheckRun, copySource } from './copied-source.js';

interface Rule {
  readonly name: string;
  readonly from: { readonly path: readonly string[] };
}

const rules = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
  readonly forbidden: readonly Rule[];
};
const portable = rules.forbidden.find(({ name }) => name === 'portable-reach')?.from.path ?? [];

const sources = readdirSync(join(projectRoot, 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map(({ parentPath, name }) => join(parentPath, name))
  .map((path) => ({
    file: relative(projectRoot, path).replaceAll(sep, '/'),
    text: readFileSync(path, 'utf8'),
  }))
  .filter(({ file }) => portable.some((pattern) => new RegExp(pattern).test(file)));

const copy = copySource();
afterAll(() => {
  copy.dispose();
});

describe('what runs in a browser', () => {
  it('is there: layers of the table and the readers of the vault', () => {
    expect(sources.length).toBeGreaterThan(40);
    const folders = new Set(sources.map(({ file }) => file.split('/')[1]));
    for (const layer of ['record', 'crypto', 'keys', 'text', 'report', 'vault'])
      expect(folders).toContain(layer);
  });

  it('is compiled without the types of Node, every file of it', () => {
    const { status, lines } = copy.compile('tsconfig.portable.json', '--listFiles');
    expect([status, lines.filter((line) => line.includes('error TS'))]).toEqual([0, []]);
    expect(lines.filter((line) => line.includes('@types/node'))).toEqual([]);
    const compiled = (file: string): boolean => lines.some((line) => line.endsWith(`/${file}`));
    expect(sources.filter(({ file }) => !compiled(file))).toEqual([]);
  });

  it.each(sources)('$file imports nothing but the project and known packages', ({ text }) => {
    const imported = Array.from(text.matchAll(/(?:from |import\()'([^']+)'/g), ([, name]) => name);
    const known =
      /^(\.{1,2}\/|valibot$|pako$|libsodium-|@noble\/hashes\/|htmlparser2$|shamir-secret-sharing$|preact(?:\/hooks)?$)/;
    expect(imported.filter((name) => !known.test(name ?? ''))).toEqual([]);
  });

  it('names libsodium and pako in one file each, and loads them only when needed', () => {
    for (const name of ['libsodium-wrappers-sumo', 'pako']) {
      const users = sources.filter(({ text }) => text.includes(`'${name}'`));
      expect(users).toHaveLength(1);
      expect(users[0]?.text).not.toMatch(new RegExp(`^import (?!type).*'${name}'`, 'm'));
    }
  });

  it('is bundled whole', () => {
    const { status, lines } = copy.check('bundle-portable.mjs');
    expect(lines.join('\n')).toContain(`bundled ${sources.length} modules for a browser`);
    expect(status).toBe(0);
  });
});

describe('a reader of the vault that needs Node', () => {
  const broken = copySource();
  afterAll(() => {
    broken.dispose();
  });
  broken.plant('src/vault/pull.ts', "import './planted-detour.js';\n");
  const detour = (text: string): void => {
    broken.replace('src/vault/planted-detour.ts', text);
  };
  const refusal = ({ status, lines }: CheckRun): string => `${status ?? ''} ${lines.join(' ')}`;

  it('is not bundled', () => {
    for (const name of ['node:fs', 'fs', 'no-such-package']) {
      detour(`import '${name}';\n`);
      expect(refusal(broken.check('bundle-portable.mjs'))).toMatch(
        new RegExp(`^1 src/vault/planted-detour.ts:1 Could not resolve "${name}"`),
      );
    }
  });

  it('is not compiled, whether it imports a module of Node or names what only Node has', () => {
    detour("import { sep } from 'node:path';\nexport const here = sep + process.cwd();\n");
    const told = refusal(broken.compile('tsconfig.portable.json'));
    expect(told).toMatch(/planted-detour\.ts\(1,.*Cannot find .*'node:path'/);
    expect(told).toMatch(/planted-detour\.ts\(2,.*Cannot find name 'process'/);
  });
});
