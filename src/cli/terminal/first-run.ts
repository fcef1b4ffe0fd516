// The first run: a push without any place. On a terminal the person chooses from what is plugged in and
// what there is, is told what each is worth after a reinstall, and the choice is kept in the config.
import { join } from 'node:path';
import { VaultError, hint } from '../../errors.js';
import { exampleStick } from '../../household/example-place.js';
import { findKind, parsePlace } from '../../targets/kinds.js';
import { removableDrives } from '../../system/volumes/removable-drives.js';
import type { CommandContext } from '../command.js';
import { type Config, type ConfigEntry, saveConfig } from '../../household/config.js';
import { askSecret, keptEntry, withMembers } from './new-place.js';
import { printable, say, sayError } from './output.js';
import { askChoices, askLine, canAsk } from './prompts.js';

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
  const offers = await findOffers();
  say(
    'There is no place for backups yet. One that survives a reinstall and one away from home are good.',
  );
  const chosen = await askChoices('Where shall the backups go? (space chooses)', offers, signal);
  const entries: ConfigEntry[] = [];
  for (const value of chosen) {
    const offer = offers.find((one) => one.value === value);
    if (offer !== undefined) entries.push(...(await setUp(offer, signal)));
  }
  if (entries.length === 0) {
    throw new VaultError('USAGE', 'no place was set up, so there is nowhere to back up to');
  }
  const filled = { ...config, targets: [...config.targets, ...entries] };
  await saveConfig(configPath, filled);
  say(`Kept in ${configPath}`);
  return filled;
}

async function findOffers(): Promise<Offer[]> {
  const drives = await removableDrives();
  const sticks = drives.map(({ root, label }, i) => ({
    value: join(root, folderName),
    label: printable(label === null ? `The stick at ${root}` : `The stick ${label} (${root})`),
    hint: 'survives a reinstall; keep it apart from the PC',
    name: i === 0 ? 'stick' : `stick-${i + 1}`,
  }));
  return [
    ...sticks,
    {
      value: 'folder',
      label: 'Another folder',
      hint: 'a NAS or a synced folder survives a reinstall; a folder on the system disk does not',
      name: 'folder',
    },
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
}

/** A place that cannot be set up is said and left out; the others go on. */
async function setUp(offer: Offer, signal: AbortSignal): Promise<ConfigEntry[]> {
  try {
    const place =
      offer.value === 's3' ? await askBucket(signal) : parsePlace(await placeText(offer, signal));
    await askSecret(place, signal);
    return [await keptEntry(offer.name, place, signal)];
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof VaultError) || error.code === 'INTERRUPTED') throw error;
    sayError(error);
    return [];
  }
}

async function placeText({ value }: Offer, signal: AbortSignal): Promise<string> {
  return value === 'folder' ? askLine('The folder (a new or empty one)', signal) : value;
}

async function askBucket(signal: AbortSignal): Promise<ReturnType<typeof withMembers>> {
  const place = parsePlace(`s3://${await askLine('Bucket, or bucket/folder', signal)}`);
  const answers: Record<string, string> = {};
  for (const { member, question } of findKind('s3')?.members ?? []) {
    if (question === null) continue;
    const answer = (await askLine(question, signal)).trim();
    if (answer !== '') answers[member] = answer;
  }
  return withMembers(place, { ...answers, credentials: 'credential-store' });
}

function nobodyToAsk(): VaultError {
  return new VaultError('USAGE', 'no place is given and none is in the config', {
    hint: hint`Name one: ${{ do: 'push', told: { to: exampleStick } }} (a folder on a stick). Or keep it: ${{ do: 'target-add', given: ['stick', exampleStick] }}`,
  });
}
