// What the licensing service knows of programs besides Windows (Office 2010 and later). A whole key that was
// found, or that the owner types, is matched to them by its last five characters.
import { familyOf } from '../../../record/product-family.js';
import { isOfAccount } from '../../../record/product-ref.js';
import type { Licence } from '../../../record/schema.js';
import type { Channel } from '../../../record/vocabulary.js';
import { cleanText } from '../../../text/structure-text.js';
import { type OfficeEntry, officeLicences } from '../../../windows/office-licence.js';
import { lastFiveOf, type LicensedProduct, type LicensingAnswer } from './answer.js';
import { officeApplication } from './query.js';

/** Another program of Microsoft's that the licensing service knows a key of. */
export interface ActivatedProgram extends OfficeEntry {
  /** The CIM class that told of it. */
  readonly cimClass: string;
}

/** Whether a product of SoftwareLicensingProduct is not Windows itself. */
export function isOffice({ ApplicationID }: LicensedProduct): boolean {
  return ApplicationID?.toLowerCase() === officeApplication;
}

/** The programs in an answer whose key's end is known. */
export function programsOf({ products, office }: LicensingAnswer): ActivatedProgram[] {
  return [
    ...products.filter(isOffice).flatMap((each) => programOf(each, 'SoftwareLicensingProduct')),
    ...office.flatMap((each) => programOf(each, 'OfficeSoftwareProtectionProduct')),
  ];
}

function programOf(product: LicensedProduct, cimClass: string): ActivatedProgram[] {
  const lastFive = lastFiveOf(product);
  if (lastFive === null) return [];
  const name = cleanText(product.Name ?? '') ?? 'Office';
  const description = cleanText(product.Description ?? '');
  return [{ name, description, channel: channelOf(product), lastFive, cimClass }];
}

/** Office 2010's class has no channel of its own, but its description names one: `RETAIL channel`. */
function channelOf({ ProductKeyChannel, Description }: LicensedProduct): string | null {
  const channel = cleanText(ProductKeyChannel ?? '');
  if (channel !== null) return channel;
  const [, word = ''] = /, (\w+)(?:\(\w+\))? channel$/.exec(Description ?? '') ?? [];
  return channelWords.get(word.toUpperCase()) ?? null;
}

const channelWords: ReadonlyMap<string, Channel> = new Map(
  Object.entries<Channel>({
    RETAIL: 'Retail',
    VOLUME_KMSCLIENT: 'Volume:GVLK',
    VOLUME_MAK: 'Volume:MAK',
    OEM_SLP: 'OEM:SLP',
    OEM_COA: 'OEM:COA',
    OEM_NONSLP: 'OEM:NONSLP',
    TRIAL: 'Retail:TB:Eval',
  }),
);

/** The licences with those of the programs that no other place knows. */
export function withPrograms(
  licences: readonly Licence[],
  programs: readonly ActivatedProgram[],
  foundAt: string,
): Licence[] {
  const told = officeLicences(programs, ({ cimClass }, product) => ({
    collector: 'this-pc',
    location: `CIM class ${cimClass}: ${product}`,
    foundAt,
  }));
  return [...told.reduce(withProgram, licences)];
}

/** An account has a product once: what the registry says of it and what the service says is one licence. */
function withProgram(licences: readonly Licence[], program: Licence): readonly Licence[] {
  const { productRef, lastFive } = program;
  const isKnown = (licence: Licence): boolean =>
    isOfAccount(productRef) && licence.productRef === productRef;
  if (licences.some(isKnown)) {
    return licences.map((licence) =>
      isKnown(licence) ? { ...licence, places: [...licence.places, ...program.places] } : licence,
    );
  }
  // Where the whole key was found already, its end says nothing new.
  const isWhole = (licence: Licence): boolean =>
    lastFive !== null &&
    licence.productKey?.endsWith(lastFive) === true &&
    familyOf(licence) !== 'windows';
  return licences.some(isWhole) ? licences : [...licences, program];
}
