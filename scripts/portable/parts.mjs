// Fetches what a portable folder is made of, through npm and the registry that it is set up for, and takes
// nothing whose digest is another than the one that is written down.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { nodeVersion } from './platforms.mjs';

const cache = join(
  process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'),
  'product-key-vault-portable',
);

/** The folder of the package that carries Node. */
export function nodePackage({ name, integrity }) {
  return cached(`${name}@${nodeVersion}`, (folder) => {
    const npm = ['pack', '--silent', `${name}@${nodeVersion}`];
    const packed = execFileSync('npm', npm, {
      cwd: folder,
      encoding: 'utf8',
      shell: isWindows,
    }).trim();
    const file = join(folder, packed);
    const digest = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
    if (digest !== integrity) throw new Error(`${name} ${nodeVersion} is not what is expected`);
    execFileSync('tar', ['xzf', packed, '--strip-components=1'], { cwd: folder });
    rmSync(file);
  });
}

/** A node_modules folder with the native parts of the system; npm holds them against package-lock.json. */
export function nativePackages({ name, npm }, root) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const digest = createHash('sha256').update(lock).digest('hex').slice(0, 16);
  const folder = cached(`${name}-${digest}`, (making) => {
    for (const file of ['package.json', 'package-lock.json'])
      cpSync(join(root, file), join(making, file));
    const args = ['ci', '--silent', '--omit=dev', '--ignore-scripts', ...npm];
    execFileSync('npm', args, { cwd: making, shell: isWindows });
  });
  return join(folder, 'node_modules');
}

const isWindows = process.platform === 'win32';

/** A folder of the cache; made aside, and there only when it is complete. */
function cached(name, make) {
  const folder = join(cache, name);
  if (existsSync(folder)) return folder;
  const making = `${folder}.${process.pid}`;
  mkdirSync(making, { recursive: true });
  make(making);
  if (existsSync(folder)) rmSync(making, { recursive: true });
  else renameSync(making, folder);
  return folder;
}
