// How a key is typed in, by a page and by a command line, which differ by its Windows: XP knows no slmgr and no
// slui, a server changes its edition by DISM, and changepk is of Windows 10 and 11. And how one moves to another
// PC. Sources: Microsoft Learn, "Slmgr.vbs options for obtaining volume activation information", "Upgrade and
// conversion options for Windows Server"; Microsoft Support, "Activate Windows", "Activate Windows 7 or 8.1".
import { familyOf } from '../record/product-family.js';
import type { Licence } from '../record/schema.js';
import { type Pc, firmwareLicence, otherEditionInFirmware } from './windows-return.js';
import { officeKeySteps } from './office-steps.js';
import {
  type OldWindows,
  activationPage,
  keyPage,
  oldWindows,
  windowsVersion,
} from './windows-version.js';

/** A licence, the PC that it is of, and its key as it may be shown. */
export interface Case {
  readonly licence: Licence;
  readonly pc: Pc;
  readonly key: string;
}

/** What else is known of how it is activated. */
interface Ways {
  /** Sold with a PC: the servers of Microsoft may refuse it, and the telephone is left. */
  readonly hasTelephone?: boolean;
  /** Bought by itself: it may move to another PC. */
  readonly moves?: boolean;
}

const forNew: Readonly<Record<OldWindows, string>> = {
  never: 'This key does not activate Windows 10 or 11.',
  'no-longer': 'Since September 2023 Microsoft no longer lets this key activate Windows 10 or 11.',
};

const inSetup = 'Install the same edition and type the key when Setup asks.';

/** The steps. */
export function enterKey(of: Case, ways: Ways = {}): string[] {
  const { licence } = of;
  const family = familyOf(licence);
  if (family === null) {
    return ['Type it when Setup of Windows asks for it, or Office when you install it.'];
  }
  if (family === 'office') return officeKeySteps(licence, of.key);
  if (family !== 'windows') return ['Install the same program and type the key when it asks.'];
  const old = oldWindows(licence.product);
  const toNew = old === null ? [] : [forNew[old]];
  return [...ofWindows(of, ways), ...(ways.moves === true ? moving(of) : []), ...toNew];
}

function ofWindows({ licence, pc, key }: Case, { hasTelephone = false }: Ways): string[] {
  const version = windowsVersion(licence.product) ?? windowsVersion(pc.os.productName);
  if (version === 'no-activation') return [inSetup];
  if (version === 'xp') return [inSetup, ...(hasTelephone ? [telephoneOfXp] : [])];
  const slmgr = `as administrator: slmgr /ipk ${key} and then slmgr /ato`;
  const telephone = hasTelephone
    ? ['If that is refused, run slui 4. Microsoft gives a telephone number, or a page on the web.']
    : [];
  if (version === 'server')
    return [inSetup, `Or later, ${slmgr}`, ...telephone, ...setEdition(licence, key)];
  const page = keyPage(version ?? '10-11', pc.os.productName);
  if (version === 'vista' || version === '7' || version === '8')
    return [inSetup, `Or later: ${page}`, `Or, ${slmgr}`, ...telephone];
  return [
    ...inSettings(pc),
    `Or, ${slmgr}`,
    ...telephone,
    `To change the edition instead: changepk.exe /ProductKey ${key}`,
  ];
}

/** Where a key is in the firmware Setup takes that, and asks for none. */
function inSettings(pc: Pc): string[] {
  const page = keyPage('10-11', pc.os.productName);
  const firmware = firmwareLicence(pc);
  if (firmware === null) return [inSetup, `Or later: ${page}`];
  const installs = otherEditionInFirmware(pc) === null ? '' : `, and installs ${firmware.product}`;
  return [
    `Setup takes the key in the firmware without asking${installs}.`,
    `After it: ${page} Type this key there.`,
  ];
}

/** A licence that was bought by itself may move: it is taken off the old PC first. */
function moving({ licence, pc }: Case): string[] {
  const version = windowsVersion(licence.product) ?? windowsVersion(pc.os.productName) ?? '10-11';
  if (version === 'no-activation' || version === 'xp') return [];
  const offOld = 'To move it to another PC: on the old one, as administrator, slmgr /upk first.';
  const page = activationPage(pc.os.productName);
  if (version !== '10-11') return [offOld];
  return [
    offOld,
    `If the new one refuses it: ${page}, Troubleshoot, "I changed hardware on this device recently".`,
  ];
}

const telephoneOfXp =
  'If that is refused, choose the telephone in the wizard that it shows (Start, All Programs, Accessories, System Tools, Activate Windows).';

/** Of a trial, or of Standard, a server with this key is made so; Essentials takes the key by slmgr. */
function setEdition({ product, edition }: Licence, key: string): string[] {
  if (/Essentials|\b2008(?! R2)/.test(product)) return [];
  const own = /^Server/i.test(edition ?? '') ? edition : editionNamed(product);
  const target = (own ?? 'EDITION').replace(/Eval(?=(?:Cor)?$)/i, '');
  return [
    `For a trial, or another edition: DISM /Online /Set-Edition:${target} /ProductKey:${key} /AcceptEula`,
    'DISM /Online /Get-TargetEditions tells which editions it can become.',
  ];
}

function editionNamed(product: string): string | null {
  const [name] = /\b(?:Standard|Datacenter)\b/i.exec(product) ?? [];
  return name === undefined ? null : `Server${name}`;
}
