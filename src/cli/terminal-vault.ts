// The vault as a command at a terminal opens it: in the places that its flags name, asking the person
// there, and telling what happens.
import { type VaultOptions, householdVault } from '../household/household-vault.js';
import { exampleStick } from '../household/example-place.js';
import { asTargetAddress, choosePlaces } from '../household/places.js';
import type { Config } from '../household/config.js';
import type { TargetAddress } from '../vault/places/target-address.js';
import type { VaultQuestions } from '../vault/run.js';
import type { Vault } from '../vault/vault.js';
import { askWhichPc } from './terminal/pc-question.js';
import { mayGoOn } from './terminal/going-on.js';
import { wantsRecoveryCode } from './terminal/recovery-code.js';
import { toldPlace } from './terminal/steps.js';
import { type OwnWords, sayEvents } from './terminal/vault-events.js';

/** The places that a flag names; none named: all of the config. @throws VaultError `USAGE` for none */
export function placesNamed(
  flag: 'to' | 'from',
  named: readonly string[],
  config: Config,
): readonly TargetAddress[] {
  const byNaming = { tell: flag, value: exampleStick };
  return choosePlaces(named, config, byNaming).map(asTargetAddress);
}

/** What a command says in words of its own, and how it hands over a passphrase that it made. */
export interface OwnTerminal extends OwnWords {
  readonly newVaultReady?: VaultQuestions['newVaultReady'];
}

/** Opens the vault in the places; `own` is what the command says in words of its own. */
export function openTerminalVault(
  targets: readonly TargetAddress[],
  signal: AbortSignal,
  own: OwnTerminal = {},
  options?: VaultOptions,
): Vault {
  const { newVaultReady = () => Promise.resolve() } = own;
  const questions = { whichPc: askWhichPc, wantsRecoveryCode, newVaultReady, mayGoOn };
  const listen = sayEvents(targets, own, options);
  return householdVault(targets.map(toldPlace), { questions, listen, signal }, options);
}
