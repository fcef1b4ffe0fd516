// Adding licences that the owner gave (a typed key, an export, a text) to the record of a PC. How they
// were read and judged is not of concern here.
import { unknownWindows } from '../../keys/product-name.js';
import { findSame, licenceIdentity, mergeLicences } from '../../record/licence.js';
import { familyOfName } from '../../record/product-family.js';
import type { Licence, Snapshot } from '../../record/schema.js';
import { type PlannedRecord, type SnapshotPlanOptions, planSnapshot } from './push-plan.js';
import type { AddressedPc } from './addressed-pc.js';

/** A licence to be added. */
export interface Addition {
  readonly licence: Licence;
  /** The PC's licence that it is, where that cannot be told by {@link findSame}. */
  readonly match: Licence | null;
}

/** Plans the next record of the PC, with all the licences in it. */
export async function planAdditions(
  pc: AddressedPc,
  additions: readonly Addition[],
  options: SnapshotPlanOptions,
): Promise<PlannedRecord> {
  const tag = pc.kind === 'known' ? pc.content.machine.tag : pc.tag;
  const snapshot = pc.kind === 'known' ? pc.content : newSnapshot(pc, windowsOf(additions));
  const licences = additions.reduce(withAddition, snapshot.licences);
  return planSnapshot({ ...snapshot, licences }, tag, options);
}

/** Office is no Windows: of a PC for which nothing else was given none is known. */
function windowsOf(additions: readonly Addition[]): string {
  const windows = additions.find(({ licence }) => familyOfName(licence.product) === 'windows');
  return windows?.licence.product ?? unknownWindows;
}

function withAddition(licences: readonly Licence[], { licence, match }: Addition): Licence[] {
  const isMatch = (other: Licence): boolean =>
    match !== null && licenceIdentity(other) === licenceIdentity(match);
  const same = licences.find(isMatch) ?? findSame(licence, licences);
  if (same === null) return [...licences, licence];
  return licences.map((other) => (other === same ? withGiven(other, licence) : other));
}

/** What was found stays; what the owner gave now counts before what was noted earlier. */
function withGiven(found: Licence, given: Licence): Licence {
  return mergeLicences(
    {
      ...found,
      note: given.note ?? found.note,
      seller: given.seller ?? found.seller,
      orderNumber: given.orderNumber ?? found.orderNumber,
      purchasedOn: given.purchasedOn ?? found.purchasedOn,
    },
    given,
  );
}

function newSnapshot(
  { name, snapshot }: Extract<AddressedPc, { kind: 'new' }>,
  product: string,
): Snapshot {
  const machine = { name, manufacturer: null, model: null, serial: null, uuid: null };
  const unknown = { edition: null, build: null, version: null, installedAt: null };
  const rest = { registeredOwner: null, machineGuid: null, productId: null };
  const os = { productName: product, ...unknown, ...rest };
  return { os, activation: null, ...snapshot, machine, licences: [] };
}
