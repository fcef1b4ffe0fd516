// One printed share of a recovery code: ten groups in the style of the code. The first names the set, the
// second says which share of how many it is, the others are its part of the code. How a code is divided
// and put together is secret-sharing.ts. docs/format.md, "Shares of the recovery code".
import { concatBytes } from '../bytes.js';
import { VaultError } from '../errors.js';
import {
  type GroupForm,
  groupSymbols,
  packGroups,
  typedSymbols,
  wrongGroups,
  writeGroups,
} from './checked-groups.js';
import { codeBytes } from './recovery-code.js';

/** How many shares a code is divided into, and how many of them open. */
export interface Sharing {
  readonly threshold: number;
  readonly count: number;
}

/** A share of a recovery code. */
export interface RecoveryShare extends Sharing {
  /** 20 bits of a hash of the code and how it is divided: the same in all shares of a set. */
  readonly set: number;
  /** Which one of them it is, from 1. */
  readonly number: number;
  /** Where the polynomials were evaluated: 1 to 255. */
  readonly point: number;
  /** What they gave there, for each byte of the code. */
  readonly values: Uint8Array;
}

/** The fewest and the most shares of a set, and of those that open it. */
export const shareLimits = { least: 2, most: 16 } as const;

/**
 * The numbers of the check symbols go on after those of a code: no part of a share passes for a code.
 */
const form: GroupForm = { groups: 10, firstNumber: 9 };
const symbolsOfShare = form.groups * groupSymbols;
/** Between a code of 40 symbols and a share of 50, a few of them missing. */
const fewestOfShare = 46;

/** The share as it is printed: 10 groups of 5 symbols with hyphens. */
export function formatShare(share: RecoveryShare): string {
  const { set, threshold, count, number, point, values } = share;
  // Set 20 bits, the three numbers less one 4 bits each, the point 8 bits.
  const head = (((set << 4) | (threshold - 1)) << 8) | ((count - 1) << 4) | (number - 1);
  const first = Uint8Array.of(head >>> 24, head >>> 16, head >>> 8, head, point);
  return writeGroups(concatBytes(first, values), form).join('-');
}

/** The set of a share as a person sees it: its first group, without the check symbol. */
export function setName(share: Pick<RecoveryShare, 'set'>): string {
  const bytes = Uint8Array.of(share.set >>> 12, share.set >>> 4, (share.set & 15) << 4);
  return (writeGroups(bytes, { groups: 1, firstNumber: 0 })[0] ?? '').slice(0, -1);
}

/** Whether so much was typed that it is meant as a share, and not as a code. */
export function isMeantAsShare(text: string): boolean {
  return typedSymbols(text).length >= fewestOfShare;
}

/**
 * The share as it was typed, as tolerant as a code.
 * @param what what a message calls it.
 * @throws VaultError `BAD_RECOVERY_CODE`, naming the groups that are wrong but never what they say.
 */
export function parseShare(text: string, what = 'the share'): RecoveryShare {
  const fault = (why: string, groups: readonly number[]): VaultError =>
    typingError(`${what} has a typing error: ${why}`, groups);
  const values = typedSymbols(text);
  const wrong = wrongGroups(values, form);
  if (values.length !== symbolsOfShare) {
    throw fault(`it has ${values.length} of ${symbolsOfShare} symbols`, wrong.slice(0, 1));
  }
  if (wrong.length > 0) throw fault('a symbol is wrong', wrong);
  const share = unpacked(packGroups(values, form));
  if (!isPossible(share)) throw fault('its numbers are none that a share can have', [2]);
  return share;
}

function unpacked(bytes: Uint8Array): RecoveryShare {
  const [a = 0, b = 0, c = 0, d = 0, point = 0] = bytes;
  return {
    set: (a << 12) | (b << 4) | (c >> 4),
    threshold: (c & 15) + 1,
    count: (d >> 4) + 1,
    number: (d & 15) + 1,
    point,
    values: bytes.slice(5, 5 + codeBytes),
  };
}

function isPossible({ threshold, count, number, point }: RecoveryShare): boolean {
  const isSharing = threshold >= shareLimits.least && threshold <= count;
  return isSharing && number <= count && point > 0;
}

function typingError(message: string, wrong: readonly number[]): VaultError {
  const where = wrong.length === 0 ? '' : `; look at group ${wrong.join(', ')}`;
  return new VaultError('BAD_RECOVERY_CODE', `${message}${where}`, {
    hint: 'A share has 10 groups of 5 letters and digits. The letter U never occurs.',
  });
}
