// What a person wants to know of a PC before anything else: does its Windows come back, how many of the
// keys are the owner's, and what is still to be found. As data; verdict-words.ts says it. Pure.
import { familyOf } from '../record/product-family.js';
import type { Licence } from '../record/schema.js';
import { hasCaution } from '../record/vocabulary.js';
import { type LicenceKind, licenceKind } from './licence-kind.js';
import {
  type Pc,
  type WindowsReturn,
  otherEditionInFirmware,
  ownKinds,
  windowsReturn,
} from './windows-return.js';

/** The verdict on one PC. Each licence is counted in one of the numbers, or in none. */
export interface Verdict {
  readonly windows: WindowsReturn;
  /** The product that Setup installs unasked, where it is another than the installed one; else null. */
  readonly setupInstalls: string | null;
  /** Whole keys that are the owner's: bought, or sold with the PC. */
  readonly own: number;
  /** Whole keys of an organisation. */
  readonly organisation: number;
  /** Keys that are the same on many PCs: default keys, public keys, a maker's shared key. */
  readonly shared: number;
  /** Products of an account, which have no key. */
  readonly account: number;
  /** Products whose key the owner has to look up: only its end is known, nothing of it, or a misreading. */
  readonly toFind: number;
}

type Count = Exclude<keyof Verdict, 'windows' | 'setupInstalls'>;

const sharedKinds: readonly LicenceKind[] = [
  'kms-client',
  'default-key',
  'leftover-key',
  'public-key',
  'evaluation',
  'makers-key',
];
const lostKinds: readonly LicenceKind[] = [
  'erased',
  'not-found',
  'partial',
  'office-partial',
  'misread',
];
/** Then nobody has to look for a key of Windows. */
const settled: readonly WindowsReturn[] = ['comes-back', 'own-key', 'organisation', 'trial'];

/** The verdict on a PC. */
export function verdictOf(pc: Pc): Verdict {
  const windows = windowsReturn(pc);
  const count = (wanted: Count): number =>
    pc.licences.filter((licence) => countOf(licence, pc, windows) === wanted).length;
  return {
    windows,
    setupInstalls: setupInstalls(pc, windows),
    own: count('own'),
    organisation: count('organisation'),
    shared: count('shared'),
    account: count('account'),
    toFind: count('toFind'),
  };
}

/** Which of the numbers a licence of the PC is counted in; null for none. */
export function standingOf(licence: Licence, pc: Pc): Count | null {
  return countOf(licence, pc, windowsReturn(pc));
}

function setupInstalls(pc: Pc, windows: WindowsReturn): string | null {
  if (windows === 'none' || windows === 'organisation') return null;
  return otherEditionInFirmware(pc)?.product ?? null;
}

function countOf(licence: Licence, { os }: Pc, windows: WindowsReturn): Count | null {
  const kind = licenceKind(licence, os);
  if (kind === 'account' || kind === 'account-of-organisation') return 'account';
  if (lostKinds.includes(kind)) return isToFind(licence, windows) ? 'toFind' : null;
  if (sharedKinds.includes(kind)) return 'shared';
  if (licence.productKey === null) return null;
  if (kind === 'volume') return 'organisation';
  return ownKinds.includes(kind) ? 'own' : null;
}

/** Nobody looks for the key of a Windows that comes back, or that is not installed any more. */
function isToFind(licence: Licence, windows: WindowsReturn): boolean {
  if (familyOf(licence) !== 'windows') return true;
  const isGone = hasCaution(licence, 'not-installed') || hasCaution(licence, 'edition-mismatch');
  return !isGone && !settled.includes(windows);
}
