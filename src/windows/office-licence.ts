// Licences out of what the licensing service says of Office 2010 and later, of which it tells the last five
// characters alone; asked on a running PC, or saved as text by `ospp.vbs /dstatus`. Two kinds of entries have
// no key to look for: placeholders of Setup, whose key is the same on every PC, and subscriptions.
import { type OfficeName, officeName } from '../keys/office-name.js';
import type { Licence } from '../record/schema.js';
import { type Channel, notChecked } from '../record/vocabulary.js';
import { judgedLicence } from './judge.js';

/** One entry. */
export interface OfficeEntry {
  /** `Office 19, Office19HomeBusiness2019R_Retail edition` */
  readonly name: string;
  /** `Office 19, RETAIL channel` */
  readonly description: string | null;
  /** As the service says it; null where it says none. */
  readonly channel: string | null;
  readonly lastFive: string | null;
}

type Told<Entry> = OfficeName & { readonly entry: Entry };

type Place = Licence['places'][number];

/**
 * The licences, in the order of their entries. A placeholder beside the entry that took its place is left out;
 * one that stands alone says that Office came with the PC and nobody has activated it.
 * @param placeOf where an entry was found; told the product's name.
 */
export function officeLicences<Entry extends OfficeEntry>(
  entries: readonly Entry[],
  placeOf: (entry: Entry, product: string) => Place,
): Licence[] {
  const told = entries.map(toldOf).filter((one) => isLicence(one));
  const activated = new Set(told.filter((one) => !one.isGrace).map(({ program }) => program));
  const licences = new Map<string, Licence>();
  for (const one of told) {
    if (one.isGrace && !one.isSubscription && activated.has(one.program)) continue;
    const licence = licenceOf(one, placeOf(one.entry, one.product));
    // A subscription may have several entries, and is one licence.
    const key = JSON.stringify([licence.product, licence.productRef, licence.lastFive]);
    if (!licences.has(key)) licences.set(key, licence);
  }
  return [...licences.values()];
}

/** A name in another form stands for itself. */
function toldOf<Entry extends OfficeEntry>(entry: Entry): Told<Entry> {
  const { name, description } = entry;
  const unknown = { product: name, productRef: null, channel: null, program: name };
  const told = officeName(name, description ?? '');
  return { ...(told ?? { ...unknown, isGrace: false, isSubscription: false }), entry };
}

/** Nobody needs a licence for the runtime of Access. */
function isLicence({ program, isSubscription, entry }: Told<OfficeEntry>): boolean {
  return !program.endsWith('.AccessRuntime') && (isSubscription || entry.lastFive !== null);
}

function licenceOf(told: Told<OfficeEntry>, place: Place): Licence {
  const { product, productRef, isGrace, isSubscription, entry } = told;
  const places = [place];
  const facts = { productRef, family: 'office', productKey: null, places, checks: notChecked };
  if (isSubscription) return judgedLicence({ ...facts, product, cautions: ['account'] });
  const { lastFive } = entry;
  if (isGrace) {
    const named = `${product} (preinstalled, not activated)`;
    return judgedLicence({ ...facts, product: named, lastFive, cautions: ['generic'] });
  }
  // The service has no channel of its own for trials.
  const isEvaluation = told.channel === ('Retail:TB:Eval' satisfies Channel);
  const channel = isEvaluation ? told.channel : (entry.channel ?? told.channel);
  return judgedLicence({ ...facts, product, channel, lastFive, cautions: ['partial'] });
}
