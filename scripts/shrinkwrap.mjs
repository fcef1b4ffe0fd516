// Puts npm-shrinkwrap.json into the package that `npm pack` makes: whoever installs it gets the versions that
// the tests ran with. It is package-lock.json without the packages for development; like that it names no
// address to download from, so each install asks the registry that it is set up for, and compares the digest.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));

/** The lock file for those who install the package. */
export function shrinkwrap(lock) {
  const packages = Object.fromEntries(
    Object.entries(lock.packages)
      .filter(([, { dev, devOptional, peer }]) => !dev && !(devOptional && !peer))
      .map(([path, { resolved: _, devDependencies: __, ...kept }]) => [path, kept]),
  );
  return { ...lock, packages };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--remove')) rmSync(file('npm-shrinkwrap.json'), { force: true });
  else {
    const lock = JSON.parse(readFileSync(file('package-lock.json'), 'utf8'));
    const text = JSON.stringify(shrinkwrap(lock), null, 2);
    writeFileSync(file('npm-shrinkwrap.json'), `${text}\n`);
  }
}
