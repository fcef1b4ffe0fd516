// The import rules of .dependency-cruiser.cjs, over the src of a folder: this one, or one that is given
// (test/check/layers.test.ts plants violations in a copy). One violation a line; the status is 1 when
// there is one, or when a file was not read: a check that reads nothing finds nothing.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url));

/** All that npm's `depcruise` says, as data. */
function cruise() {
  const bin = '../node_modules/dependency-cruiser/bin/dependency-cruise.mjs';
  const program = fileURLToPath(new URL(bin, import.meta.url));
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src'];
  const options = { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 };
  const { stdout, stderr } = spawnSync(process.execPath, [program, ...args], options);
  if (!stdout.startsWith('{')) throw new Error(`the import check did not run: ${stdout}${stderr}`);
  return JSON.parse(stdout);
}

/** Every file under src, as the rules name it. */
function filesOfSource() {
  return readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)).replaceAll(sep, '/'))
    .filter((file) => file !== 'src/page/tsconfig.json');
}

const { modules, summary } = cruise();
const read = new Set(modules.map(({ source }) => source));
const files = filesOfSource();
const unread = files.filter((file) => !read.has(file));

for (const { rule, from, to, via = [] } of summary.violations) {
  const way = via.map(({ name }) => name).filter((name) => name !== to);
  console.error(`${rule.name}: ${[from, ...way, to].join(' -> ')}`);
}
for (const file of unread) console.error(`not read: ${file}`);
const counts = `${files.length - unread.length} of ${files.length} modules read`;
console.log(`import rules: ${counts}, ${summary.violations.length} violations`);
const passes = files.length > 0 && unread.length === 0 && summary.violations.length === 0;
process.exitCode = passes ? 0 : 1;
