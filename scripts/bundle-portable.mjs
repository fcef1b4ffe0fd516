// Bundles for a browser what the import rules call portable: those layers and the readers of the vault,
// of a folder that is given or this one. It fails where an import leads to Node or nowhere. The bundle
// itself is thrown away.
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url));
const rules = createRequire(import.meta.url)('../.dependency-cruiser.cjs').forbidden;

/** The files that the rule `portable-reach` is about. */
function portableFiles() {
  const { path } = rules.find(({ name }) => name === 'portable-reach').from;
  const patterns = path.map((pattern) => new RegExp(pattern));
  return readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)).replaceAll(sep, '/'))
    .filter((file) => /\.tsx?$/.test(file) && patterns.some((pattern) => pattern.test(file)));
}

const entryPoints = portableFiles();
if (!entryPoints.includes('src/vault/pull.ts')) throw new Error('src/vault/pull.ts is not there');
const options = { bundle: true, write: false, platform: 'browser', format: 'esm', outdir: 'out' };
try {
  const { outputFiles } = await build({
    ...{ ...options, absWorkingDir: root, entryPoints, splitting: true, logLevel: 'silent' },
  });
  console.log(`bundled ${entryPoints.length} modules for a browser: ${outputFiles.length} files`);
} catch (error) {
  for (const { text, location } of error.errors) {
    console.error(`${location?.file ?? ''}:${location?.line ?? ''} ${text}`);
  }
  process.exitCode = 1;
}
