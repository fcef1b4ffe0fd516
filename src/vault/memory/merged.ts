// Vaults that the state knows apart and that turn out to be one of one household, taken together; and what a
// record was called before it was sealed again. Pure.
import type { RecordName } from '../../record/name.js';
import type { MachineState, State, VaultState } from './state.js';

/** The first, with what the others know; their cards are earlier ones of it. */
export function mergedVaults(first: VaultState, others: readonly VaultState[]): VaultState {
  return others.reduce((vault, other): VaultState => {
    const { generation, ops, memoryMiB, salt } = other.card;
    // Their keys lie under another one: whoever has that wraps them anew.
    const keyless = (other.earlier ?? []).map((card) => ({ ...card, key: null }));
    const earlier = [
      ...(vault.earlier ?? []),
      { generation, ops, memoryMiB, salt, key: null },
      ...keyless,
    ];
    const pruned = [...new Set([...(other.pruned ?? []), ...(vault.pruned ?? [])])];
    const forgotten = [...(vault.forgotten ?? []), ...(other.forgotten ?? [])];
    return {
      ...vault,
      earlier,
      places: union(vault.places, other.places),
      folders: [...(vault.folders ?? []), ...(other.folders ?? [])],
      machines: mergedMachines(vault.machines, other.machines),
      behind: union(vault.behind ?? [], union(other.behind ?? [], other.places)),
      ...(forgotten.length === 0 ? {} : { forgotten }),
      ...(pruned.length === 0 ? {} : { pruned }),
    };
  }, first);
}

/** Whether both know one PC: then they are of one household. */
export function shareAPc(a: VaultState, b: VaultState): boolean {
  return a.machines.some(({ tag }) => b.machines.some((other) => other.tag === tag));
}

/** Of each PC what had come furthest. */
function mergedMachines(
  machines: readonly MachineState[],
  others: readonly MachineState[],
): MachineState[] {
  const byTag = new Map(machines.map((machine) => [machine.tag, machine]));
  for (const machine of others) {
    const known = byTag.get(machine.tag);
    if (known === undefined || known.sequence < machine.sequence) byTag.set(machine.tag, machine);
  }
  return [...byTag.values()];
}

function union(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])];
}

/** The vault once these places hold nothing any more that opens under an earlier card. */
export function broughtOver(vault: VaultState, ids: readonly string[]): VaultState {
  const next = { ...vault };
  const left = (vault.behind ?? []).filter((id) => !ids.includes(id));
  delete next.isChanging;
  delete next.behind;
  return left.length === 0 ? next : { ...next, behind: left };
}

/**
 * The state with the names that records have since they were sealed again.
 * @param ids the places in which they were; what was seen elsewhere is as it was.
 */
export function withNames(
  state: State,
  renamed: ReadonlyMap<RecordName, RecordName>,
  ids: readonly string[],
): State {
  if (renamed.size === 0) return state;
  const now = (name: string): string => renamed.get(name as RecordName) ?? name;
  const vaults = state.vaults.map((vault) => ({
    ...vault,
    machines: vault.machines.map((machine) => ({
      ...machine,
      newest: now(machine.newest),
      folded: [...new Set(machine.folded.map(now))].sort(),
    })),
  }));
  const { seen } = state;
  if (seen === undefined) return { ...state, vaults };
  const places = seen.places.map((place) => {
    if (!ids.includes(place.id)) return place;
    return { ...place, copies: place.copies.map((one) => ({ ...one, record: now(one.record) })) };
  });
  return { ...state, vaults, seen: { ...seen, places } };
}
