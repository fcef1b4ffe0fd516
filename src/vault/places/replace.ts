// A record sealed again takes the place of what it was: first it is stored, read back and opened, and only
// when it says the same is the earlier one removed.
import { sameBytes } from '../../bytes.js';
import { parseSealedRecord } from '../../crypto/inspect.js';
import type { PassphraseKey } from '../../crypto/kdf.js';
import { openRecord } from '../../crypto/open.js';
import { VaultError } from '../../errors.js';
import { encodeContent } from '../../record/canonical.js';
import type { RecordName } from '../../record/name.js';
import type { RecordContent } from '../../record/schema.js';
import type { SealedRecord } from '../../record/sealed-record.js';
import type { ReachedTarget } from './reach.js';
import { ensure } from './store.js';

/** A record under the vault's card, and the names under which the same lies under another. */
export interface Replacement {
  readonly name: RecordName;
  readonly record: SealedRecord;
  readonly content: RecordContent;
  readonly from: readonly RecordName[];
}

/**
 * Puts the record into the place and removes what it replaces there.
 * @throws VaultError what the place throws; `DAMAGED` where it gives back something else: then nothing was
 *   removed
 */
export async function replaceOn(
  target: ReachedTarget,
  replacement: Replacement,
  {
    passphraseKey,
    signal,
  }: { readonly passphraseKey: PassphraseKey; readonly signal: AbortSignal },
): Promise<void> {
  const { named } = target;
  await ensure(target, replacement, signal);
  await expectSame(target, replacement, { passphraseKey, signal });
  for (const name of replacement.from) await named.target.remove(name, signal);
}

async function expectSame(
  { named }: ReachedTarget,
  { name, content }: Replacement,
  {
    passphraseKey,
    signal,
  }: { readonly passphraseKey: PassphraseKey; readonly signal: AbortSignal },
): Promise<void> {
  const parsed = await parseSealedRecord(await named.target.get(name, signal), { name });
  const there = await openRecord(parsed, passphraseKey);
  if (sameBytes(encodeContent(there), encodeContent(content))) return;
  throw new VaultError('DAMAGED', `${named.name} gave back another backup than it was given`, {
    hint: 'Nothing was removed there. Look into the place.',
  });
}
