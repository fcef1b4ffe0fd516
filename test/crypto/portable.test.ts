// src/record and src/crypto run in a browser too: no node: module, no type or global of Node.
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const folders = ['src/record', 'src/crypto'];

const sources = folders.flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, root)).map((file) => ({
    file: `${folder}/${file}`,
    text: readFileSync(new URL(`${folder}/${file}`, root), 'utf8'),
  })),
);

describe('record and crypto', () => {
  it('are there', () => {
    expect(sources.length).toBeGreaterThan(15);
  });

  it('are well typed without the types of Node', () => {
    const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
    const args = [compiler, '-p', 'tsconfig.portable.json', '--listFilesOnly'];
    const cwd = fileURLToPath(root);
    const listed = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
    expect(listed.stdout).toContain('src/crypto/seal.ts');
    expect(listed.stdout).not.toContain('@types/node');
    const checked = spawnSync(process.execPath, args.slice(0, -1), { cwd, encoding: 'utf8' });
    expect([checked.status, checked.stdout]).toEqual([0, '']);
  });

  it.each(sources)('$file imports nothing but its own kind and known packages', ({ text }) => {
    const imported = Array.from(text.matchAll(/(?:from |import\()'([^']+)'/g), ([, name]) => name);
    const known = /^(\.\/|\.\.\/(record\/|errors\.js|bytes\.js)|valibot$|pako$|libsodium-)/;
    expect(imported.filter((name) => !known.test(name ?? ''))).toEqual([]);
  });

  it('name libsodium and pako in one file each, and load them only when needed', () => {
    for (const name of ['libsodium-wrappers-sumo', 'pako']) {
      const users = sources.filter(({ text }) => text.includes(`'${name}'`));
      expect(users).toHaveLength(1);
      expect(users[0]?.text).not.toMatch(new RegExp(`^import (?!type).*'${name}'`, 'm'));
    }
  });
});
