// The lines to type after a reinstall, on a PC that has no config: where a bucket is, the config alone
// knew, so its address and all that it takes to find it stand in them.
import { type Place, wordsWithoutConfig } from '../../household/places.js';
import { commandLine } from './invocation.js';

/**
 * The lines, in their order; none where nothing was stored.
 * @param restoreFrom the place that a push names, as the user calls it.
 */
export async function wayBack(
  restoreFrom: string | null,
  places: readonly Place[],
): Promise<readonly string[]> {
  const place = places.find(({ name }) => name === restoreFrom);
  if (place === undefined) return [];
  const words = await wordsWithoutConfig(place);
  if (!needsSecret(place)) return [commandLine('pull', '--from', ...words)];
  // The credential store is as new as the PC: the access key is asked for once, and kept there.
  const name = place.adHoc ? 'bucket' : place.name;
  return [
    commandLine('target', 'add', name, ...words, '--credentials', 'credential-store'),
    commandLine('pull', '--from', name),
  ];
}

function needsSecret({ options }: Place): boolean {
  return 'credentials' in options && options.credentials === 'credential-store';
}
