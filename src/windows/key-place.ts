// The shape of an entry in the tables of places where keys are kept. Entries are plain data, so a
// place or product is added by a line in a table and not by code.
import type { KeyForm } from '../keys/held-key.js';

/** What a key in a place has to do with the installation. The order is the order of trust. */
export const placeRoles = [
  /** The key that Windows says is installed. */
  'installed',
  /** Windows' own note of the installed key, often a generic one. */
  'backup',
  /** The key before the present one, or the one that Setup put in. */
  'default',
  /** The key of the Windows that was here before an upgrade. */
  'earlier',
  /** The key that somebody wrote into a file for Setup. */
  'answer',
  /** The key of another program. */
  'product',
  /** What an account has a licence for: no key. */
  'account',
  /** A copy that another program made, sometimes of another edition's key. */
  'copy',
] as const;

export type PlaceRole = (typeof placeRoles)[number];

/** One place, or a pattern for many. */
export interface KeyPlace {
  /** `user`: the registry of each user. */
  readonly hive: 'software' | 'system' | 'user';
  /** Below the hive's root (`Software\\...` of a user); `*` stands for any run of characters within one part. */
  readonly path: string;
  readonly role: PlaceRole;
  /** The values that may hold a key, the most trusted first; `*` in a name as in a path. */
  readonly values: readonly { readonly name: string; readonly form: KeyForm }[];
  /** For another program: its name where the registry gives none. */
  readonly product?: string;
  /** For another program: its stable reference; a list of the user's has none. */
  readonly productRef?: string | null;
  /** For an account: product names by what the value says. */
  readonly names?: Readonly<Record<string, string>>;
}

/** Whether a place is of another program than Windows. */
export function isOfOtherProgram(role: PlaceRole): boolean {
  return role === 'product' || role === 'account';
}
