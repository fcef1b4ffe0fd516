// Which places may still hold backups under an earlier passphrase: those of a run, and those that it was not told of.
import { toHex } from '../bytes.js';
import { warning } from '../record/warning.js';
import type { State, VaultState } from './memory/state.js';
import type { UnlockedVault } from './opening/unlock.js';
import { type VaultRun, warnBy } from './run.js';
import type { VaultSession } from './session.js';

/** The places of a vault that are behind. */
export interface LeftBehind {
  /** Whether one of the run's places is. */
  readonly isHere: boolean;
  /** What the others are called. */
  readonly elsewhere: readonly string[];
}

/** The places that are behind, as this PC has noted them. */
export function leftBehind(vault: VaultState | null, session: VaultSession): LeftBehind {
  const { targets, reach, state } = session;
  const ids = reach.reached.flatMap(({ status }) => status.placeId ?? []);
  const behind = (vault?.behind ?? []).map((id) => ({ id, ...knownAs(id, vault, state) }));
  const isHere = ({ id, name, path }: (typeof behind)[number]): boolean =>
    ids.includes(id) || targets.some((one) => one.name === name || (path ?? '') === one.folder);
  return {
    isHere: behind.some(isHere),
    elsewhere: behind.filter((one) => !isHere(one)).map(({ id, name, path }) => name ?? path ?? id),
  };
}

/** What the place was called, and where it lay: neither is known of one that only another PC has seen. */
function knownAs(
  id: string,
  vault: VaultState | null,
  { seen }: State,
): { readonly name: string | undefined; readonly path: string | undefined } {
  return {
    name: seen?.places.find((place) => place.id === id)?.name,
    path: vault?.folders?.find((folder) => folder.id === id)?.path,
  };
}

/** After a change: names the places that were not named to it, and are behind. */
export async function warnOfElsewhere(
  session: VaultSession,
  { card }: Pick<UnlockedVault, 'card'>,
  run: VaultRun,
): Promise<void> {
  const salt = toHex(card.salt);
  const { vaults } = await run.effects.state.load();
  const vault = vaults.find((one) => one.card.salt === salt) ?? null;
  for (const place of leftBehind(vault, session).elsewhere) {
    const message =
      'the place was not named, so its backups are still under an earlier passphrase. The next push or sync that reaches it seals them again';
    warnBy(run)(warning('not-brought-over', message, place));
  }
}
