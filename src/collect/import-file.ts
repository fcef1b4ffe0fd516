// Reading a file that its owner says holds product keys: what a program saved, a file for Windows Setup, or
// any text where the owner says so. Collecting takes the same files among all others.
import { VaultError, hint } from '../errors.js';
import type { Licence } from '../record/schema.js';
import type { CollectContext, Collection, Source } from './collector.js';
import { brokenSource } from './files/source-error.js';
import { produkeyExport } from './produkey/produkey-export.js';
import { withSource } from './source.js';
import { withFailingKeys } from './text/near-key-warnings.js';
import { readText } from './text/text-file.js';
import { answerFile } from './windows-disk/answer-file.js';

/**
 * What the file says of product keys.
 * @throws VaultError `SOURCE_NOT_FOUND`, `SOURCE_UNREADABLE`, `SOURCE_UNKNOWN` for a file of another
 * kind, `FORMAT` for a broken one, `NO_PRODUCT_KEY` when there is neither one nor the end of one in it.
 */
export async function importFile(
  path: string,
  { isText, ...context }: CollectContext & { readonly isText: boolean },
): Promise<Collection> {
  const read = isText ? textIn : exportIn;
  const collection = await withSource(path, async (source) => {
    return (await answerFile.collect(source, context)) ?? (await read(source, context));
  }).catch((error: unknown) => {
    throw brokenSource(error, path);
  });
  if (collection === null) throw isText ? noKey(path) : noExport(path);
  const told = withFailingKeys(collection, path);
  const licences = told.findings.flatMap(({ snapshot }) => snapshot.licences);
  if (licences.every(isNothing) && (told.nearKeys ?? []).length === 0) throw noKey(path);
  return told;
}

async function textIn(source: Source, context: CollectContext): Promise<Collection | null> {
  return (await readText(source, context))?.collection ?? null;
}

/** What a program saved as a list of keys; keys among the owner's words are read when the owner says so. */
async function exportIn(source: Source, context: CollectContext): Promise<Collection | null> {
  const saved = await produkeyExport.collect(source, context);
  if (saved !== null) return saved;
  const text = await readText(source, context);
  return text?.isListed === true ? text.collection : null;
}

function isNothing({ productKey, lastFive }: Licence): boolean {
  return productKey === null && lastFive === null;
}

function noExport(path: string): VaultError {
  return new VaultError('SOURCE_UNKNOWN', `${path} is not a list of keys that a program saved`, {
    hint: hint`To find the product keys among the words of any text or web page, add ${{ tell: 'from-text' }}. A disk, a hive file or a .reg export is read by: ${{ do: 'push', told: { from: 'PATH' } }}`,
  });
}

function noKey(path: string): VaultError {
  return new VaultError('NO_PRODUCT_KEY', `${path} holds no product key`, {
    hint: hint`A product key has five groups of five letters and digits. From a PDF, a picture or a Word file copy the key by hand: ${{ do: 'add' }}`,
  });
}
