// What the licensing service calls an Office (`Office 19, Office19HomeBusiness2019R_Retail edition`), in words
// that people know, and whether there is a key to look for behind the name. `Office 16` is every generation
// since 2016, so the year in the middle counts first. Sources: Microsoft Learn, "Product IDs that are
// supported by the Office Deployment Tool for Click-to-Run"; answers of the service in public reports.
import { productRef } from '../record/product-ref.js';
import type { Channel } from '../record/vocabulary.js';
import { maskKeys } from '../text/key-mask.js';

/** What a name of the licensing service tells. */
export interface OfficeName {
  /** For people: `Microsoft Office Home & Business 2019`. */
  readonly product: string;
  readonly productRef: string | null;
  /** By the name's own end; null where there is no key to be sold, and where the name does not say. */
  readonly channel: Channel | null;
  /** The program, the same however it was sold: `19.HomeBusiness2019`. */
  readonly program: string;
  /** A placeholder of Setup, for the days before a key is typed: its key is the same on every PC. */
  readonly isGrace: boolean;
  /** Of an account, as Microsoft 365 is: its key is Setup's as well, and nobody has one. */
  readonly isSubscription: boolean;
}

/** The years of the generations of Office by their numbers. */
const years: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    14: '2010',
    15: '2013',
    16: '2016',
    19: '2019',
    21: '2021',
    24: '2024',
  }),
);

/** Program and edition by Microsoft's id, without the year and the way it is sold. */
const programs: Readonly<Record<string, readonly [program: string, edition?: string]>> = {
  Access: ['Access'],
  AccessRuntime: ['Access Runtime'],
  Excel: ['Excel'],
  Groove: ['SharePoint Workspace'],
  Home: ['Office', 'Home'],
  HomeBusiness: ['Office', 'Home & Business'],
  HomeStudent: ['Office', 'Home & Student'],
  InfoPath: ['InfoPath'],
  Lync: ['Lync'],
  Mondo: ['Office', 'Mondo'],
  OneNote: ['OneNote'],
  OneNoteFree: ['OneNote'],
  Outlook: ['Outlook'],
  Personal: ['Office', 'Personal'],
  PowerPoint: ['PowerPoint'],
  Professional: ['Office', 'Professional'],
  ProjectPro: ['Project', 'Professional'],
  ProjectStd: ['Project', 'Standard'],
  ProPlus: ['Office', 'Professional Plus'],
  Publisher: ['Publisher'],
  SkypeforBusiness: ['Skype for Business'],
  SkypeforBusinessEntry: ['Skype for Business Basic'],
  SmallBusBasics: ['Office', 'Small Business Basics'],
  SPD: ['SharePoint Designer'],
  Standard: ['Office', 'Standard'],
  Starter: ['Office', 'Starter'],
  VisioPrem: ['Visio', 'Premium'],
  VisioPro: ['Visio', 'Professional'],
  VisioStd: ['Visio', 'Standard'],
  Word: ['Word'],
};

/** Microsoft 365 by the same ids: it has no year. */
const subscriptions: Readonly<Record<string, string>> = {
  O365Business: 'Microsoft 365 Apps for business',
  O365EduCloud: 'Microsoft 365 Education',
  O365HomePrem: 'Microsoft 365 Family or Personal',
  O365ProPlus: 'Microsoft 365 Apps for enterprise',
  O365SmallBusPrem: 'Microsoft 365 Apps for business',
};

/** By the end of the name, the first that fits. */
const ways: readonly (readonly [RegExp, Channel])[] = [
  [/trial/i, 'Retail:TB:Eval'],
  [/^KMS/i, 'Volume:GVLK'],
  [/^MAK/i, 'Volume:MAK'],
  [/^OEM/i, 'OEM'],
  [/^(?:Retail|PIN)/i, 'Retail'],
];

/** Variants of one program, whose name they do not change. */
const variants = /(?:Demo|MSDN|Pipc|SPLA|EEANoTeams|XC2R|C2R|X)/g;
const serviceName = /^Office (\d{1,4}), (?:Office\d*-?)?(.{1,200}?)(?: edition)?$/i;

/**
 * What a name says; null for a name in another form.
 * @param name as the service has it: `Name` of its classes, `LICENSE NAME` of `ospp.vbs /dstatus`.
 * @param description as it stands beside the name: `Office 19, RETAIL(Grace) channel`.
 */
