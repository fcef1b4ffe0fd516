// The names of Windows as people know them. The registry of Windows 11 still says "Windows 10", and
// editions have other names on the box (`Home`) than in the registry (`Core`): edition-name.ts has them.
import { generationOf, nameOfEdition, nameOfServerEdition } from './edition-name.js';

/** The first build of Windows 11. */
const firstBuildOfWindows11 = 22000;

/** The name for a Windows whose key is known but not its edition. */
export const unknownWindows = 'Windows (edition unknown)';

/**
 * The name of an installation: `Windows 11 Pro`.
 * @param productName as the registry has it, null where it has none.
 * @param build the number of the build, null where unknown.
 */
export function windowsName(productName: string | null, build: number | null): string {
  const isWindows11 = build !== null && build >= firstBuildOfWindows11;
  if (productName === null) return isWindows11 ? 'Windows 11' : 'Windows';
  const name = productName.replaceAll(/\((?:TM|R)\)|[™®]/gi, '').replaceAll(/ {2,}/g, ' ');
  const short = name.replace(/^Microsoft (?=Windows)/, '').trim();
  return isWindows11 ? short.replace(/^Windows 10\b/, 'Windows 11') : short;
}

/**
 * The name of an edition other than the one installed: `Windows 10/11 Home`.
 * @param installed the name of the installation that the key was found in.
 */
export function windowsNameOfEdition(edition: string, installed: string): string {
  const server = nameOfServerEdition(edition);
  if (server !== null) return `Windows Server ${server}`;
  const [, version] = /^Windows (10|11|8\.1|8|7|Vista)\b/.exec(installed) ?? [];
  const generation = generationOf(version ?? '');
  const name = nameOfEdition(edition, generation);
  if (name === null || name === '') return `Windows (edition ${edition})`;
  // In an older Windows the key may be of another generation.
  const isNew = version !== undefined && generation === '10/11';
  return isNew ? `Windows ${generation} ${name}` : `Windows ${name}`;
}
