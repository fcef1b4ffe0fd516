// Licences of programs of which Windows tells the last five characters alone (Office 2010 and later). A
// whole key that was found, or that the owner types, is matched to them by those five.
import { newLicence } from '../../../record/new-licence.js';
import { productRef } from '../../../record/product-ref.js';
import type { Licence } from '../../../record/schema.js';
import type { Channel } from '../../../record/vocabulary.js';
import { cleanText } from '../../../text/structure-text.js';
import { lastFiveOf, type LicensedProduct, type LicensingAnswer } from './answer.js';
import { officeApplication } from './query.js';

/** Another program of Microsoft's that the licensing service knows a key of. */
export interface ActivatedProgram {
  readonly product: string;
  readonly productRef: string | null;
  readonly channel: string | null;
  readonly lastFive: string;
  /** The CIM class that told of it. */
  readonly cimClass: string;
}

/** The years of the generations of Office whose number is another. */
const generations: Readonly<Record<string, string>> = {
  14: '2010',
  15: '2013',
  16: '2016',
  19: '2019',
  21: '2021',
  24: '2024',
};

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

/** `Office 16, Office16ProPlusVL_KMS_Client edition`: the generation, and Microsoft's own name. */
function programOf(product: LicensedProduct, cimClass: string): ActivatedProgram[] {
  const lastFive = lastFiveOf(product);
  if (lastFive === null) return [];
  const name = cleanText(product.Name ?? '') ?? 'Office';
  const [, number = '', edition] =
    /^Office (\d+), (?:Office\d*-?)?(.+?)(?: edition)?$/.exec(name) ?? [];
  const generation = generations[number] ?? number;
  const isKnown = edition !== undefined;
  return [
    {
      product: isKnown ? `Microsoft Office ${generation} (${edition})` : name,
      productRef: isKnown ? productRef('office', `${number}.${edition}`) : null,
      ...{ channel: channelOf(product), lastFive, cimClass },
    },
  ];
}

/** Office 2010's class has no channel of its own, but its description names one: `RETAIL channel`. */
function channelOf({ ProductKeyChannel, Description }: LicensedProduct): string | null {
  const channel = cleanText(ProductKeyChannel ?? '');
  if (channel !== null) return channel;
  const [, word = ''] = /, (\w+)(?:\(\w+\))? channel$/.exec(Description ?? '') ?? [];
  return channelWords[word.toUpperCase()] ?? null;
}

const channelWords: Readonly<Record<string, Channel>> = {
  RETAIL: 'Retail',
  VOLUME_KMSCLIENT: 'Volume:GVLK',
  VOLUME_MAK: 'Volume:MAK',
  OEM_SLP: 'OEM:SLP',
  OEM_COA: 'OEM:COA',
  OEM_NONSLP: 'OEM:NONSLP',
  TRIAL: 'Retail:TB:Eval',
};

/** The licences with those of the programs, which no other place knows. */
export function withPrograms(
  licences: readonly Licence[],
  programs: readonly ActivatedProgram[],
  foundAt: string,
): Licence[] {
  // Where the whole key was found already, its end says nothing new.
  const unknown = programs.filter(
    ({ lastFive }) => !licences.some(({ productKey }) => productKey?.endsWith(lastFive) === true),
  );
  return [...licences, ...unknown.map((program) => licenceOf(program, foundAt))];
}

function licenceOf(program: ActivatedProgram, foundAt: string): Licence {
  const { product, productRef: reference, channel, lastFive, cimClass } = program;
  const place = {
    collector: 'this-pc',
    location: `CIM class ${cimClass}: ${product}`,
    foundAt,
  };
  return newLicence({
    ...{ product, productRef: reference, channel, lastFive },
    places: [place],
    cautions: ['partial'],
  });
}
