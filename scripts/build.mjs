// Compiles src/ to dist/, and bundles it into bundle/, which is what runs and what the package ships. It is also npm's `prepare` script, so a plain `npm ci` leaves a program that runs.
// Where packages for development were left out (`npm ci --omit=dev`, NODE_ENV=production) a program that is
// built already is kept, or types are only taken away, not checked: by the compiler, which a package brings
// along, or by Node itself. Only where neither can it fails, and says what to do.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import * as nodeModule from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const program = fileURLToPath(new URL('../dist/cli/vault.js', import.meta.url));

const { resolve } = nodeModule.createRequire(import.meta.url);

/** A file of a package; null where it is not installed. */
function found(file) {
  try {
    return resolve(file);
  } catch {
    return null;
  }
}

/** Checks and compiles; the status of the compiler. */
function compile(tsc) {
  const args = [tsc, '-p', 'tsconfig.build.json'];
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1;
}

/** What takes the types out of a source; null where there is nothing that can. */
async function typeStripper() {
  if (found('typescript') !== null) {
    const { default: ts } = await import('typescript');
    const compilerOptions = {
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
    };
    return (text) => ts.transpileModule(text, { compilerOptions }).outputText;
  }
  const { stripTypeScriptTypes } = nodeModule;
  return stripTypeScriptTypes === undefined ? null : (text) => stripTypeScriptTypes(text);
}

function stripAll(strip) {
  const source = join(root, 'src');
  for (const name of readdirSync(source, { recursive: true })) {
    if (!name.endsWith('.ts')) continue;
    const file = join(root, 'dist', name.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, strip(readFileSync(join(source, name), 'utf8')));
  }
}

async function build() {
  const tsc = found('typescript/bin/tsc');
  const canCheck = tsc !== null && found('@types/node/package.json') !== null;
  if (!canCheck && existsSync(program)) return 0;
  const strip = canCheck ? null : await typeStripper();
  if (!canCheck && strip === null) {
    console.error('build: the TypeScript compiler is not installed and dist/ does not exist.');
    console.error('  hint: run `npm ci --include=dev` once, or install the packed package.');
    return 1;
  }
  for (const made of ['dist', 'bundle']) rmSync(join(root, made), { recursive: true, force: true });
  if (canCheck) return compile(tsc);
  stripAll(strip);
  return 0;
}

/** Without the bundler, which is a package for development, the modules run as they are. */
async function bundleIfPossible() {
  if (found('rolldown') === null) return;
  const { bundle } = await import('./bundle.mjs');
  await bundle();
  if (found('preact') === null) return;
  const { buildPage } = await import('./page/build-page.mjs');
  await buildPage();
}

const status = await build();
if (status === 0) {
  chmodSync(program, 0o755);
  await bundleIfPossible();
}
process.exit(status);
