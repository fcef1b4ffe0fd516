// After a push to places that were named on the command line: whether they shall be kept in the config, so
// that the next command needs no name.
import {
  type Config,
  type ConfigEntry,
  saveConfig,
  usableEntries,
  withEntry,
} from '../../household/config.js';
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
  if (!canAsk() || config.fault !== null) return;
  let kept = config;
  for (const place of places.filter(({ adHoc }) => adHoc)) {
    if (usableEntries(kept).some((one) => isKept(one, place))) continue;
    const name = freeName(place, kept);
    say(
      `Keep ${printable(place.name)} as "${name}"? Later commands then need no --to and no --from.`,
    );
    if (!(await askYesNo('Keep this place?', signal))) continue;
    const entry = await keptEntry(name, place, signal, place.typedSecret);
    kept = withEntry(kept, entry);
    await saveConfig(configPath, kept);
    say(`Kept in ${printable(configPath)}`);
  }
}

function freeName({ kind }: Place, { entries }: Config): string {
  // eslint-disable-next-line vault/no-foreign-index -- the name of a kind
  const usual = usualNames[kind.kind] ?? 'place';
  for (let i = 1; ; i += 1) {
    const name = i === 1 ? usual : `${usual}-${i}`;
    if (!entries.some((entry) => entry.name === name)) return name;
  }
}

/** The config has all that was said of the place; it may know more of it, as the id of a stick. */
function isKept(entry: ConfigEntry, { kind, options }: Place): boolean {
  if (entry.kind !== kind.kind) return false;
  return Object.entries(options).every(
    // eslint-disable-next-line vault/no-foreign-index -- a member of the kind
    ([member, value]) => JSON.stringify(entry[member]) === JSON.stringify(value),
  );
}
