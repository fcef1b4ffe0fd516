// Products as the licensing service names them, in names for people: `Office 19, Office19VisioPro2019R_Retail
// edition` is Visio Professional 2019, `Windows(R), Professional edition` a Windows Pro. Seen in what
// ospp.vbs, slmgr.vbs and PowerShell print.
import { generationOf, nameOfEdition } from '../../keys/edition-name.js';
import { windowsNameOfEdition } from '../../keys/product-name.js';
import { productRef } from '../../record/product-ref.js';
import type { Channel } from '../../record/vocabulary.js';
import { channelInWords, channelOfValue } from './channel-words.js';

/** What such a name says. */
export interface LicenceName {
  readonly product: string;
  readonly productRef: string | null;
  /** Microsoft's name of the edition of a Windows. */
  readonly edition: string | null;
  readonly channel: Channel | null;
  /** What Setup or an account put in: the same on many PCs, and no key that anybody bought. */
  readonly isPlaceholder: boolean;
}

/** The years of the generations whose name in the service does not say one. */
const years: Readonly<Record<string, string>> = {
  14: '2010',
  15: '2013',
  16: '2016',
  19: '2019',
  21: '2021',
  24: '2024',
};

/** The names of suites and programs, without their year. */
const products: Readonly<Record<string, string>> = {
  proplus: 'Office Professional Plus',
  professional: 'Office Professional',
  pro: 'Office Professional',
  standard: 'Office Standard',
  homebusiness: 'Office Home & Business',
  homestudent: 'Office Home & Student',
  home: 'Office Home',
  personal: 'Office Personal',
  smallbusbasics: 'Office Small Business Basics',
  visiopro: 'Visio Professional',
  visiostd: 'Visio Standard',
  visioprem: 'Visio Premium',
  projectpro: 'Project Professional',
  projectstd: 'Project Standard',
  access: 'Access',
  excel: 'Excel',
  word: 'Word',
  outlook: 'Outlook',
  powerpoint: 'PowerPoint',
  publisher: 'Publisher',
  onenote: 'OneNote',
  infopath: 'InfoPath',
  skypeforbusiness: 'Skype for Business',
  lync: 'Lync',
  mondo: 'Office Mondo',
};

const officeForm = /^Office (\d{2}), (?:Office\d{0,2}-?)?([A-Za-z]\w*?(?:-\w+)?)(?: edition)?$/i;
/** `ProPlus2019VL_KMS_Client`, `ProPlus-Retail`: the product, its year, how it is sold. */
const editionForm = /^([a-z]+?)(20\d\d)?(?:XC2R)?(?:R|VL|RVL)?(?:[-_](\w+))?$/i;
const windowsForm =
  /^Windows(?:\(R\)|\(TM\)|®)?(?: (7|8\.1|8|10|11|Vista))?,? (?:Server ?)?([A-Za-z]+)[ -](?:edition|Edition)$/;
const placeholder = /(?:^|_)(?:Grace|Trial|SubTrial|SubTest|Subscription\d*|Demo)(?:_|$)/i;

/**
 * What a name of the licensing service says; null where it is none.
 * @param system the Windows that it runs on, as far as known: the name of a Windows alone tells no version.
 */
export function licenceName(text: string, system: string | null): LicenceName | null {
  const name = text.trim();
  const office = officeForm.exec(name);
  if (office !== null) return officeLicence(office[1] ?? '', office[2] ?? '');
  const windows = windowsForm.exec(name);
  if (windows === null) return null;
  const [, version, edition = ''] = windows;
  const named = version === undefined ? null : nameOfEdition(edition, generationOf(version));
  return {
    product:
      named === null
        ? windowsNameOfEdition(edition, system ?? '')
        : `Windows ${version ?? ''} ${named}`.trim(),
    productRef: productRef('windows', edition),
    ...{ edition, channel: null, isPlaceholder: false },
  };
}

function officeLicence(number: string, edition: string): LicenceName {
  const [, code = '', named, sold = ''] = editionForm.exec(edition) ?? [];
  const year = named ?? years[number] ?? number;
  const lower = code.toLowerCase();
  const known = Object.hasOwn(products, lower) ? products[lower] : undefined;
  const isOfAccount = /^O365/i.test(edition);
  const product =
    known === undefined ? `Microsoft Office ${year} (${edition})` : `${known} ${year}`;
  return {
    product: isOfAccount ? 'Microsoft 365' : product,
    productRef: productRef('office', `${number}.${edition}`),
    edition: null,
    channel: channelInWords(sold) ?? channelOfValue(sold.replaceAll('_', ' ')),
    isPlaceholder: isOfAccount || placeholder.test(edition),
  };
}
