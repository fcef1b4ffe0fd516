// What is inside of a portable folder: a list of its parts in the form of CycloneDX, their licences, and the
// digest of every file.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** The bill of materials. https://cyclonedx.org/docs/1.6/json/ */
export function billOfMaterials({ name, version }, parts) {
  const components = parts.map((part) => ({
    type: part.name === 'node' ? 'platform' : 'library',
    name: part.name,
    version: part.version,
    purl: part.name === 'node' ? `pkg:generic/node@${part.version}` : packageUrl(part),
    ...(part.license === undefined ? {} : { licenses: [{ expression: part.license }] }),
  }));
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', name, version } },
    components: components.sort((a, b) => compare(a.purl, b.purl)),
  };
}

function packageUrl({ name, version }) {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

/** A line for each file below the folder, as `sha256sum -c` reads them. */
export function digests(folder) {
  return filesIn(folder)
    .map((path) => {
      const digest = createHash('sha256')
        .update(readFileSync(join(folder, path)))
        .digest('hex');
      return `${digest}  ${path}\n`;
    })
    .join('');
}

/** The paths of all files below the folder, in one order on every system. */
export function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll(sep, '/'))
    .sort(compare);
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
