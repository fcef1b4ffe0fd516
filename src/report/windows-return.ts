// Whether the Windows of a PC comes back after a reinstall, and by what: the first thing that a person
// wants to know. Told from the licences, what Windows reports of its activation, and its version. Pure.
import { isTyped } from '../record/licence.js';
import { familyOf } from '../record/product-family.js';
import type { Licence, Snapshot } from '../record/schema.js';
import { hasCaution } from '../record/vocabulary.js';
import { type LicenceKind, licenceKind } from './licence-kind.js';
import { windowsVersion } from './windows-version.js';

/** What advice depends on besides the licence. */
export type Pc = Pick<Snapshot, 'os' | 'activation' | 'licences'>;

/** How the Windows of a PC comes back. */
export const windowsReturns = [
  /** By a digital licence, or the key in the firmware: on this hardware nothing is typed. */
  'comes-back',
  /** By a whole key that is here. */
  'own-key',
  /** By a key that is not here. */
  'needs-key',
  'organisation',
  'trial',
  /** A default key alone, and Windows says that it is not activated. */
  'not-activated',
  /** No key is here, and whether it is activated could not be asked. */
  'unknown',
  /** Keys alone: no Windows is told of. */
  'none',
] as const;

export type WindowsReturn = (typeof windowsReturns)[number];

/** Kinds whose whole key the owner types and has for himself. */
export const ownKinds: readonly LicenceKind[] = [
  'firmware',
  'sticker',
  'oem',
  'upgrade',
  'retail',
  'office',
  'serial',
  'unknown',
];

const organisationKinds: readonly LicenceKind[] = ['kms-client', 'volume'];

/** How the Windows of the PC comes back. */
export function windowsReturn(pc: Pc): WindowsReturn {
  const installed = installedLicence(pc);
  const kind = installed === null ? null : licenceKind(installed, pc.os);
  if (kind === 'evaluation' || isEvaluation(pc)) return 'trial';
  if (isOrganisations(pc, kind)) return 'organisation';
  if (firmwareFits(pc)) return 'comes-back';
  if (kind === 'default-key') return isActivated(pc) === false ? 'not-activated' : 'comes-back';
  if (ownWindowsKey(pc) !== null) return 'own-key';
  return (installed === null ? told(pc) : null) ?? withoutKey(pc);
}

/** Where no PC was looked at, what the owner handed in of its Windows tells how it comes back. */
function told(pc: Pc): WindowsReturn | null {
  const kinds = pc.licences
    .filter(isOfThisWindows)
    .map((licence) => licenceKind(licence, pc.os))
    .filter((kind) => kind !== 'misread');
  if (kinds.length === 0) return null;
  if (kinds.every((kind) => organisationKinds.includes(kind))) return 'organisation';
  const isDigital = kinds.every((kind) => kind === 'default-key');
  return isDigital && isActivated(pc) === null ? 'unknown' : null;
}

function withoutKey(pc: Pc): WindowsReturn {
  if (!isWindowsKnown(pc)) return 'none';
  const version = windowsVersion(pc.os.productName);
  // Digital licences came with Windows 10.
  if (version !== null && version !== '10-11') return 'needs-key';
  if (isActivated(pc) === null) return 'unknown';
  return isActivated(pc) === true ? 'comes-back' : 'needs-key';
}

/** Setup reads the firmware since Windows 8, and installs the edition of the key there. */
function firmwareFits(pc: Pc): boolean {
  if (firmwareLicence(pc) === null || otherEditionInFirmware(pc) !== null) return false;
  const version = windowsVersion(pc.os.productName);
  return version === null || version === '8' || version === '10-11';
}

function isEvaluation({ os }: Pc): boolean {
  return /\(trial\)|\bevaluation\b/i.test(os.productName) || /Eval$/i.test(os.edition ?? '');
}

/** The licence that the Windows of the PC runs with; null where none is told. */
export function installedLicence({ licences }: Pc): Licence | null {
  const windows = licences.filter(
    (licence) => isOfThisWindows(licence) && licence.lastSeen === null && !isTyped(licence),
  );
  return windows.find((licence) => !isInFirmwareAlone(licence)) ?? windows[0] ?? null;
}

/** The licence of the firmware's key; null where there is none. */
export function firmwareLicence({ licences, os }: Pc): Licence | null {
  return licences.find((licence) => licenceKind(licence, os) === 'firmware') ?? null;
}

/**
 * The licence of the firmware where its key is of another edition than the installed one: Setup takes it
 * unasked. Null where it is of the same, or where either edition is not known.
 */
export function otherEditionInFirmware(pc: Pc): Licence | null {
  const firmware = firmwareLicence(pc);
  const edition = installedEdition(pc);
  if (firmware === null || firmware.edition === null || edition === null) return null;
  const editions = firmware.edition.toLowerCase().split(';');
  return editions.some((one) => one.trim() === edition.toLowerCase()) ? null : firmware;
}

/** Windows says that it is activated, that it is not, or nobody could ask it: null. */
export function isActivated({ activation }: Pc): boolean | null {
  if (activation === null || activation.status === 'unknown') return null;
  return activation.status === 'licensed';
}

function installedEdition(pc: Pc): string | null {
  return pc.os.edition ?? installedLicence(pc)?.edition ?? null;
}

function isOrganisations({ activation }: Pc, kind: LicenceKind | null): boolean {
  if (kind !== null && organisationKinds.includes(kind)) return true;
  return /^Volume/i.test(activation?.channel ?? '') && kind !== 'default-key';
}

/** A whole key of the owner that this Windows takes. */
function ownWindowsKey(pc: Pc): Licence | null {
  const version = windowsVersion(pc.os.productName);
  const fits = (licence: Licence): boolean => {
    const own = windowsVersion(licence.product);
    return version === null || own === null || own === version;
  };
  const keys = pc.licences.filter(
    (licence) =>
      licence.productKey !== null &&
      isOfThisWindows(licence) &&
      ownKinds.includes(licenceKind(licence, pc.os)),
  );
  return keys.find(fits) ?? null;
}

function isOfThisWindows(licence: Licence): boolean {
  if (familyOf(licence) !== 'windows') return false;
  return !hasCaution(licence, 'not-installed') && !hasCaution(licence, 'edition-mismatch');
}

function isInFirmwareAlone({ places }: Licence): boolean {
  return places.length > 0 && places.every((place) => place.collector === 'firmware');
}

function isWindowsKnown({ os }: Pc): boolean {
  return windowsVersion(os.productName) !== null || os.build !== null || os.edition !== null;
}
