// Compiles src/ to dist/. It is also npm's `prepare` script, so a plain `npm ci` leaves a program
// that runs. Where the compiler was left out (`npm ci --omit=dev`) a program that is already built
// is kept; only when there is neither does it fail.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const program = fileURLToPath(new URL('../dist/cli/vault.js', import.meta.url));

/** The compiler's script, or null when development dependencies are not installed. */
function compiler() {
  try {
    return createRequire(import.meta.url).resolve('typescript/bin/tsc');
  } catch {
    return null;
  }
}

const tsc = compiler();
if (tsc === null) {
  if (existsSync(program)) process.exit(0);
  console.error('build: the TypeScript compiler is not installed and dist/ does not exist.');
  console.error('  hint: run `npm ci` without --omit=dev once, or install the packed package.');
  process.exit(1);
}
rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true });
const result = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
if (result.status === 0) chmodSync(program, 0o755);
process.exit(result.status ?? 1);
