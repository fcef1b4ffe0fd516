// From everything that was seen to the licences of an installation: the same key in several places is
// one licence, traces of an erased key are left out where the key itself was found, and the installed
// key comes first.
import type { Licence } from '../record/schema.js';
import type { Caution } from '../record/vocabulary.js';
import { productIdCheck } from '../keys/product-id.js';
import { combineChecks } from './cross-checks.js';
import { judgedLicence } from './judge.js';
import { judge, type Judged, type JudgementContext } from './judgement.js';
import { isOfOtherProgram, placeRoles } from './key-place.js';
import type { Sighting } from './sighting.js';

/** Who found the licences, and when, for their places. */
export interface Finder {
  readonly collector: string;
  readonly foundAt: string;
}

/**
 * The licences that the sightings amount to, the installed one first, copies last.
 * @param contexts the installation, then those that were here before it.
 */
export function licencesOf(contexts: readonly JudgementContext[], finder: Finder): Licence[] {
  const kept = new Set(withoutTraces(contexts.flatMap(({ sightings }) => sightings)));
  const judged = contexts.flatMap((context) =>
    context.sightings
      .filter((sighting) => kept.has(sighting))
      .map((sighting) => asPart(judge(sighting, context), context)),
  );
  const sorted = judged.toSorted((a, b) => a.rank - b.rank);
  const groups = new Map<string, Judged[]>();
  for (const one of sorted) {
    const group = groups.get(identity(one));
    if (group === undefined) groups.set(identity(one), [one]);
    else group.push(one);
  }
  const options = { ...finder, activatedLastFive: contexts[0]?.activatedLastFive ?? null };
  return [...groups.values()].map((group) => licence(group, options));
}

/** The judgement as one of the whole: the key of an earlier Windows is not the installed one. */
function asPart(
  judged: Judged,
  { isEarlier }: JudgementContext,
): Judged & { readonly rank: number } {
  const { role } = judged.sighting;
  if (!isEarlier || isOfOtherProgram(role)) return { ...judged, rank: rank(judged) };
  const others = judged.cautions.filter((caution) => !replaced.includes(caution));
  const cautions: Caution[] = [...others, 'not-installed'];
  const part = { ...judged, isInstalled: false, cautions };
  const place = Math.max(placeRoles.indexOf('earlier'), placeRoles.indexOf(role));
  return { ...part, rank: 1 + place };
}

/** Said of an earlier Windows these would be about the Windows that is gone. */
const replaced: readonly Caution[] = ['not-installed', 'edition-mismatch'];

/** Leaves out traces of an erased key where the same product id stands beside a key, or was seen. */
function withoutTraces(sightings: readonly Sighting[]): Sighting[] {
  const withKey = sightings.filter(({ held }) => held.productKey !== null);
  const idsOfKeys = new Set(withKey.map(productIdAround));
  // By product id, what it was seen in so far: a disk made for it has thousands.
  const seen = new Map<string, Set<string>>();
  return sightings.filter((sighting) => {
    const productId = productIdAround(sighting);
    if (productId === null) return true;
    const places = seen.get(productId) ?? new Set();
    const isSeenElsewhere = places.size > (places.has(sighting.holder) ? 1 : 0);
    seen.set(productId, places.add(sighting.holder));
    if (sighting.held.productKey !== null) return true;
    return !isSeenElsewhere && !idsOfKeys.has(productId);
  });
}

function productIdAround({ held, described, role }: Sighting): string | null {
  if (held.productId !== null || role !== 'backup') return held.productId ?? described.productId;
  // The backup is plain text: the product id is its own only when it names the same group and serial.
  const { productId } = described;
  return productIdCheck(held.productKey, productId) === 'passed' ? productId : null;
}

function rank({ isInstalled, sighting }: Judged): number {
  return isInstalled ? 0 : 1 + placeRoles.indexOf(sighting.role);
}

/** An erased key has no name of its own: what is beside it in the registry is of the same key. */
function identity({ sighting }: Judged): string {
  const { productKey, lastFive } = sighting.held;
  return productKey ?? (lastFive === null ? sighting.holder : `${sighting.holder} ${lastFive}`);
}

/** A list of the user's may name a place that is built in. */
function locationsOf(group: readonly Judged[]): string[] {
  return [...new Set(group.map(({ sighting }) => sighting.location))];
}

function licence(
  group: readonly Judged[],
  { collector, foundAt, activatedLastFive }: Finder & Pick<JudgementContext, 'activatedLastFive'>,
): Licence {
  const [best] = group;
  if (best === undefined) throw new RangeError('a licence without a place');
  const { productKey } = best.sighting.held;
  const first = (field: (judged: Judged) => string | null): string | null =>
    group.map(field).find((text) => text !== null) ?? null;
  // Of a key that was erased the end is known where Windows reports it.
  const reported = best.isInstalled && productKey === null ? activatedLastFive : null;
  const masked = productKey === null ? first((judged) => judged.sighting.held.lastFive) : null;
  const end = masked ?? reported;
  return judgedLicence({
    product: best.product,
    productRef: first((judged) => judged.productRef),
    // A place of Windows' own is of Windows, whatever that one is called.
    family: isOfOtherProgram(best.sighting.role) ? null : 'windows',
    edition: first((judged) => judged.edition),
    channel: first((judged) => judged.channel),
    productKey,
    ...(end === null ? {} : { lastFive: end }),
    partNumber: first((judged) => judged.partNumber),
    productId: first((judged) => judged.productId),
    places: locationsOf(group).map((location) => ({ collector, location, foundAt })),
    checks: group.map((judged) => judged.checks).reduce(combineChecks),
    cautions: end === null ? best.cautions : [...new Set<Caution>([...best.cautions, 'partial'])],
  });
}
