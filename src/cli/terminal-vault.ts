// The vault as a command at a terminal opens it: in the places that its flags name, asking the person
// there, and telling what happens.
import { type VaultOptions, householdVault } from '../household/household-vault.js';
import { exampleStick } from '../household/example-place.js';
import { type Place, asSourceAddress, asTargetAddress, choosePlaces } from '../household/places.js';
import type { Config } from '../household/config.js';
import type { VaultError } from '../errors.js';
import { type Warning, warning } from '../record/warning.js';
import type { CommandContext } from './command.js';
import type { TargetAddress } from '../vault/places/target-address.js';
import type { VaultQuestions } from '../vault/run.js';
import type { Vault } from '../vault/vault.js';
import { type BucketFlags, withBucketFlags } from './options/s3-options.js';
import { askWhichPc } from './terminal/pc-question.js';
import { mayGoOn } from './terminal/going-on.js';
import { wantsRecoveryCode } from './terminal/recovery-code.js';
import { toldPlace } from './terminal/steps.js';
import { type OwnWords, sayEvents } from './terminal/vault-events.js';

/** What says where a command works: the places, and how a bucket among them is reached. */
type PlaceFlags = BucketFlags & Readonly<Partial<Record<'to' | 'from', readonly string[]>>>;

/** The places that a flag names; none named: all of the config. @throws VaultError `USAGE` for none */
export function placesNamed(
  flag: 'to' | 'from',
  flags: PlaceFlags,
  config: Config,
): readonly TargetAddress[] {
  const places = placesChosen(flag, flags, config);
  return places.map(flag === 'from' ? asSourceAddress : asTargetAddress);
}

/** The same before they are opened. */
export function placesChosen(
  flag: 'to' | 'from',
  flags: PlaceFlags,
  config: Config,
): readonly Place[] {
  const byNaming = { tell: flag, value: exampleStick };
  return withBucketFlags(choosePlaces(flags[flag] ?? [], config, byNaming), flags);
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
