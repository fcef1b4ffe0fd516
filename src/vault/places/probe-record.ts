// Records that mean nothing, for trying a place: sealed like any other, under a key that nobody has. Their tag
// is one that no PC gets, so what a run that was killed left behind is known for what it is.
import { toHex } from '../../bytes.js';
import { newCard } from '../../crypto/card.js';
import { type Cost, asPassphraseKey, keyBytes } from '../../crypto/kdf.js';
import { type Sealed, sealRecord } from '../../crypto/seal.js';
import { randomBytes } from '../../crypto/sodium.js';
import { type RecordName, parseRecordName, probeTag } from '../../record/name.js';
import type { RecordContent } from '../../record/schema.js';

/** Whether it is the name of one. */
export function isProbeName(name: RecordName): boolean {
  return parseRecordName(name)?.tag === probeTag;
}

/** What they are made with. */
interface ProbeOptions {
  readonly cost: Cost;
  readonly now: Date;
  readonly tool: RecordContent['tool'];
}

/** A record of at least so many bytes, like no other. */
export async function probeRecord(leastBytes: number, options: ProbeOptions): Promise<Sealed> {
  const { cost, now, tool } = options;
  const takenAt = `${now.toISOString().slice(0, 19)}Z`;
  const nothing = { manufacturer: null, model: null, serial: null, uuid: null };
  // Random text deflates to half of its hex digits.
  const filling = toHex(await randomBytes(leastBytes));
  const content: RecordContent = {
    schema: 1,
    tool,
    takenAt,
    sequence: 1,
    previous: null,
    machine: { tag: probeTag, name: filling, ...nothing },
    os: {
      productName: 'none',
      edition: null,
      build: null,
      version: null,
      installedAt: null,
      registeredOwner: null,
      machineGuid: null,
      productId: null,
    },
    activation: null,
    licences: [],
  };
  const card = await newCard(cost);
  const passphraseKey = asPassphraseKey(await randomBytes(keyBytes));
  return sealRecord(content, { card, passphraseKey, minimumCost: cost });
}
