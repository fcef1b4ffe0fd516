// What a key that was seen is of: whether it is the installed one, its edition, its product's name,
// and the cautions. A caution labels a key; it never hides one.
import { productRef } from '../record/product-ref.js';
import type { Checks, OperatingSystem } from '../record/schema.js';
import type { Caution } from '../record/vocabulary.js';
import { channelOfGenericKey } from '../keys/channel.js';
import { editionOfDescription, windowsNameOfDescription } from '../keys/description-name.js';
import { genericKey } from '../keys/generic-keys.js';
import { keyFields } from '../keys/pkey2009.js';
import { productIdCheck } from '../keys/product-id.js';
import { unknownWindows, windowsName, windowsNameOfEdition } from '../keys/product-name.js';
import type { KeyConfiguration, KeyConfigurations } from './pkeyconfig/key-configurations.js';
import { crossChecks } from './cross-checks.js';
import { isOfOtherProgram } from './key-place.js';
import type { Sighting } from './sighting.js';

/** What a sighting is judged against. */
export interface JudgementContext {
  readonly os: OperatingSystem;
  /** All sightings of the installation, in the order of their places. */
  readonly sightings: readonly Sighting[];
  /** What Windows reports of its activated key; null where it cannot be asked. */
  readonly activatedLastFive: string | null;
  /** What this Windows says of keys by their group and serial. */
  readonly configurations: KeyConfigurations;
  /** Whether it is an installation that was here before the one in question. */
  readonly isEarlier: boolean;
}

/** The judgement on one sighting. */
export interface Judged {
  readonly sighting: Sighting;
  readonly isInstalled: boolean;
  readonly product: string;
  readonly productRef: string | null;
  readonly edition: string | null;
  readonly channel: string | null;
  readonly partNumber: string | null;
  readonly productId: string | null;
  readonly checks: Checks;
  /** Those of the key and its place; its checks in all its places may add to them. */
  readonly cautions: readonly Caution[];
}

/** Judges one sighting among all of its installation. */
export function judge(sighting: Sighting, context: JudgementContext): Judged {
  const { held } = sighting;
  const isInstalled = isInstalledKey(sighting, context);
  const configuration = configurationOf(sighting, context);
  const edition = editionOf(sighting, context, configuration);
  const channel = channelOf(sighting, configuration);
  const judged = { sighting, isInstalled, edition, channel };
  const isOwn = isOwnKey(sighting, context);
  return {
    ...judged,
    product: productOf(sighting, { edition, isOwn, configuration }),
    productRef: isOfOtherProgram(sighting.role)
      ? sighting.described.productRef
      : productRef('windows', edition),
    partNumber: held.partNumber ?? configuration?.partNumber ?? null,
    productId: productIdOf(sighting, isInstalled),
    checks: crossChecks(held, { ...context, isInstalled }),
    cautions: cautionsOf(judged, context),
  };
}

/** The sighting of the key that Windows says is installed; null where no place says so. */
function installedOf(sightings: readonly Sighting[]): Sighting | null {
  return sightings.find((sighting) => sighting.role === 'installed') ?? null;
}

function isInstalledKey(sighting: Sighting, { sightings, os }: JudgementContext): boolean {
  const { productKey } = sighting.held;
  if (isOfOtherProgram(sighting.role)) return false;
  const installedKey = installedOf(sightings)?.held.productKey ?? null;
  if (installedKey !== null) return productKey === installedKey;
  if (productKey === null) return sighting.role === 'installed';
  // The installed key was erased, but its product id still tells the group and serial, and the older
  // structure beside it may hold the key under the same product id.
  const isBeside =
    os.productId !== null &&
    sighting.role === 'installed' &&
    sighting.held.productId === os.productId;
  return isBeside || productIdCheck(productKey, os.productId) === 'passed';
}

/** Whether the registry key around a value describes the very product that the value's key is of. */
function isOwnKey(sighting: Sighting, context: JudgementContext): boolean {
  if (isOfOtherProgram(sighting.role) || isInstalledKey(sighting, context)) return true;
  if (sighting.role !== 'earlier') return false;
  const first = context.sightings.find((other) => other.holder === sighting.holder);
  return first?.held.productKey === sighting.held.productKey;
}

