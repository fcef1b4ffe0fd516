// The vault as a command at a terminal opens it: in the places that its flags name, asking the person
// there, and telling what happens.
import { type VaultOptions, householdVault } from '../household/household-vault.js';
import { exampleStick } from '../household/example-place.js';
import { type Place, asTargetAddress, choosePlaces } from '../household/places.js';
import { type Config, usableEntries } from '../household/config.js';
import { vaultBeside } from '../household/kit-sources.js';
import type { VaultError } from '../errors.js';
import { type Warning, warning } from '../record/warning.js';
import type { CommandContext } from './command.js';
import type { TargetAddress } from '../vault/places/target-address.js';
import type { VaultQuestions } from '../vault/run.js';
import type { Vault } from '../vault/vault.js';
import { type BucketFlags, withBucketFlags } from './options/s3-options.js';
import { withAccessKeys } from './terminal/access-keys.js';
import { askWhichPc } from './terminal/pc-question.js';
import { asSources } from './scanned-places.js';
import { mayGoOn } from './terminal/going-on.js';
import { wantsRecoveryCode } from './terminal/recovery-code.js';
import { printable, say } from './terminal/output.js';
import { stepWords } from './terminal/step-words.js';
import { toldPlace } from './terminal/steps.js';
import { type OwnWords, sayEvents } from './terminal/vault-events.js';

/** What says where a command works: the places, and how a bucket among them is reached. */
type PlaceFlags = BucketFlags & Readonly<Partial<Record<'to' | 'from', readonly string[]>>>;

/** Where places are chosen from. */
interface Choosing {
  readonly config: Config;
  readonly signal: AbortSignal;
}

/**
 * The places that a flag names; none named: all of the config. Where a bucket lacks an access key the person
 * at the terminal is asked for it.
 * @throws VaultError `USAGE` for none
 */
export async function placesNamed(
  flag: 'to' | 'from',
  flags: PlaceFlags,
  choosing: Choosing,
): Promise<readonly TargetAddress[]> {
  const places = await placesChosen(flag, flags, choosing);
  return flag === 'from' ? asSources(places) : places.map(asTargetAddress);
}

/** The same before they are opened. */
export async function placesChosen(
  flag: 'to' | 'from',
  flags: PlaceFlags,
  { config, signal }: Choosing,
): Promise<readonly Place[]> {
  const beside = vaultBeside();
  const byNaming = { tell: flag, value: beside ?? exampleStick };
  const named = withBeside(flag, flags[flag] ?? [], { config, beside });
  const places = withBucketFlags(choosePlaces(named, config, byNaming), flags);
  return withAccessKeys(places, signal);
}

/**
 * Started from a stick, and told nothing else, what reads takes the backups beside the program; a config of this
 * PC goes first, as everywhere.
 */
function withBeside(
  flag: 'to' | 'from',
  named: readonly string[],
  { config, beside }: Pick<Choosing, 'config'> & { readonly beside: string | null },
): readonly string[] {
  if (flag === 'to' || named.length > 0 || beside === null) return named;
  if (usableEntries(config).length === 0) {
    say(`Using the backups beside this program: ${printable(beside)}`);
    return [beside];
  }
  const other = stepWords({ tell: 'from', value: beside });
  say(`Using the places of this PC's config. The backups beside this program: ${other}`);
  return named;
}

/** What a command says in words of its own, and how it hands over a passphrase that it made. */
export interface OwnTerminal extends OwnWords {
  readonly newVaultReady?: VaultQuestions['newVaultReady'];
}

/**
 * Opens the vault in the places; `own` is what the command says in words of its own. A config that cannot be
 * used is told: the places were all named without it.
 */
export function openTerminalVault(
  targets: readonly TargetAddress[],
  { config: { fault }, configPath, signal }: CommandContext,
  own: OwnTerminal = {},
  options?: VaultOptions,
): Vault {
  const { newVaultReady = () => Promise.resolve() } = own;
  const questions = { whichPc: askWhichPc, wantsRecoveryCode, newVaultReady, mayGoOn };
  const listen = sayEvents(targets, own, options);
  const known = fault === null ? [] : [unusedConfig(fault, configPath)];
  return householdVault(targets.map(toldPlace), { questions, listen, signal, known }, options);
}

function unusedConfig({ message, hint }: VaultError, path: string): Warning {
  return warning('config-unused', `${message}. It was not needed`, path, { hint });
}
