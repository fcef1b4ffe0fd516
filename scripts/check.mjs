// `npm run check`: everything that can be judged without running the program. All checks run, also
// after one has failed, so that one run shows all there is to mend.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Whether a program of node_modules/.bin is content. */
function run(command, ...args) {
  const options = { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' };
  return spawnSync('npx', ['--no-install', command, ...args], options).status === 0;
}

/** Whether a script beside this one is content. */
function runScript(name) {
  const script = fileURLToPath(new URL(name, import.meta.url));
  return spawnSync(process.execPath, [script], { cwd: root, stdio: 'inherit' }).status === 0;
}

const checks = {
  format: () => run('prettier', '--check', '--log-level', 'warn', '.'),
  lint: () => run('eslint', '.'),
  types: () => run('tsc', '-p', 'tsconfig.json'),
  'types without Node': () => run('tsc', '-p', 'tsconfig.portable.json'),
  'import rules': () => runScript('import-rules.mjs'),
  'bundle for a browser': () => runScript('bundle-portable.mjs'),
  'unused code': () => run('knip'),
};

const failed = Object.entries(checks).filter(([name, check]) => {
  console.log(`check: ${name}`);
  return !check();
});
for (const [name] of failed) console.error(`check failed: ${name}`);
process.exit(failed.length === 0 ? 0 : 1);
