// What an operation notes in the state beside its own work, and what is told where it cannot.
import { VaultError } from '../errors.js';
import { warning } from '../record/warning.js';
import { type State, type VaultState, cardState } from './memory/state.js';
import { type VaultRun, warnBy } from './run.js';
import type { VaultSession } from './session.js';

/** What cannot be noted is told, with what follows from that, and no failure. */
export async function saveOrTell(state: State, without: string, run: VaultRun): Promise<void> {
  try {
    await run.effects.state.save(state);
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    warnBy(run)(warning('state-not-saved', `${error.message}; ${without}`, 'state.json'));
  }
}

/** What this PC has noted of the vault; what it is to note first, where it has noted nothing until now. */
export async function noted({
  vault: { remembered, card, passphraseKey },
  reach: { reached },
}: Pick<VaultSession, 'vault' | 'reach'>): Promise<VaultState> {
  if (remembered !== null) return remembered;
  const places = reached.flatMap(({ status }) => status.placeId ?? []);
  return { card: await cardState(card, passphraseKey), places, machines: [] };
}
