// What an entry of a list of products is: where a program keeps its key, as data. The list of this
// program (built-in.ts) and a list of the user's own have the same form.
import * as v from 'valibot';
import { productRef } from '../../record/product-ref.js';
import type { KeyPlace } from '../key-place.js';

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const ofPc = /^(?:HKLM|HKEY_LOCAL_MACHINE)\\+(?:SOFTWARE|SYSTEM)\\+[^\\]/i;
const ofUser = /^(?:HKCU|HKEY_CURRENT_USER)\\+SOFTWARE\\+[^\\]/i;

/** Whether a path is of a part of the registry that is read. */
export function isReadKey(path: string): boolean {
  return ofPc.test(path) || ofUser.test(path);
}

/** A registry key of the PC or of each user; `*` stands for any run of characters within one part. */
const registryKey = v.pipe(
  v.string(),
  v.maxLength(500),
  v.check(isReadKey, 'a key below HKLM\\SOFTWARE, HKLM\\SYSTEM or HKCU\\Software'),
);

/** How the value holds the key: see KeyForm. */
const form = v.picklist([
  'digital-product-id',
  'digital-product-id4',
  'key-bytes',
  'text',
  'serial',
  'account',
]);

/** One program, or one generation of it. */
const productSchema = v.strictObject({
  product: name,
  /** Where it is written that the program keeps its key there. */
  source: name,
  form,
  /** The value's name; empty for the key's default value. `*` as in `keys`. */
  value: v.pipe(v.string(), v.maxLength(200)),
  keys: v.pipe(v.array(registryKey), v.minLength(1), v.maxLength(100)),
  /** For `account`: product names by what the value says. */
  names: v.optional(v.record(v.string(), name)),
});

/** A list of them, as a file holds it. */
export const productListSchema = v.strictObject({
  products: v.pipe(v.array(productSchema), v.maxLength(5000)),
});

/** The names that the members of a list have. */
export const memberNames: readonly string[] = [
  ...Object.keys(productListSchema.entries),
  ...Object.keys(productSchema.entries),
];

export type Product = v.InferOutput<typeof productSchema>;

/** One of this program's list: records name it by its id, which never changes, whatever its name becomes. */
export interface BuiltInProduct extends Product {
  readonly id: string;
}

/**
 * The places of the products; those of a user's list have no id. A key below SOFTWARE is looked for among those of 32-bit programs too.
 */
export function productPlaces(products: readonly (Product | BuiltInProduct)[]): KeyPlace[] {
  return products.flatMap((entry) => entry.keys.flatMap((key) => placesOf(entry, key)));
}

function placesOf(entry: Product | BuiltInProduct, key: string): KeyPlace[] {
  const { product, form, value, names } = entry;
  const [, ...parts] = key.split('\\').filter((part) => part !== '');
  const isSystem = parts[0]?.toLowerCase() === 'system';
  const hive = ofUser.test(key) ? 'user' : isSystem ? 'system' : 'software';
  const path = parts.slice(hive === 'user' ? 0 : 1).join('\\');
  const place = (below: string): KeyPlace => ({
    hive,
    path: below,
    role: form === 'account' ? 'account' : 'product',
    values: [{ name: value, form }],
    product,
    productRef: 'id' in entry ? productRef('program', entry.id) : null,
    ...(names === undefined ? {} : { names }),
  });
  // Only SOFTWARE has a part of its own for 32-bit programs.
  const isOne = hive !== 'software' || /^WOW6432Node(?:\\|$)/i.test(path);
  return isOne ? [place(path)] : [place(path), place(`WOW6432Node\\${path}`)];
}
