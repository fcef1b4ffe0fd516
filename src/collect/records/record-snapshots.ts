// The PCs that records tell of, each with its Windows and its licences. The same key in two records is one
// licence with both places, and with the better name: Internet Explorer has a copy of the key of Windows,
// and the end of a key is that of the whole one beside it.
import type { Licence, Snapshot } from '../../record/schema.js';
import { formatTime } from '../../record/time.js';
import { unknownWindows } from '../../keys/product-name.js';
import { importedLicence, isWindowsName } from '../../windows/imported-licence.js';
import { systemNamed, unknownMachine } from '../../windows/unknown-pc.js';
import type { KeyRecord } from './key-record.js';

/** Of what the records are. */
export interface RecordSource {
  /** In the places of the licences. */
  readonly collector: string;
  /** Where a record stands, in words. */
  locationOf(record: KeyRecord): string;
  readonly now: Date;
}

/** A key, and where it stands. */
interface Joined {
  readonly record: KeyRecord;
  readonly locations: readonly string[];
}

/** A person reads a few places of one key; a file may repeat it without end. */
const mostPlaces = 10;

/** A snapshot for each PC that the records name, in their order. */
export function snapshotsOfRecords(
  records: readonly KeyRecord[],
  source: RecordSource,
): Snapshot[] {
  const pcs = new Map<string, KeyRecord[]>();
  const names = new Set(records.map(nameOfPc).filter((name) => name !== ''));
  // In a list that names one PC alone what is not said to be of it is of it, too.
  const [only = ''] = names.size === 1 ? names : [];
  for (const record of records) {
    const name = nameOfPc(record) === '' ? only : nameOfPc(record);
    const ofPc = pcs.get(name);
    if (ofPc === undefined) pcs.set(name, [record]);
    else ofPc.push(record);
  }
  return [...pcs.values()].map((ofPc) => snapshotOf(ofPc, source));
}

function nameOfPc({ computer }: KeyRecord): string {
  return computer?.toLowerCase() ?? '';
}

function snapshotOf(records: readonly KeyRecord[], source: RecordSource): Snapshot {
  const name = records.find(({ computer }) => computer !== null)?.computer ?? null;
  return {
    machine: { ...unknownMachine, name },
    os: windowsOf(records),
    activation: null,
    licences: joinedRecords(records, source).map((joined) => licenceOf(joined, source)),
  };
}

function joinedRecords(records: readonly KeyRecord[], source: RecordSource): Joined[] {
  const byKey = new Map<string, Joined>();
  const ends = new Map<string, string>();
  for (const { productKey } of records)
    if (productKey !== null) ends.set(productKey.slice(-5), productKey);
  for (const record of records) {
    const identity = identityOf(record, ends);
    const first = byKey.get(identity);
    const one = { record, locations: [source.locationOf(record)] };
    byKey.set(identity, first === undefined ? one : together(first, one));
  }
  return [...byKey.values()];
}

function identityOf(record: KeyRecord, ends: ReadonlyMap<string, string>): string {
  const { productKey, lastFive, product, productId, supposed } = record;
  if (productKey !== null) return productKey;
  if (lastFive !== null) return ends.get(lastFive) ?? lastFive;
  return JSON.stringify([product ?? supposed, productId]);
}

function together(first: Joined, second: Joined): Joined {
  const isFirst = rankOf(first.record) >= rankOf(second.record);
  const [better, other] = isFirst ? [first.record, second.record] : [second.record, first.record];
  const locations = [...new Set([...first.locations, ...second.locations])].slice(0, mostPlaces);
  return { record: completed(better, other), locations };
}

/** How much the name of a product says. */
function rankOf({ product }: KeyRecord): number {
  if (product === null) return 0;
  if (/^(?:Microsoft )?Internet Explorer\b/i.test(product)) return 1;
  return isWindowsName(product) ? 3 : 2;
}

/** The better record, with what only the other says. */
function completed(better: KeyRecord, other: KeyRecord): KeyRecord {
  const said = Object.entries(better).filter(([, value]) => value !== null);
  const productKey = better.productKey ?? other.productKey;
  return {
    ...other,
    ...(Object.fromEntries(said) as Partial<KeyRecord>),
    // The names of one product, and not of two.
    ...{ productRef: better.productRef, edition: better.edition },
    product: better.product,
    productKey,
    lastFive: productKey === null ? (better.lastFive ?? other.lastFive) : null,
    isListed: better.isListed || other.isListed,
  };
}

function licenceOf({ record, locations }: Joined, { collector, now }: RecordSource): Licence {
  const { productKey, lastFive, product, productId, note, cautions } = record;
  const foundAt = formatTime(now);
  return importedLicence({
    ...{ productKey, lastFive, product, productId, note, cautions },
    productRef: record.productRef,
    supposed: record.supposed,
    edition: record.edition,
    channel: record.channel,
    seller: record.seller,
    orderNumber: record.orderNumber,
    purchasedOn: record.purchasedOn,
    places: locations.map((location) => ({ collector, location, foundAt })),
  });
}

/** The Windows that the records say the PC runs, else the one that they have a key of. */
function windowsOf(records: readonly KeyRecord[]): Snapshot['os'] {
  const isOf = ({ product }: KeyRecord): boolean => product !== null && isWindowsName(product);
  const licensed = records.find(isOf);
  const told = records.find(({ system }) => system !== null && isWindowsName(system));
  const of = licensed ?? told;
  if (of === undefined) return systemNamed(unknownWindows);
  const name = (told?.system ?? licensed?.product) as string;
  return {
    ...systemNamed(name),
    build: (told ?? of).build,
    productId: licensed?.productId ?? null,
  };
}
