// Dividing a recovery code into shares, and putting it together again: Shamir's scheme over its 20 bytes, by
// the one package that does it. The package tells nothing of a wrong result, so the name of the set does:
// it is made from the code. docs/format.md, "Shares of the recovery code".
import { concatBytes } from '../bytes.js';
import { VaultError } from '../errors.js';
import type { RecoveryCode } from './recovery-code.js';
import { type RecoveryShare, type Sharing, setName, shareLimits } from './recovery-share.js';
import { loadSodium } from './sodium.js';

const label = 'product-key-vault/1/recovery shares';

/**
 * Divides a code. Fewer shares than the threshold are consistent with every code alike, but for 20 bits of a
 * hash: less than any record tells of its code.
 * @throws VaultError `USAGE` for numbers out of range
 */
export async function divideCode(
  code: RecoveryCode,
  sharing: Sharing,
): Promise<readonly RecoveryShare[]> {
  checkSharing(sharing);
  const { threshold, count } = sharing;
  const { split } = await import('shamir-secret-sharing');
  const set = await setOf(code, sharing);
  const parts = await split(Uint8Array.from(code), count, threshold);
  return parts.map((part, i) => {
    const values = part.slice(0, -1);
    return { set, threshold, count, number: i + 1, point: part.at(-1) ?? 0, values };
  });
}

/** @throws VaultError `USAGE` for numbers out of range */
export function checkSharing({ threshold, count }: Sharing): void {
  const { least, most } = shareLimits;
  const whole = Number.isInteger(threshold) && Number.isInteger(count);
  if (whole && threshold >= least && threshold <= count && count <= most) return;
  throw new VaultError('USAGE', `a code cannot be divided into ${threshold} of ${count} shares`, {
    hint: `From ${least} to ${most} shares can be made, and from ${least} to all of them open: 2 of 3.`,
  });
}

/**
 * The shares read so far and one more. The first one says which set it is.
 * @throws VaultError `BAD_RECOVERY_CODE` for one that was read already, or is of another set
 */
export function withShare(
  read: readonly RecoveryShare[],
  next: RecoveryShare,
): readonly RecoveryShare[] {
  const [first] = read;
  if (first !== undefined && !isSameSet(first, next)) {
    throw wrongShare(
      `this is a share of set ${setName(next)}, and the one before is of set ${setName(first)}`,
      'Only shares of one set open together. The first group of each is the same.',
    );
  }
  const same = read.find(({ number, point }) => number === next.number || point === next.point);
  if (same !== undefined) {
    throw wrongShare(
      `share ${next.number} of set ${setName(next)} was read already`,
      'Another share of the set is needed.',
    );
  }
  return [...read, next];
}

/** How many more shares are needed. */
export function sharesMissing(read: readonly RecoveryShare[]): number {
  return Math.max(0, (read[0]?.threshold ?? 1) - read.length);
}

/**
 * The code that the shares were made of.
 * @throws VaultError `BAD_RECOVERY_CODE` where they are too few, or do not belong together
 */
export async function combineShares(shares: readonly RecoveryShare[]): Promise<RecoveryCode> {
  const read = shares.reduce<readonly RecoveryShare[]>(withShare, []);
  const [first] = read;
  if (first === undefined || sharesMissing(read) > 0) throw tooFew(read);
  const { combine } = await import('shamir-secret-sharing');
  const parts = read.map(({ values, point }) => concatBytes(values, Uint8Array.of(point)));
  const code = (await combine(parts)) as RecoveryCode;
  if ((await setOf(code, first)) === first.set) return code;
  throw wrongShare(
    'these shares do not belong together',
    'Look at each again: one of them was written down wrongly, or is of another set.',
  );
}

function tooFew(read: readonly RecoveryShare[]): VaultError {
  const [first] = read;
  if (first === undefined) return wrongShare('there is no share', 'Give the shares, one a line.');
  const have = read.length === 1 ? 'is only 1 share' : `are only ${read.length} shares`;
  return wrongShare(
    `there ${have} of set ${setName(first)}; it takes ${first.threshold}`,
    'Put one share on each line.',
  );
}

function wrongShare(message: string, hint: string): VaultError {
  return new VaultError('BAD_RECOVERY_CODE', message, { hint });
}

function isSameSet(a: RecoveryShare, b: RecoveryShare): boolean {
  return a.set === b.set && a.threshold === b.threshold && a.count === b.count;
}

/** The first 20 bits of a hash of the code and how it is divided. */
async function setOf(code: RecoveryCode, { threshold, count }: Sharing): Promise<number> {
  const sodium = await loadSodium();
  const prefix = new TextEncoder().encode(label);
  const [a = 0, b = 0, c = 0] = sodium.blake2b(
    concatBytes(prefix, Uint8Array.of(threshold, count), code),
  );
  return (a << 12) | (b << 4) | (c >> 4);
}
