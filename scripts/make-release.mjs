// Makes what a release has: the portable folders as zips, the page, the templates for Scoop and winget filled in, and
// SHA256SUMS of all of it. Two runs make the same bytes. It needs `zip`, as the systems of GitHub have it.
// TAG=v1.2.3 node scripts/make-release.mjs FOLDER
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPortable } from './build-portable.mjs';
import { filesIn } from './portable/inventory.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version, repository } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** The templates, and what they are called in a release. */
const templates = {
  'packaging/scoop/product-key-vault.json': 'scoop.json',
  'packaging/winget/product-key-vault.yaml': 'winget.yaml',
};

/** The template with its placeholders filled in. Throws for one that is not known. */
export function filledIn(template, values) {
  return template.replace(/@([A-Z0-9_]+)@/g, (_, name) => {
    if (!Object.hasOwn(values, name)) throw new Error(`nothing fills in @${name}@`);
    return values[name];
  });
}

/** The address of the repository, as a browser opens it. */
export function repositoryAddress({ url }) {
  return url.replace(/^git\+/, '').replace(/[.]git$/, '');
}

/** The time of every file in a zip: the first that one can hold. */
const zipTime = new Date('1980-01-01T12:00:00Z');

function zip(folder, file) {
  const name = basename(folder);
  const files = filesIn(folder).map((path) => `${name}/${path}`);
  for (const path of files) utimesSync(join(dirname(folder), path), zipTime, zipTime);
  const options = {
    cwd: dirname(folder),
    env: { ...process.env, TZ: 'UTC' },
    input: files.join('\n'),
  };
  execFileSync('zip', ['-X', '-q', '-9', file, '-@'], options);
}

function sha256(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

async function makeRelease(out) {
  const { TAG: tag } = process.env;
  if (tag !== undefined && tag !== `v${version}`)
    throw new Error(`the tag ${tag} is not that of version ${version}`);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const folders = await buildPortable(`${out}.portable`);
  const made = folders.map((folder) => `${basename(folder)}.zip`);
  for (const folder of folders) zip(folder, join(out, `${basename(folder)}.zip`));
  const page = join(folders[0], 'bundle', 'RESTORE.html');
  if (existsSync(page)) {
    cpSync(page, join(out, 'RESTORE.html'));
    made.push('RESTORE.html');
  }
  const values = {
    VERSION: version,
    REPOSITORY: repositoryAddress(repository),
    SHA256_WINDOWS: sha256(join(out, 'vault-windows-x64.zip')),
  };
  for (const [template, name] of Object.entries(templates)) {
    writeFileSync(join(out, name), filledIn(readFileSync(join(root, template), 'utf8'), values));
    made.push(name);
  }
  const sums = made.sort().map((name) => `${sha256(join(out, name))}  ${name}\n`);
  writeFileSync(join(out, 'SHA256SUMS'), sums.join(''));
  rmSync(`${out}.portable`, { recursive: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await makeRelease(resolve(process.argv[2] ?? 'release'));
