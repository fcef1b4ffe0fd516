// The stable reference of a product, beside the name that people see: names are corrected from one version
// of this program to the next, references never are. docs/format.md lists the spaces.
import { maskKeys } from '../text/key-mask.js';

/** Whose word the reference is. */
export type ProductSpace =
  /** Microsoft's id of the edition, whatever the generation: a key of 7 may run a 10. */
  | 'windows'
  /** The generation's number and the licensing service's name: `16.proplusvl_kms_client`. */
  | 'office'
  /** What an account has a licence for, by Microsoft's product id: `o365homepremretail`. */
  | 'account'
  /** The id of an entry in this program's list of products. */
  | 'program';

const form = /^[a-z0-9][a-z0-9._-]{0,63}$/;

/**
 * The reference, in lower case (`windows:professional`): Microsoft writes some ids in two ways. Null for
 * what is no single id, or looks like a product key.
 */
export function productRef(space: ProductSpace, id: string | null): string | null {
  const lower = id?.toLowerCase() ?? '';
  // Before it is put in lower case: the mask knows a key without hyphens by its capitals.
  const isId = form.test(lower) && maskKeys(id ?? '') === id;
  return isId ? `${space}:${lower}` : null;
}

/** Whether the reference alone tells the licence: an account has a product once. */
export function isOfAccount(reference: string | null): boolean {
  return reference?.startsWith('account:') === true;
}
