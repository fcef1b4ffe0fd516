// Reading a file that its owner says holds product keys: an export of ProduKey, a file for Windows Setup, or
// any text where the owner says so. Collecting takes the same files among all others.
import { VaultError, hint } from '../errors.js';
import type { CollectContext, Collection } from './collector.js';
import { brokenSource } from './files/source-error.js';
import { produkeyExport } from './produkey/produkey-export.js';
import { withSource } from './source.js';
import { withFailingKeys } from './text/near-key-warnings.js';
import { answerFile } from './windows-disk/answer-file.js';
import { textFile } from './text/text-file.js';

/**
 * What the file says of product keys.
 * @throws VaultError `SOURCE_NOT_FOUND`, `SOURCE_UNREADABLE`, `SOURCE_UNKNOWN` for a file of another
 * kind, `FORMAT` for a broken one, `NO_PRODUCT_KEY` when there is none in it.
 */
export async function importFile(
  path: string,
  { isText, ...context }: CollectContext & { readonly isText: boolean },
): Promise<Collection> {
  const collectors = [answerFile, isText ? textFile : produkeyExport];
  const collection = await withSource(path, async (source) => {
    for (const collector of collectors) {
      const found = await collector.collect(source, context);
      if (found !== null) return found;
    }
    return null;
  }).catch((error: unknown) => {
    throw brokenSource(error, path);
  });
  if (collection === null) throw isText ? noKey(path) : noExport(path);
  const told = withFailingKeys(collection, path);
  const licences = told.findings.flatMap(({ snapshot }) => snapshot.licences);
  const isNone = licences.every((licence) => licence.productKey === null);
  if (isNone && (told.nearKeys ?? []).length === 0) throw noKey(path);
  return told;
}

function noExport(path: string): VaultError {
  return new VaultError('SOURCE_UNKNOWN', `${path} is not an export of ProduKey`, {
    hint: hint`To find the product keys in any other text or web page, add ${{ tell: 'from-text' }}. A disk, a hive file or a .reg export is read by: ${{ do: 'push', told: { from: 'PATH' } }}`,
  });
}

function noKey(path: string): VaultError {
  return new VaultError('NO_PRODUCT_KEY', `${path} holds no product key`, {
    hint: hint`A product key has five groups of five letters and digits. From a PDF, a picture or a Word file copy the key by hand: ${{ do: 'add' }}`,
  });
}
