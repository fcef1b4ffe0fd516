// The packages that a bundle holds, and what their licences ask to be passed on.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The packages that the modules are of, in the order of their folders. */
export function packagesOf(modules) {
  const folders = modules.flatMap((id) => {
    // What the bundler made itself in the place of a module is of no package.
    if (id.startsWith('\0')) return [];
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
export function licences(packages) {
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
