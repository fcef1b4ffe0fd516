// The PCs whose backups the owner removed: a place that was away meanwhile still has them, and a sync must
// not bring them back from there. What such a PC backs up later is taken again. Pure.
import { type RecordName, parseRecordName } from '../../record/name.js';
import type { VaultState } from './state.js';

/** One PC, and the moment up to which its backups are forgotten. */
export type ForgottenPc = NonNullable<VaultState['forgotten']>[number];

/** How many are noted; of more the ones that were noted first are left out. */
export const mostForgotten = 200;

/** The list with one more PC at its end, each PC once. */
export function withForgotten(
  forgotten: readonly ForgottenPc[],
  { tag, until }: ForgottenPc,
): ForgottenPc[] {
  const before = forgotten.find((one) => one.tag === tag);
  const later = before !== undefined && before.until > until ? before.until : until;
  const others = forgotten.filter((one) => one.tag !== tag);
  return [...others, { tag, until: later }].slice(-mostForgotten);
}

/** Tells by its name whether a record was forgotten: for names of records that opened alone. */
export function forgottenBy(vault: VaultState | null): (name: RecordName) => boolean {
  const until = new Map(vault?.forgotten?.map((one) => [one.tag, one.until]));
  return (name) => {
    const parts = parseRecordName(name);
    const last = parts === null ? undefined : until.get(parts.tag);
    return parts !== null && last !== undefined && parts.takenAt <= last;
  };
}

/** What the state notes of the vault once a PC is forgotten: it is no PC of the vault any more. */
export function forgetting(vault: VaultState, forgotten: ForgottenPc): VaultState {
  const known = vault.machines.find(({ tag }) => tag === forgotten.tag);
  const until =
    known !== undefined && known.takenAt > forgotten.until ? known.takenAt : forgotten.until;
  return {
    ...vault,
    machines: vault.machines.filter((machine) => machine !== known),
    forgotten: withForgotten(vault.forgotten ?? [], { tag: forgotten.tag, until }),
  };
}

/** The vault without the places that hold nothing of it any more: empty, they are as they are to be. */
export function withoutEmptied(vault: VaultState, ids: readonly string[]): VaultState {
  const { folders } = vault;
  const isLeft = (id: string): boolean => !ids.includes(id);
  return {
    ...vault,
    places: vault.places.filter(isLeft),
    ...(folders === undefined ? {} : { folders: folders.filter(({ id }) => isLeft(id)) }),
  };
}