export function officeName(name: string, description = ''): OfficeName | null {
  const [, number, edition] = serviceName.exec(name.trim()) ?? [];
  if (number === undefined || edition === undefined) return null;
  const [, stem = edition, way = ''] = /^([A-Z\d]+)[_-](.+)$/i.exec(edition) ?? [];
  const release = releaseOf(stem);
  const isGrace = /grace|bypass/i.test(way) || /\((?:Grace|ByPass)\)/i.test(description);
  const isSubscription =
    stem.startsWith('O365') ||
    (stem === 'MondoR' && !/^KMS/i.test(way)) ||
    /sub(?:scription|trial|test|_)/i.test(way) ||
    /\b(?:TIMEBASED_SUB|SUBSCRIPTION)\b/i.test(description);
  const reference = productRef('office', `${number}.${edition}`);
  return {
    product: productOf({ number, edition, stem, isSubscription }),
    productRef: isSubscription && release !== null ? productRef('account', release) : reference,
    channel: isGrace || isSubscription ? null : channelOf(way),
    program: `${number}.${bareId(stem)}`,
    ...{ isGrace, isSubscription },
  };
}

/**
 * The name for people of what Click-to-Run installed, `HomeBusiness2019Retail`; null where it is not known.
 * Without a year it is 2016, or a subscription: its name has none either.
 */
export function officeReleaseName(release: string): string | null {
  const [, stem = '', sale] = /^([A-Z\d]+?)(Retail|Volume)$/i.exec(release) ?? [];
  return nameOf(stem.replaceAll(variants, ''), { year: null, isVolume: sale === 'Volume' });
}

/** The ids that Click-to-Run may name, each with the name for people. */
export const officeReleases: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ...Object.keys(subscriptions).flatMap((id) => [`${id}Retail`, `${id}EEANoTeamsRetail`]),
    ...Object.keys(programs).flatMap((id) =>
      ['', '2019', '2021', '2024'].flatMap((year) => [`${id}${year}Retail`, `${id}${year}Volume`]),
    ),
  ].map((release) => [release, officeReleaseName(release) ?? release]),
);

/** `HomeBusiness2019R` to `HomeBusiness2019Retail`; 2010 has no such letters. */
function releaseOf(stem: string): string | null {
  const [, id = '', sale] = /^(.+?)(?:C2R)?(R|VL)$/.exec(stem) ?? [];
  if (sale === undefined) return null;
  return `${id}${sale === 'R' ? 'Retail' : 'Volume'}`;
}

/** `VisioPro2019XC2RVL` to `VisioPro2019`. */
function bareId(stem: string): string {
  return stem.replace(/(?:R|VL)$/, '').replaceAll(variants, '');
}

function productOf(told: {
  readonly number: string;
  readonly edition: string;
  readonly stem: string;
  readonly isSubscription: boolean;
}): string {
  const { number, edition, stem, isSubscription } = told;
  const isVolume = stem.endsWith('VL');
  const year = years.get(number) ?? number;
  const id = bareId(stem);
  const known = nameOf(id, { year: isSubscription ? null : year, isVolume });
  // All programs in one: what accounts are given, and a volume key has.
  if (isSubscription && id === 'Mondo') return 'Microsoft 365';
  if (id.startsWith('O365')) return known ?? 'Microsoft 365';
  if (known !== null) return isSubscription ? `${known} (subscription)` : known;
  return `Microsoft Office ${year} (${maskKeys(edition)})`;
}

/** The name by an id without its sale; the year that stands in the id counts before the generation's. */
function nameOf(
  id: string,
  { year, isVolume }: { readonly year: string | null; readonly isVolume: boolean },
): string | null {
  const [own] = /20\d\d/.exec(id) ?? [];
  const bare = id.replace(/20\d\d/, '');
  const subscription = Object.hasOwn(subscriptions, bare) ? subscriptions[bare] : undefined;
  if (subscription !== undefined) return subscription;
  const [program, edition] = (Object.hasOwn(programs, bare) ? programs[bare] : undefined) ?? [];
  if (program === undefined) return null;
  const dated = own ?? year;
  // Since 2021 what organisations have is called LTSC, but for Project.
  const isLtsc = isVolume && Number(dated) >= 2021 && program !== 'Project';
  const parts = ['Microsoft', program, isLtsc ? 'LTSC' : undefined, edition, dated];
  return parts.filter((part) => part !== undefined && part !== null).join(' ');
}

function channelOf(way: string): Channel | null {
  return ways.find(([form]) => form.test(way))?.[1] ?? null;
}
