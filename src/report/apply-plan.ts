// Which keys of a PC's backup are typed into a Windows, by which lines, and what speaks against one on the
// Windows at hand: another edition, another version, an organisation's key. Pure: nothing is entered here.
import { editionOfName } from '../keys/edition-of-name.js';
import { familyOf } from '../record/product-family.js';
import type { Licence, OperatingSystem } from '../record/schema.js';
import { type LicenceKind, licenceKind } from './licence-kind.js';
import { officeScriptLines } from './office-steps.js';
import type { Pc } from './windows-return.js';
import { windowsVersion } from './windows-version.js';

/** The Windows that runs on the PC at hand. */
export type WindowsHere = Pick<OperatingSystem, 'productName' | 'edition'>;

/** Why a key is not entered here, and what to do instead. */
interface Hindrance {
  readonly why: string;
  readonly instead: string;
}

/** A key that is typed in. */
export interface PlannedKey {
  /** The number of its entry in the backup. */
  readonly entry: number;
  readonly licence: Licence;
  readonly productKey: string;
  /** What to type as administrator, in order. */
  readonly lines: readonly string[];
  /** Null where it may be entered into the Windows at hand. */
  readonly hindrance: Hindrance | null;
}

/** Keys that their owner types; the others come back by themselves, or are nobody's own. */
const typedKinds: readonly LicenceKind[] = [
  ...(['retail', 'upgrade', 'sticker', 'oem', 'unknown', 'volume', 'office'] as const),
];

/** @param here null where no Windows runs: then nothing is known to speak against a key of Windows */
export function applyPlan(pc: Pc, here: WindowsHere | null): PlannedKey[] {
  return pc.licences.flatMap((licence, i) => {
    const { productKey } = licence;
    const kind = licenceKind(licence, pc.os);
    const lines = productKey === null ? [] : linesOf(licence, productKey);
    if (productKey === null || lines.length === 0 || !typedKinds.includes(kind)) return [];
    const hindrance = hindranceOf(licence, kind, here);
    return [{ entry: i + 1, licence, productKey, lines, hindrance }];
  });
}

/** None where nothing is typed on a command line. */
function linesOf(licence: Licence, key: string): readonly string[] {
  const family = familyOf(licence);
  if (family === 'office') return officeScriptLines(licence, key);
  if (family !== 'windows') return [];
  const version = windowsVersion(licence.product);
  if (version === 'xp' || version === 'no-activation') return [];
  return [`slmgr /ipk ${key}`, 'slmgr /ato'];
}

function hindranceOf(
  licence: Licence,
  kind: LicenceKind,
  here: WindowsHere | null,
): Hindrance | null {
  if (familyOf(licence) === 'office')
    return {
      why: 'a key of Office is entered by Office itself',
      instead: 'Type these lines in its folder, or use File, Account there.',
    };
  if (kind === 'volume')
    return { why: 'the key is of an organisation', instead: 'Ask there before you use it.' };
  return here === null ? null : (ofOtherVersion(licence, here) ?? ofOtherEdition(licence, here));
}

function ofOtherVersion({ product }: Licence, { productName }: WindowsHere): Hindrance | null {
  const [own, installed] = [windowsVersion(product), windowsVersion(productName)];
  if (own === null || installed === null || own === installed) return null;
  return {
    why: `the key is of ${product}, and this is ${productName}`,
    instead: `Install ${product} to use it.`,
  };
}

function ofOtherEdition(licence: Licence, { edition, productName }: WindowsHere): Hindrance | null {
  const own = licence.edition ?? editionOfName(licence.product);
  if (own === null || edition === null)
    return {
      why: `the edition ${own === null ? 'of the key' : 'of this Windows'} is not known`,
      instead: 'Compare them yourself before you type these lines: another edition is refused.',
    };
  const editions = own.split(';').map((one) => one.trim().toLowerCase());
  if (editions.includes(edition.toLowerCase())) return null;
  return {
    why: `the key is of the edition ${own}, and this is ${edition} (${productName})`,
    instead: otherEdition(licence),
  };
}

function otherEdition({ product, productKey }: Licence): string {
  const version = windowsVersion(product);
  const install = `Install ${product}`;
  if (version === 'server')
    return `${install}, or change the edition by DISM /Online /Set-Edition.`;
  if (version === 'vista' || version === '7' || version === '8') return `${install}.`;
  return `${install}, or change the edition, as administrator: changepk.exe /ProductKey ${productKey ?? ''}`;
}
