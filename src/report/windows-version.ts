// Which Windows a name is of, as far as activating it differs: where a key is typed, whether there is a
// telephone, whether a licence can be a digital one. Sources: Microsoft Learn, "Slmgr.vbs options" and
// "Upgrade and conversion options for Windows Server"; docs/worth.md names them all.
import { unknownWindows } from '../keys/product-name.js';
import { familyOfName } from '../record/product-family.js';
import type { OperatingSystem } from '../record/schema.js';

/** The Windows that are activated alike. */
export type WindowsVersion =
  /** 95 to 2000: nothing is activated. */
  | 'no-activation'
  /** XP and Server 2003: a wizard of its own, no slmgr, no slui. */
  | 'xp'
  | 'vista'
  | '7'
  /** 8 and 8.1: since then a key can be in the firmware. */
  | '8'
  /** Since then a licence can be a digital one. */
  | '10-11'
  /** Windows Server 2008 and later. */
  | 'server';

/** In this order: the first that applies. */
const names: readonly (readonly [WindowsVersion, RegExp])[] = [
  ['xp', /Windows(?: Small Business)? Server 2003\b|Windows Home Server(?! 2011)\b/i],
  ['no-activation', /Windows (?:3\.|95|98|Me|NT|2000)(?!\d)/i],
  ['server', /Windows (?:[A-Za-z]+ ){0,2}Server\b/i],
  ['xp', /Windows (?:XP|Embedded POSReady 2009)\b/i],
  ['vista', /Windows Vista\b/i],
  ['7', /Windows 7(?!\.?\d)/i],
  ['8', /Windows (?:8|8\.1)(?!\.?\d)/i],
  ['10-11', /Windows 1[01](?!\d)/i],
];

/** Null for a Windows of which the name does not tell it, and for what is no Windows. */
export function windowsVersion(product: string): WindowsVersion | null {
  const name = product.replaceAll(/\((?:TM|R)\)|[™®]/gi, '').replaceAll(/\s+/g, ' ');
  return names.find(([, pattern]) => pattern.test(name))?.[0] ?? null;
}

/** What the PC has for a Windows; null where none is known, as on one that only holds keys which were typed. */
export function knownWindows({ productName, build, edition }: NamedWindows): string | null {
  if (build !== null || edition !== null) return productName;
  const isNamed = familyOfName(productName) === 'windows' && productName !== unknownWindows;
  return isNamed ? productName : null;
}

type NamedWindows = Pick<OperatingSystem, 'productName' | 'build' | 'edition'>;

/** Where Windows 10 and 11 show how they are activated. */
export function activationPage(windows: string): string {
  // What is of both is told as of the newer.
  const is10 = /Windows 10(?![\d/])/i.test(windows);
  return is10 ? 'Settings, Update & Security, Activation' : 'Settings, System, Activation';
}

/** The Windows that have a page on which a key is typed. */
type WithKeyPage = 'vista' | '7' | '8' | '10-11';

/** The page on which a key is typed after Setup, as a sentence. */
export function keyPage(version: WithKeyPage, windows: string): string {
  if (version === '8') return 'PC settings, Activate Windows.';
  if (version === 'vista')
    return 'Control Panel, System and Maintenance, System, Change product key.';
  if (version === '7') return 'Control Panel, System and Security, System, Change product key.';
  return `${activationPage(windows)}, Change product key (Windows key + R: ms-settings:activation).`;
}

/** How a Windows of before 10 stands to Windows 10 and 11. */
export type OldWindows =
  /** Vista and before: its keys never activated them. */
  | 'never'
  /** 7, 8 and 8.1: its keys did until September 2023. */
  | 'no-longer';

const old: Readonly<Partial<Record<WindowsVersion, OldWindows>>> = {
  'no-activation': 'never',
  xp: 'never',
  vista: 'never',
  '7': 'no-longer',
  '8': 'no-longer',
};

/** Null for Windows 10 and later, for a server of later than 2003, and for another product. */
export function oldWindows(product: string): OldWindows | null {
  const version = windowsVersion(product);
  return version === null ? null : (old[version] ?? null);
}
