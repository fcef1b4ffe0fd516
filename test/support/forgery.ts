// What somebody does who can write to a place but has no passphrase: records that have the right form,
// any name, date and generation, and that do not open.
import { newCard } from '../../src/crypto/card.js';
import { type Cost, derivePassphraseKey } from '../../src/crypto/kdf.js';
import { passphraseBytes } from '../../src/crypto/passphrase.js';
import { type Sealed, sealRecord } from '../../src/crypto/seal.js';
import type { RecordContent } from '../../src/record/schema.js';
import type { TestPlace } from './household.js';
import { lowCost } from './low-cost-vault.js';
import { smallContent } from './sample-content.js';

/** Seals for a vault of the forger's own: a salt and passphrase that nobody else has. */
export async function forgeRecord(
  options: { tag: string; takenAt: string; generation?: number },
  changes: Partial<RecordContent> = {},
  cost: Cost = lowCost,
): Promise<Sealed> {
  const { tag, takenAt, generation = 1 } = options;
  const card = { ...(await newCard(cost)), generation };
  const passphraseKey = await derivePassphraseKey(passphraseBytes('forger'), card.salt, cost);
  const machine = { ...smallContent.machine, tag };
  const content = { ...smallContent, machine, takenAt, ...changes };
  return sealRecord(content, { card, passphraseKey, minimumCost: lowCost });
}

/** Forges so many records, each under a salt of its own, and puts them into the place. */
export async function forgeInto(
  place: TestPlace,
  options: { tag: string; count: number; year?: number; generation?: number },
): Promise<void> {
  const { tag, count, year = 2090, generation = 1 } = options;
  for (let n = 0; n < count; n += 1) {
    const takenAt = `${year + n}-01-01T00:00:00Z`;
    const { name, record } = await forgeRecord({ tag, takenAt, generation });
    place.held.set(name, record);
  }
}

/** Changes a byte, another time to another one, in the middle of what the place holds under a name. */
export function damage(place: TestPlace, name: string): void {
  const bytes = place.held.get(name);
  if (bytes === undefined) throw new Error(`the place does not hold ${name}`);
  const middle = Math.floor(bytes.length / 2);
  const damaged = bytes.slice();
  damaged[middle] = (damaged[middle] ?? 0) + 1;
  place.held.set(name, damaged);
}