/** Other programs number their groups by themselves; a key that fails its own check has none. */
function configurationOf(
  { role, held }: Sighting,
  { configurations }: JudgementContext,
): KeyConfiguration | null {
  if (isOfOtherProgram(role)) return null;
  const fields = held.productKey === null ? null : keyFields(held.productKey);
  const digits = fields?.checksumFits === true ? fields : fields === null ? held.digits : null;
  return digits === null ? null : configurations.lookUp(digits);
}

// The lists of public keys know better than a structure's licence type, where they are of the same product.
function channelOf(
  { held, role }: Sighting,
  configuration: KeyConfiguration | null,
): string | null {
  const isFitting =
    held.productKey !== null &&
    (genericKey(held.productKey)?.family === 'windows') === !isOfOtherProgram(role);
  const listed = isFitting ? channelOfGenericKey(held.productKey) : null;
  return configuration?.channel ?? listed ?? held.channel;
}

function editionOf(
  sighting: Sighting,
  context: JudgementContext,
  configuration: KeyConfiguration | null,
): string | null {
  const { held, described, role } = sighting;
  if (isOfOtherProgram(role)) return held.edition;
  const isDescribed = role === 'default' || isOwnKey(sighting, context);
  const own = isDescribed ? described.ownEdition : null;
  const configured = configuration?.edition ?? null;
  if (configured !== null) {
    // A key of several editions: the one that it was used for is told by what is beside it.
    const named = editionOfDescription(configuration?.description ?? '', configured);
    const isOne = (one: string | null): boolean => one !== null && isAmong(one, configured);
    return [held.edition, own, named].find(isOne) ?? configured;
  }
  const listed = held.productKey === null ? null : genericKey(held.productKey);
  return held.edition ?? listed?.edition ?? own;
}

function productOf(
  { role, held, described }: Sighting,
  {
    edition,
    isOwn,
    configuration,
  }: {
    readonly edition: string | null;
    readonly isOwn: boolean;
    readonly configuration: KeyConfiguration | null;
  },
): string {
  if (isOfOtherProgram(role)) return described.product;
  if (edition === null) return isOwn ? described.product : unknownWindows;
  const listed = held.productKey === null ? null : genericKey(held.productKey);
  const isNamed = described.edition === null && described.product !== windowsName(null, null);
  if ((isOwn && isNamed) || sameEdition(edition, described.edition)) return described.product;
  const { description = null } = configuration ?? {};
  const configured = description === null ? null : windowsNameOfDescription(description, edition);
  return listed?.product ?? configured ?? windowsNameOfEdition(edition, described.product);
}

function productIdOf({ held, described, role }: Sighting, isInstalled: boolean): string | null {
  const isDescribed = isInstalled || ['default', 'earlier', 'product'].includes(role);
  return held.productId ?? (isDescribed ? described.productId : null);
}

function cautionsOf(
  judged: Pick<Judged, 'sighting' | 'isInstalled' | 'edition' | 'channel'>,
  { sightings, os }: JudgementContext,
): Caution[] {
  const { role, held } = judged.sighting;
  const ofWindows = !isOfOtherProgram(role);
  const ofThisWindows = ofWindows && role !== 'earlier';
  const isMismatch =
    ofThisWindows &&
    judged.edition !== null &&
    os.edition !== null &&
    !sameEdition(judged.edition, os.edition);
  const isOther = ofWindows && installedOf(sightings) !== null && !judged.isInstalled;
  const cautions: readonly (readonly [Caution, boolean])[] = [
    ['account', held.productKey === null && role === 'account'],
    ['erased', held.productKey === null && held.lastFive === null && role !== 'account'],
    ['partial', held.lastFive !== null],
    ['edition-mismatch', isMismatch],
    ['not-installed', isOther && !isMismatch],
  ];
  return cautions.filter(([, applies]) => applies).map(([caution]) => caution);
}

/** Microsoft's lists may name several editions of one key, divided by `;`. */
function sameEdition(a: string, b: string | null): boolean {
  return a.split(';').some((name) => isAmong(name, b ?? ''));
}

function isAmong(edition: string, list: string): boolean {
  return list.toLowerCase().split(';').includes(edition.toLowerCase());
}
