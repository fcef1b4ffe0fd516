// `npm run check`: everything that can be judged without running the program. All checks run, two at a time,
// also after one has failed, so that one run shows all there is to mend.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const atOnce = 2;

/** What a program says, and whether it is content. */
function started(command, args, shell) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, shell, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = [];
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (piece) => said.push(piece));
    child.on('error', (error) => resolve({ isGood: false, said: `${error.message}\n` }));
    child.on('close', (status) => resolve({ isGood: status === 0, said: Buffer.concat(said) }));
  });
}

/** A program of node_modules/.bin. */
const run = (command, ...args) =>
  started('npx', ['--no-install', command, ...args], process.platform === 'win32');

/** A script beside this one. */
const runScript = (name) =>
  started(process.execPath, [fileURLToPath(new URL(name, import.meta.url))], false);

// The longest first.
const checks = {
  lint: () => run('eslint', '.'),
  format: () => run('prettier', '--check', '--log-level', 'warn', '.'),
  types: () => run('tsc', '-p', 'tsconfig.json'),
  'types without Node': () => run('tsc', '-p', 'tsconfig.portable.json'),
  'import rules': () => runScript('import-rules.mjs'),
  'bundle for a browser': () => runScript('bundle-portable.mjs'),
  'unused code': () => run('knip'),
};

const waiting = Object.entries(checks);
const failed = [];

async function runWaiting() {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const [name, check] = next;
    const { isGood, said } = await check();
    console.log(`check: ${name}`);
    process.stdout.write(said);
    if (!isGood) failed.push(name);
  }
}

await Promise.all(Array.from({ length: atOnce }, runWaiting));
for (const name of failed) console.error(`check failed: ${name}`);
process.exitCode = failed.length === 0 ? 0 : 1;
