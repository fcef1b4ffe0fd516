// Adding a licence that the owner typed to the record of a PC. How it was typed and judged is not of
// concern here.
import { VaultError } from '../errors.js';
import { isSameLicence, mergeLicences } from '../record/licence.js';
import type { Licence, RecordContent, Snapshot } from '../record/schema.js';
import { type PlannedRecord, type SnapshotPlanOptions, planSnapshot } from './push-plan.js';
import type { UnlockedVault } from './unlock.js';

/** The PC that a typed key belongs to: one of the vault, or a new one that has only a name. */
export type AddressedPc =
  | { readonly kind: 'known'; readonly content: RecordContent }
  | { readonly kind: 'new'; readonly name: string; readonly tag: string };

/**
 * The PC of this name or tag among the newest records; with no name the only one there is.
 * @returns null when there is none of that name, so that a new one may be made.
 * @throws VaultError `USAGE` when several could be meant.
 */
export function findPc({ newest }: UnlockedVault, name: string | null): RecordContent | null {
  const contents = newest.map((record) => record.content);
  const wanted = name?.toLowerCase();
  const matching = contents.filter(
    ({ machine }) =>
      wanted === undefined || machine.tag === wanted || machine.name?.toLowerCase() === wanted,
  );
  if (matching.length < 2) return matching[0] ?? null;
  const names = matching.map(({ machine }) => `${machine.name ?? 'unnamed'} [${machine.tag}]`);
  throw new VaultError('USAGE', 'which PC does the key belong to?', {
    hint: `Name it with --machine, by its name or the tag in brackets: ${names.join(', ')}`,
  });
}

/**
 * Plans the next record of the PC, with the licence in it.
 * @param typed.match the PC's licence that the typed key is the key of, where there is one.
 */
export async function planAddition(
  pc: AddressedPc,
  { licence, match }: { readonly licence: Licence; readonly match: Licence | null },
  options: SnapshotPlanOptions,
): Promise<PlannedRecord> {
  const tag = pc.kind === 'known' ? pc.content.machine.tag : pc.tag;
  const snapshot = pc.kind === 'known' ? pc.content : emptySnapshot(pc.name, licence.product);
  const same = match ?? snapshot.licences.find((other) => isSameLicence(other, licence));
  const licences =
    same === undefined
      ? [...snapshot.licences, licence]
      : snapshot.licences.map((other) => (other === same ? withTyped(other, licence) : other));
  return planSnapshot({ ...snapshot, licences }, tag, options);
}

/** What was found stays; what the owner typed now counts before what was noted earlier. */
function withTyped(found: Licence, typed: Licence): Licence {
  return mergeLicences(
    {
      ...found,
      note: typed.note ?? found.note,
      seller: typed.seller ?? found.seller,
      orderNumber: typed.orderNumber ?? found.orderNumber,
      purchasedOn: typed.purchasedOn ?? found.purchasedOn,
    },
    typed,
  );
}

function emptySnapshot(name: string, product: string): Snapshot {
  const machine = { name, manufacturer: null, model: null, serial: null, uuid: null };
  const unknown = { edition: null, build: null, version: null, installedAt: null };
  const rest = { registeredOwner: null, machineGuid: null, productId: null };
  return {
    machine,
    os: { productName: product, ...unknown, ...rest },
    activation: null,
    licences: [],
  };
}
