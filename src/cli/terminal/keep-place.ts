// After a push to places that were named on the command line: whether they shall be kept in the config, so
// that the next command needs no name.
import { type Config, saveConfig } from '../../household/config.js';
import type { Place } from '../../household/places.js';
import { keptEntry } from './new-place.js';
import { printable, say } from './output.js';
import { askYesNo, canAsk } from './prompts.js';

const usualNames: Readonly<Record<string, string>> = {
  directory: 'stick',
  s3: 'bucket',
  'credential-store': 'this-pc',
};

/** Offers to keep those places that the config lacks. Nothing is asked without a terminal. */
export async function offerToKeep(
  places: readonly Place[],
  { config, configPath, signal }: { config: Config; configPath: string; signal: AbortSignal },
): Promise<void> {
  if (!canAsk()) return;
  let kept = config;
  for (const place of places.filter(({ adHoc }) => adHoc)) {
    const name = freeName(place, kept);
    say(
      `Keep ${printable(place.name)} as "${name}"? Later commands then need no --to and no --from.`,
    );
    if (!(await askYesNo('Keep this place?', signal))) continue;
    const entry = await keptEntry(name, place, signal);
    const isThere = kept.targets.some((one) => isSamePlace(one, entry));
    if (isThere) continue;
    kept = { ...kept, targets: [...kept.targets, entry] };
    await saveConfig(configPath, kept);
    say(`Kept in ${printable(configPath)}`);
  }
}

function freeName({ kind }: Place, { targets }: Config): string {
  const usual = usualNames[kind.kind] ?? 'place';
  for (let i = 1; ; i += 1) {
    const name = i === 1 ? usual : `${usual}-${i}`;
    if (!targets.some((target) => target.name === name)) return name;
  }
}

/** One that has the same members under another name. */
function isSamePlace(a: Config['targets'][number], b: Config['targets'][number]): boolean {
  return JSON.stringify({ ...a, name: '' }) === JSON.stringify({ ...b, name: '' });
}
