// A list of products of the user's own, in a file: this program's form (JSON) or Keyfinder's.
import { readFile, stat } from 'node:fs/promises';
import * as v from 'valibot';
import { VaultError } from '../../errors.js';
import { type Warning, warning } from '../../record/warning.js';
import { textEncoding } from '../../text/text-encoding.js';
import { sourceError } from './source-error.js';
import type { KeyPlace } from '../../windows/key-place.js';
import {
  isKeyfinderConfig,
  parseKeyfinderConfig,
} from '../../windows/products/keyfinder-config.js';
import {
  memberNames,
  type Product,
  productListSchema,
  productPlaces,
} from '../../windows/products/product.js';

/** Where to look besides the places that are built in, and what of the file is not looked for. */
export interface ProductFile {
  readonly places: readonly KeyPlace[];
  readonly warnings: readonly Warning[];
}

/** The Keyfinder's own has 100 KB. */
const mostFileBytes = 4 * 1024 * 1024;
const mostProducts = 5000;

/**
 * Reads a list.
 * @throws VaultError `SOURCE_NOT_FOUND`, `SOURCE_UNREADABLE`, or `SOURCE_UNKNOWN` for a file that is no
 * such list.
 */
export async function readProductFile(path: string): Promise<ProductFile> {
  const text = await textOf(path);
  if (/^\s*\{/.test(text)) return { places: productPlaces(parseJson(path, text)), warnings: [] };
  if (!isKeyfinderConfig(text)) throw noList(path, 'it has neither of the two forms');
  const { products, broken } = parseKeyfinderConfig(text, path);
  if (products.length > mostProducts) throw noList(path, `it has more than ${mostProducts} places`);
  return {
    places: productPlaces(products),
    warnings: broken === 0 ? [] : [brokenWarning(path, broken)],
  };
}

async function textOf(path: string): Promise<string> {
  const bytes = await read(path).catch((error: unknown) => {
    throw sourceError(error, path);
  });
  const encoding = bytes === null ? null : textEncoding(bytes);
  if (bytes === null || encoding === null)
    throw noList(path, 'it is not a text file, or it is too large');
  return new TextDecoder(encoding).decode(bytes);
}

async function read(path: string): Promise<Uint8Array | null> {
  const stats = await stat(path);
  return stats.isFile() && stats.size <= mostFileBytes ? readFile(path) : null;
}

function parseJson(path: string, text: string): readonly Product[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw noList(path, 'it is not valid JSON');
  }
  const result = v.safeParse(productListSchema, value, { abortEarly: true });
  if (result.success) return result.output.products;
  throw noList(path, `it is wrong at ${placeOf(result.issues[0])}`);
}

/** `products.0.keys.2`. A member that the form does not have is not named: it may be a product key. */
function placeOf({ path }: v.InferIssue<typeof productListSchema>): string {
  const parts = (path ?? []).map(({ key }) => {
    const isOfForm = typeof key === 'number' || memberNames.includes(String(key));
    return isOfForm ? String(key) : '(another member)';
  });
  return parts.length === 0 ? 'its beginning' : parts.join('.');
}

function noList(path: string, reason: string): VaultError {
  return new VaultError('SOURCE_UNKNOWN', `${path} is not a list of products: ${reason}`, {
    hint: 'docs/sources/products.md has the form of the list; the keyfinder.cfg of Keyfinder is read too.',
  });
}

function brokenWarning(location: string, count: number): Warning {
  const message = `lines or entries of the list that make no sense and were left out: ${count}`;
  return warning('products-left-out', message, location);
}
