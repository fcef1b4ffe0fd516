// The vault as a command at a terminal opens it: in the places that its flags name, asking the person
// there, and telling what happens.
import { householdVault } from '../household/household-vault.js';
import { exampleStick } from '../household/example-place.js';
import { asTargetAddress, choosePlaces } from '../household/places.js';
import type { Config } from '../household/config.js';
import type { Vault } from '../vault/vault.js';
import { askWhichPc } from './terminal/pc-question.js';
import { wantsRecoveryCode } from './terminal/recovery-code.js';
import { type OwnWords, sayEvents } from './terminal/vault-events.js';

/** Where the vault is. */
export interface NamedPlaces {
  /** As the flag names them; none: all of the config. */
  readonly named: readonly string[];
  /** The flag, for the hint of what to type. */
  readonly flag: 'to' | 'from';
}

/** Opens the vault in the places. @throws VaultError `USAGE` where there is none */
export function openTerminalVault(
  { config, signal }: { readonly config: Config; readonly signal: AbortSignal },
  { named, flag }: NamedPlaces,
  own?: OwnWords,
): Vault {
  const byNaming = { tell: flag, value: exampleStick };
  const targets = choosePlaces(named, config, byNaming).map(asTargetAddress);
  const questions = { whichPc: askWhichPc, wantsRecoveryCode };
  return householdVault(targets, { questions, listen: sayEvents(targets, own), signal });
}
