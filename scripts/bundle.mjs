// Bundles the program: its modules and every package that is not native, in a flat folder of files for
// CommonJS, which start fastest. One file for the program, one for each helper, and what they share beside
// them; what a command does not need is not loaded. Two runs make the same bytes.
// node scripts/bundle.mjs [FOLDER]
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { licences, packagesOf } from './package-licences.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { resolve } = createRequire(import.meta.url);

/** The files that are started, by the name of what starts there: src/system/helper/program-file.ts. */
const entries = {
  vault: 'src/cli/vault.ts',
  'disk-reader': 'src/collect/external/reader-process.ts',
  'credential-store': 'src/targets/credential-store/process.ts',
  folder: 'src/targets/directory/process.ts',
  derivation: 'src/household/derivation-worker.ts',
  'scan-reader': 'src/restore/scan/scan-process.ts',
};

/** What a package reads as a file at run time: src/restore/qr/qr-reader.ts finds it beside itself. */
const assets = ['zxing-wasm/reader/zxing_reader.wasm'];

/** They hold machine code, and may be missing: src/system/own-part.ts finds them. */
const native = ['keytar', 'koffi', 'native-reg'];

/** Writes the bundle into the folder, which is replaced. */
export async function bundle(folder = join(root, 'bundle')) {
  const { rolldown } = await import('rolldown');
  const build = await rolldown({
    ...{ cwd: root, input: entries, platform: 'node', external: native, logLevel: 'warn' },
  });
  rmSync(folder, { recursive: true, force: true });
  const { output } = await build.write({
    ...{ dir: folder, format: 'cjs', minify: true, comments: { legal: false } },
    ...{ entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' },
  });
  await build.close();
  const modules = output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
  mkdirSync(folder, { recursive: true });
  for (const asset of assets) copyFileSync(resolve(asset), join(folder, basename(asset)));
  const packages = packagesOf(modules);
  writeFileSync(join(folder, 'LICENSES.txt'), licences(packages));
  return { files: output.map(({ fileName }) => fileName), packages };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , folder] = process.argv;
  const { files } = await bundle(folder);
  console.log(`bundled ${files.length} files`);
}
