// `npm run check`: everything that can be judged without running the program. All checks run, also
// after one has failed, so that one run shows all there is to mend.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a program of node_modules/.bin; its output is returned only for the import check. */
function run(command, args, stdio = 'inherit') {
  const options = { cwd: root, stdio, encoding: 'utf8', shell: process.platform === 'win32' };
  return spawnSync('npx', ['--no-install', command, ...args], options);
}

/** The import rules, and that the check read the modules at all: reading none, it would pass. */
function checkImports() {
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src'];
  const { stdout } = run('depcruise', args, ['ignore', 'pipe', 'inherit']);
  const { modules, summary } = JSON.parse(stdout);
  const ours = modules.filter((module) => module.source.startsWith('src/')).length;
  for (const { rule, from, to } of summary.violations)
    console.error(`${rule.name}: ${from} -> ${to}`);
  console.log(`import rules: ${ours} modules read, ${summary.violations.length} violations`);
  return ours > 40 && summary.violations.length === 0;
}

const checks = {
  format: () => run('prettier', ['--check', '--log-level', 'warn', '.']).status === 0,
  lint: () => run('eslint', ['.']).status === 0,
  types: () => run('tsc', ['-p', 'tsconfig.json']).status === 0,
  'types without Node': () => run('tsc', ['-p', 'tsconfig.portable.json']).status === 0,
  'import rules': checkImports,
  'unused code': () => run('knip', []).status === 0,
};

const failed = Object.entries(checks).filter(([name, check]) => {
  console.log(`check: ${name}`);
  return !check();
});
for (const [name] of failed) console.error(`check failed: ${name}`);
process.exit(failed.length === 0 ? 0 : 1);
