// What a kit consists of, and how each part of it is, as plain data.
import type { VaultError } from '../errors.js';

/** The parts: the sealed backups, the page, a portable folder, the text for people. */
type KitPartKind = 'backups' | 'page' | 'program' | 'readme';

/**
 * `written`: it is new there, and was read back. `there`: it lay there already, whole. `whole`: a look found it
 * as it should be. `unproven`: it is whole, and nothing at hand tells whether it is ours. `absent`: it is not
 * there. `damaged`: backups in it are damaged, old or could not be read, which says nothing of what opens them.
 * `wrong`: it was changed, or is of another version or somebody else's. `failed`: it could not be written.
 */
type KitPartState =
  'written' | 'there' | 'whole' | 'unproven' | 'absent' | 'damaged' | 'wrong' | 'failed';

/** One part of a kit. */
export interface KitPart {
  readonly kind: KitPartKind;
  /** Its file or folder in the kit. */
  readonly name: string;
  readonly state: KitPartState;
  /** What there is to say of it, in words; never more than {@link mostNotes}. */
  readonly notes: readonly string[];
  /** SHA-256 of what the part is told from others by, in hex: of the page without backups, of the list of digests. */
  readonly digest: string | null;
  /** Why it could not be written. */
  readonly error: VaultError | null;
}

const mostNotes = 10;

/** A part of a kit; of many notes the first ones. */
export function kitPart(
  { kind, name, state }: Pick<KitPart, 'kind' | 'name' | 'state'>,
  { notes = [], digest = null, error = null }: Partial<KitPart> = {},
): KitPart {
  const left = notes.length - mostNotes;
  const told = left > 0 ? [...notes.slice(0, mostNotes), `and ${left} more`] : notes;
  return { kind, name, state, notes: told, digest, error };
}
