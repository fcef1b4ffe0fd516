// The first run: a push without any place. On a terminal the person chooses from what is plugged in and
// what there is, is told what each is worth after a reinstall, and the choice is kept in the config.
import { join } from 'node:path';
import { VaultError, hint } from '../../errors.js';
import { exampleStick } from '../../household/example-place.js';
import { type KnownPlace, parsePlace } from '../../targets/kinds.js';
import { tryStoredCredentials } from '../../targets/stored-credential.js';
import { typedPlace } from '../../household/places.js';
import { removableDrives } from '../../system/volumes/removable-drives.js';
import type { CommandContext } from '../command.js';
import { type Config, type ConfigEntry, saveConfig, withEntry } from '../../household/config.js';
import { type Answers, askBucket } from './bucket-questions.js';
import { keptEntry, nothingTyped } from './new-place.js';
import { printable, say, sayError } from './output.js';
import { askChoices, askLine, askYesNo, canAsk } from './prompts.js';

/** One thing that can be chosen. */
interface Offer {
  readonly value: string;
  readonly label: string;
  readonly hint: string;
  /** The name that it gets in the config. */
  readonly name: string;
}

const folderName = 'product-key-vault';

/**
 * Asks where the backups shall go and keeps the answers in the config.
 * @throws VaultError `USAGE` without a terminal, with the command to type
 */
export async function askForPlaces({
  config,
  configPath,
  signal,
}: CommandContext): Promise<Config> {
  if (!canAsk()) throw nobodyToAsk();
  const offers = await findOffers(signal);
  say(
    'There is no place for backups yet. One that survives a reinstall and one away from home are good.',
  );
  const entries: ConfigEntry[] = [];
  for (;;) {
    for (const offer of await chosenOf(offers, signal))
      entries.push(...(await setUp(offer, { config, signal })));
    if (entries.length > 0) break;
    say('There is still no place, and a backup needs one. Ctrl-C stops.');
  }
  const filled = entries.reduce(withEntry, config);
  await saveConfig(configPath, filled);
  say(`Kept in ${configPath}`);
  return filled;
}

/** The offers that are taken; the only one there is needs no list. */
async function chosenOf(offers: readonly Offer[], signal: AbortSignal): Promise<readonly Offer[]> {
  if (offers.length === 1) return offers;
  const question = 'Where shall the backups go? (space chooses)';
  const chosen = await askChoices(question, offers, signal);
  return offers.filter(({ value }) => chosen.includes(value));
}

/** What can work here and now: sticks that are plugged in first; a secret needs a store that answers. */
async function findOffers(signal: AbortSignal): Promise<Offer[]> {
  const isStoreThere = await storeAnswers(signal);
  const drives = await removableDrives();
  const sticks = drives.map(({ root, label }, i) => ({
    value: join(root, folderName),
    label: printable(label === null ? `The stick at ${root}` : `The stick ${label} (${root})`),
    hint: 'survives a reinstall; keep it apart from the PC',
    name: i === 0 ? 'stick' : `stick-${i + 1}`,
  }));
  const folder = {
    value: 'folder',
    label: sticks.length === 0 ? 'A folder' : 'Another folder',
    hint: 'a NAS or a synced folder survives a reinstall; a folder on the system disk does not',
    name: 'folder',
  };
  return [...sticks, folder, ...(isStoreThere ? ofStore : [])];
}

/** A bucket's access key is kept in the store, so neither can be had without it. */
const ofStore: readonly Offer[] = [
  {
    value: 's3',
    label: 'A bucket of S3 storage',
    hint: 'survives fire and theft, too; you need an account at a provider',
    name: 'bucket',
  },
  {
    value: 'credential-store',
    label: "This PC's credential store",
    hint: 'handy for a look, but a reinstall destroys it: never the only place',
    name: 'this-pc',
  },
];

const patienceMs = 5000;

async function storeAnswers(signal: AbortSignal): Promise<boolean> {
  try {
    await tryStoredCredentials(AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]));
    return true;
  } catch {
    signal.throwIfAborted();
    return false;
  }
}

interface Asking {
  readonly config: Config;
  readonly signal: AbortSignal;
}

/**
 * Sets the place up; where that fails it is said, and asked again with all that was typed. None where the
 * person leaves the place out.
 */
async function setUp(offer: Offer, asking: Asking): Promise<ConfigEntry[]> {
  const answers: Answers = {};
  const typed = nothingTyped();
  for (;;) {
    try {
      const place = await askPlace(offer, answers, asking);
      if (place === null) return [];
      return [await keptEntry(offer.name, place, asking.signal, typed)];
    } catch (error) {
      asking.signal.throwIfAborted();
      if (!(error instanceof VaultError) || error.code === 'INTERRUPTED') throw error;
      sayError(error);
      // Where nothing was typed, nothing can be corrected.
      if (Object.keys(answers).length > 0) say(mending);
      else if (!(await askYesNo('Try it once more?', asking.signal))) return [];
    }
  }
}

const mending = 'Type it anew, or change it after an arrow key; an empty line leaves it out.';
const folderQuestion = 'Where shall the backups go? A folder on a stick or a NAS, new or empty';

/** The place as it is typed; null for an empty line in place of its address. */
async function askPlace(
  { value }: Offer,
  answers: Answers,
  { config, signal }: Asking,
): Promise<KnownPlace | null> {
  if (value === 's3') return askBucket(answers, signal);
  if (value !== 'folder') return parsePlace(value);
  const initial = answers['folder'] ?? '';
  answers['folder'] = (await askLine(folderQuestion, signal, { initial })).trim();
  return answers['folder'] === '' ? null : typedPlace(answers['folder'], config);
}

function nobodyToAsk(): VaultError {
  return new VaultError('USAGE', 'no place is given and none is in the config', {
    hint: hint`Name one: ${{ do: 'push', told: { to: exampleStick } }} (a folder on a stick). Or keep it: ${{ do: 'target-add', given: ['stick', exampleStick] }}`,
  });
}
