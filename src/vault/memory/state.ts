// What this PC remembers of its vaults between runs: each vault's card, the places that belong to it,
// what each PC is recognised by and how far its records had come. No passphrase, no product key. The
// file may be lost at any time (a reinstall does it): everything can be learnt again from the records.
import * as v from 'valibot';
import { fromHex, toHex } from '../../bytes.js';
import { type VaultCard, cardTag, verifyCardTag } from '../../crypto/card.js';
import { earlierKeyBytes } from '../../crypto/earlier-key.js';
import type { PassphraseKey } from '../../crypto/kdf.js';
import { VaultError } from '../../errors.js';
import { type SaltOfCard, saltName } from '../opening/passphrase-keys.js';
import { type RecordName, asRecordName } from '../../record/name.js';
import type { Warning } from '../../record/warning.js';

const hex = (bytes: number): v.GenericSchema<string> =>
  v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`), `${bytes} bytes in hex`));
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

const cardSchema = v.object({
  generation: whole,
  ops: whole,
  memoryMiB: whole,
  salt: hex(16),
  recoverySlot: v.nullable(hex(73)),
  /** Under a key that only the passphrase gives: a card changed in the file is noticed. */
  tag: hex(32),
});

/** A card that the vault had before: some place that was away may still hold records under it. */
const earlierCardSchema = v.object({
  generation: whole,
  ops: whole,
  memoryMiB: whole,
  salt: hex(16),
  /** Its passphrase key under that of the vault's card; null where this PC never had it. */
  key: v.nullable(hex(earlierKeyBytes)),
});

const time = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, 'a UTC time'));
const fact = v.nullable(v.string());

const machineSchema = v.object({
  tag: hex(8),
  /** What the PC is recognised by while every place that holds its records is away. */
  machine: v.object({ name: fact, serial: fact, uuid: fact }),
  os: v.object({ machineGuid: fact, productId: fact, installedAt: fact }),
  /** The highest sequence seen in an opened record, and the id and time of that record. */
  sequence: whole,
  recordId: hex(16),
  takenAt: time,
  /** The name of the PC's newest record in the places of the last push. */
  newest: v.string(),
  /** Names of the records that were opened and whose licences that one carries on. */
  folded: v.array(v.string()),
});

const vaultSchema = v.object({
  card: cardSchema,
  /** What the vault was sealed with before, the last one first. */
  earlier: v.exactOptional(v.array(earlierCardSchema)),
  /** The places that may still hold records under an earlier card, by their `placeId`. */
  behind: v.exactOptional(v.array(v.string())),
  /** The change to the card was begun, and nobody has seen it end. */
  isChanging: v.exactOptional(v.literal(true)),
  /** The places that belong to the vault, by their `placeId`. */
  places: v.array(v.string()),
  /** Where those of them that are folders lay when they were last stored to, absolute. */
  folders: v.exactOptional(v.array(v.object({ id: v.string(), path: v.string() }))),
  machines: v.array(machineSchema),
  /** PCs whose backups were removed: a place that was away brings back nothing of them that is as old. */
  forgotten: v.exactOptional(v.array(v.object({ tag: hex(8), until: time }))),
  /** Backups that a prune removed, by record id: a place that was away brings them back to no other. */
  pruned: v.exactOptional(v.array(v.string())),
});

/** A copy that was read and found good. */
const copySchema = v.object({
  record: v.string(),
  confirmedAt: time,
  /** Whether the place outlives what happens to the PC that the backup is of. */
  outlives: v.boolean(),
});

/** What a place held when it was there last, for when it is away. */
const seenPlaceSchema = v.object({
  id: v.string(),
  /** What it was called then. */
  name: v.string(),
  durability: v.picklist(['offsite', 'detachable', 'this-install']),
  /** The last rehearsal of getting everything back from this place alone. */
  rehearsal: v.nullable(v.object({ at: time, isWhole: v.boolean() })),
  /** Of each PC the newest; the one confirmed last comes first. */
  copies: v.array(copySchema),
});

const seenSchema = v.object({
  /** The PCs by name, and when each was last pushed from here. */
  pcs: v.array(v.object({ tag: hex(8), name: fact, pushedAt: v.nullable(time) })),
  places: v.array(seenPlaceSchema),
});

const stateSchema = v.object({
  schema: v.literal(1),
  /** The vault used last comes first. */
  vaults: v.array(vaultSchema),
  /** What was seen where, and when: no more than something to show. */
  seen: v.exactOptional(seenSchema),
  /** The salt of the passphrase key that is kept in the credential store; the key itself is never here. */
  kept: v.exactOptional(hex(16)),
});

export type Seen = v.InferOutput<typeof seenSchema>;
export type SeenPlace = v.InferOutput<typeof seenPlaceSchema>;

export type EarlierCard = v.InferOutput<typeof earlierCardSchema>;
export type MachineState = v.InferOutput<typeof machineSchema>;
export type VaultState = v.InferOutput<typeof vaultSchema>;
export type State = v.InferOutput<typeof stateSchema>;

/** Where the state is kept. */
export interface StateStore {
  /** The state, empty where there is none yet, and where it cannot be used: then `warn` is told why. */
  load(warn?: (warning: Warning) => void): Promise<State>;
  save(state: State): Promise<void>;
  /** Tries whether a save would succeed; nothing of that stays. @throws VaultError `BAD_STATE` */
  tryWriting(): Promise<void>;
  /** Runs `work` while no other vault command of this user changes the state. Throws `BUSY`. */
  exclusively<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result>;
}

export const emptyState: State = { schema: 1, vaults: [] };

/** The value as state. @throws VaultError `BAD_STATE` */
export function parseState(value: unknown): State {
  const result = v.safeParse(stateSchema, value);
  if (result.success) return result.output;
  const { schema } = v.is(v.object({ schema: v.number() }), value) ? value : { schema: 1 };
  if (schema > 1)
    throw new VaultError(
      'BAD_STATE',
      'the state file was written by a newer version of the program',
    );
  const member = v.getDotPath(result.issues[0]) ?? 'the whole';
  throw new VaultError('BAD_STATE', `the state file is not valid at ${member}`);
}

/** The card as it is used, out of the state. */
export function cardOf({ card }: VaultState): VaultCard {
  return {
    generation: card.generation,
    cost: { ops: card.ops, memoryMiB: card.memoryMiB },
    salt: bytesOf(card.salt),
    recoverySlot: card.recoverySlot === null ? null : bytesOf(card.recoverySlot),
  };
}

/** What the key of an earlier card depends on. */
export function saltOf({ ops, memoryMiB, salt }: EarlierCard): SaltOfCard {
  return { salt: bytesOf(salt), cost: { ops, memoryMiB } };
}

/** The salts of the vaults that the state knows, by `saltName`. */
export function saltsIn({ vaults }: State): Set<string> {
  return new Set(
    vaults.flatMap((vault) => [cardOf(vault), ...(vault.earlier ?? []).map(saltOf)].map(saltName)),
  );
}

/** The salts that no vault of the state has any more, by `saltName`. */
export function earlierSaltsIn({ vaults }: State): Set<string> {
  const earlier = new Set(
    vaults
      .flatMap((vault) => vault.earlier ?? [])
      .map(saltOf)
      .map(saltName),
  );
  for (const vault of vaults) earlier.delete(saltName(cardOf(vault)));
  return earlier;
}

/** Whether the passphrase key made the tag of the vault's card. */
export async function cardHolds(vault: VaultState, passphraseKey: PassphraseKey): Promise<boolean> {
  return verifyCardTag(cardOf(vault), passphraseKey, bytesOf(vault.card.tag));
}

/** The card as the state keeps it, with its tag. */
export async function cardState(
  card: VaultCard,
  passphraseKey: PassphraseKey,
): Promise<VaultState['card']> {
  return {
    generation: card.generation,
    ops: card.cost.ops,
    memoryMiB: card.cost.memoryMiB,
    salt: toHex(card.salt),
    recoverySlot: card.recoverySlot === null ? null : toHex(card.recoverySlot),
    tag: toHex(await cardTag(card, passphraseKey)),
  };
}

/**
 * The state with this vault as the one used last, in place of the one that it was before. A place
 * belongs to one vault: another one that had it before was wiped there.
 */
export function withVault(state: State, vault: VaultState, replaces: VaultState | null): State {
  const others = state.vaults
    .filter((other) => other !== replaces && other.card.salt !== vault.card.salt)
    .map((other) => withoutPlaces(other, vault.places))
    .filter((other) => other.places.length > 0);
  return { ...state, vaults: [vault, ...others] };
}

function withoutPlaces(vault: VaultState, places: readonly string[]): VaultState {
  return { ...vault, places: vault.places.filter((place) => !places.includes(place)) };
}

function bytesOf(text: string): Uint8Array {
  return fromHex(text) ?? new Uint8Array();
}

/** The newest record of each PC that was opened, in any vault of this state. */
export function newestNames({ vaults }: State): readonly RecordName[] {
  return vaults.flatMap(({ machines }) =>
    machines.flatMap(({ newest }) => asRecordName(newest) ?? []),
  );
}
