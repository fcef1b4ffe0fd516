// Bundles the program: its modules and every package that is not native, in a flat folder of files for
// CommonJS, which start fastest. One file for the program, one for each helper, and what they share beside
// them; what a command does not need is not loaded. Two runs make the same bytes.
// node scripts/bundle.mjs [FOLDER]
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

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

/** The packages that the modules are of, in the order of their folders. */
function packagesOf(modules) {
  const folders = modules.flatMap((id) => {
    const [, folder] = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)/.exec(id) ?? [];
    return folder === undefined ? [] : [folder];
  });
  return [...new Set(folders)].sort().map((folder) => {
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return { folder, name: manifest.name, version: manifest.version, license: manifest.license };
  });
}

/** What a package carries of others, whose licence its own does not name. */
const within = new Map([
  [
    'zxing-wasm',
    'Its WebAssembly holds ZXing-C++ (https://github.com/zxing-cpp/zxing-cpp), Copyright of its authors, under the\nApache License 2.0 as it stands with other packages here, and stb_image, which is in the public domain.',
  ],
]);

/** What their licences ask to be passed on. */
function licences(packages) {
  const parts = packages.map(({ folder, name, version, license }) => {
    const file = readdirSync(folder).find((each) => /^(?:licen[cs]e|copying)/i.test(each));
    const said = file === undefined ? license : readFileSync(join(folder, file), 'utf8').trim();
    const inside = within.get(name);
    return [`${name} ${version}`, ...(inside === undefined ? [] : [inside]), said].join('\n\n');
  });
  const head =
    'This program holds the packages below, each under the licence that follows its name.';
  return `${[head, ...parts].join(`\n\n${'-'.repeat(72)}\n\n`)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , folder] = process.argv;
  const { files } = await bundle(folder);
  console.log(`bundled ${files.length} files`);
}
