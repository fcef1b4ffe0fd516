// Makes the portable folders: the program with a Node of its own, for PCs that have none, as after a reinstall.
// They lie in portable/, or in the folder that is given. Two builds make the same bytes.
// node scripts/build-portable.mjs [FOLDER [NAME]...]
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';
import { billOfMaterials, digests, filesIn } from './portable/inventory.mjs';
import { nativePackages, nodePackage } from './portable/parts.mjs';
import { readmeName, readmeText } from './portable/readme.mjs';
import { licenceOfNode, nodeVersion, platforms } from './portable/platforms.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { name, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Makes the folders of these names, or of all systems. */
export async function buildPortable(out = join(root, 'portable'), names = []) {
  rmSync(out, { recursive: true, force: true });
  const bundled = join(out, 'bundle');
  const { packages } = await bundle(bundled);
  const chosen = platforms.filter(({ name: each }) => names.length === 0 || names.includes(each));
  for (const platform of chosen) {
    const folder = join(out, platform.name);
    mkdirSync(folder, { recursive: true });
    cpSync(bundled, join(folder, 'bundle'), { recursive: true });
    addNode(platform, folder);
    const native = addNative(platform, folder);
    addOwn(platform, folder);
    const node = { name: 'node', version: nodeVersion, license: 'MIT' };
    const bill = billOfMaterials({ name, version }, [node, ...packages, ...native]);
    writeFileSync(join(folder, 'sbom.cdx.json'), `${JSON.stringify(bill, null, 2)}\n`);
    writeFileSync(join(folder, 'SHA256SUMS'), digests(folder));
    testLoad(platform, folder);
  }
  rmSync(bundled, { recursive: true });
  return chosen.map((platform) => join(out, platform.name));
}

/** Node as its makers signed it: not a byte of it is changed. */
function addNode({ node }, folder) {
  const program = join(folder, node.file.replace(/^.*\//, ''));
  cpSync(join(nodePackage(node), node.file), program);
  chmodSync(program, 0o755);
  const { node: other } = platforms.find((one) => one.name === licenceOfNode.platform);
  cpSync(join(nodePackage(other), licenceOfNode.file), join(folder, 'LICENSE.node.txt'));
}

/** The native parts, of each what can be loaded on this system; they are named with their versions. */
function addNative(platform, folder) {
  const packages = nativePackages(platform, root);
  return platform.native.map((part) => {
    const from = join(packages, part);
    const to = join(folder, 'native', 'node_modules', part);
    for (const file of filesIn(from).filter((each) => isLoaded(each, platform)))
      cpSync(join(from, file), join(to, file));
    const manifest = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8'));
    return { name: manifest.name, version: manifest.version, license: manifest.license };
  });
}

/** Code, machine code for this system, and licences; no sources of C++, tests or documents. */
function isLoaded(file, { binaries }) {
  if (/^licen[cs]e/i.test(file)) return true;
  if (/^prebuilds[/]/.test(file) && !file.startsWith(`prebuilds/${binaries}/`)) return false;
  return /[.](?:c?js|json|node)$/.test(file) && !/^(?:test|doc|vendor)[/]/.test(file);
}

function addOwn({ launcher }, folder) {
  const manifest = { name, version, license, private: true };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  writeFileSync(join(folder, launcher.name), launcher.lines);
  chmodSync(join(folder, launcher.name), 0o755);
  writeFileSync(join(folder, readmeName), readmeText(launcher));
  for (const file of ['LICENSE', 'config.example.json'])
    if (existsSync(join(root, file))) cpSync(join(root, file), join(folder, file));
}

/** Starts it and loads every native part, where this system can run it. */
function testLoad(platform, folder) {
  const program = join(folder, platform.node.file.replace(/^.*\//, ''));
  const isOwn = platform.npm[0] === `--os=${process.platform}` && process.arch === 'x64';
  if (!isOwn) {
    console.log(`${platform.name}: made, and not started: this is another system`);
    return;
  }
  const version = execFileSync(program, [join(folder, 'bundle', 'vault.cjs'), '--version']);
  const parts = platform.native.filter((part) => !part.startsWith('@koromix/'));
  for (const part of parts) {
    const script = `require(${JSON.stringify(join(folder, 'native', 'node_modules', part))})`;
    execFileSync(program, ['-e', script]);
  }
  console.log(`${platform.name}: version ${String(version).trim()}; loaded ${parts.join(', ')}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , out, ...names] = process.argv;
  await buildPortable(out, names);
}
