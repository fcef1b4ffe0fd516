// `npm run torture`: every promise of docs/reliability.md tried completely, and a table of how often each held.
//
//   npm run torture                       all parts, which takes hours
//   npm run torture -- faults kill        some of them
//   TORTURE_EVERY=10 npm run torture      each tenth try
//
// The test suite tries a few of each: the parts are its files in test/torture, and some beside what they are of.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const here = readdirSync(join(root, 'test/torture')).filter((name) => name.endsWith('.test.ts'));
/** Parts that lie with what they are of. */
const elsewhere = {
  'test/vault/places-that-fail.test.ts': 'model',
  'test/vault/places-that-lie.test.ts': 'model',
  'test/targets/directory/exfat.test.ts': 'exfat',
  'test/targets/s3/access.test.ts': 'ceph',
  'test/targets/s3/kind.test.ts': 'ceph',
};
const files = [...here.map((name) => `test/torture/${name}`), ...Object.keys(elsewhere)];
/** `faults` is faults.test.ts and what goes on in faults-program.test.ts. */
const partOf = (file) => elsewhere[file] ?? basename(file).split(/[.-]/)[0];
const parts = [...new Set(files.map(partOf))];
const asked = process.argv.slice(2);
const unknown = asked.filter((part) => !parts.includes(part));
if (unknown.length > 0) {
  console.error(`there is no part ${unknown.join(', ')}; there are: ${parts.join(', ')}`);
  process.exit(2);
}

const chosen = files.filter((file) => asked.length === 0 || asked.includes(partOf(file)));
const folder = mkdtempSync(join(tmpdir(), 'torture-'));
const figuresFile = join(folder, 'figures.jsonl');
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const testsFile = join(folder, 'tests.json');
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${testsFile}`];
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--no-file-parallelism', ...reporters, ...chosen],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, TORTURE: 'complete', TORTURE_FIGURES: figuresFile },
  },
);

const lines = existsSync(figuresFile) ? readFileSync(figuresFile, 'utf8').trim().split('\n') : [];
const rows = lines.map((line) => JSON.parse(line));
// What counts nothing itself has a line for each promise of its file: the tests that were run of it.
const { testResults = [] } = existsSync(testsFile)
  ? JSON.parse(readFileSync(testsFile, 'utf8'))
  : {};
for (const { name, assertionResults } of testResults) {
  const part = elsewhere[relative(root, name).replaceAll('\\', '/')];
  if (part === undefined || rows.some((row) => row.part === part && !row.isTests)) continue;
  const promises = new Map();
  for (const { ancestorTitles, title, status: ended } of assertionResults) {
    const promise = ancestorTitles[0] ?? title;
    const row = promises.get(promise) ?? { part, promise, tries: 0, failures: 0, isTests: true };
    if (ended === 'passed' || ended === 'failed') row.tries += 1;
    if (ended === 'failed') row.failures += 1;
    promises.set(promise, row);
  }
  rows.push(...[...promises.values()].map((row) => ({ ...row, measured: 'tests' })));
}
rmSync(folder, { recursive: true });
console.log('\n| promise | command | tries | failures |\n| --- | --- | --- | --- |');
for (const { part, promise, tries, failures, measured } of rows) {
  const words = measured === '' ? promise : `${promise} (${measured})`;
  console.log(`| ${words} | \`npm run torture -- ${part}\` | ${tries} | ${failures} |`);
}
process.exitCode = status ?? 1;
