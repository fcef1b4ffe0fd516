// What the system's error codes mean, in one table. What is said of each kind, and what to do about it,
// is for those to say who know what was tried: a source that is read, a place that is written to.
// Sources: errno(3); libuv's table of Windows errors (src/win/error.c); winerror.h.
import { systemCode } from '../errors.js';

/** What a code means. */
export type SystemErrorKind =
  | 'missing'
  /** The path, or what it lies beneath, is no folder. */
  | 'no-folder'
  | 'denied'
  | 'full'
  | 'read-only'
  /** Another program holds it. */
  | 'busy'
  | 'too-many-open'
  /** The device was pulled, or is empty. */
  | 'unplugged'
  /** A network, or what serves it, is gone. */
  | 'unreachable'
  /** What was mounted here is served by nobody any more: a network or a program. */
  | 'disconnected'
  /** The device gives no answer, or a wrong one. */
  | 'failing'
  /** The file system contradicts itself. */
  | 'damaged'
  | 'bad-name'
  | 'too-long'
  | 'circle'
  /** A volume that BitLocker has locked. */
  | 'locked'
  /** An encrypted folder whose key is not at hand (fscrypt, eCryptfs). */
  | 'no-key'
  /** An error that Node has no name for, and that no table here knows. */
  | 'unnamed';

const codes: Readonly<Record<Exclude<SystemErrorKind, 'locked'>, readonly string[]>> = {
  missing: ['ENOENT'],
  'no-folder': ['ENOTDIR'],
  denied: ['EACCES', 'EPERM'],
  full: ['ENOSPC', 'EDQUOT', 'EFBIG'],
  'read-only': ['EROFS'],
  busy: ['EBUSY', 'ETXTBSY', 'EAGAIN', 'EINTR'],
  'too-many-open': ['EMFILE', 'ENFILE'],
  unplugged: ['ENODEV', 'ENXIO', 'ENOMEDIUM'],
  unreachable: [
    ...['ESTALE', 'ETIMEDOUT', 'EHOSTDOWN', 'EHOSTUNREACH', 'ENETDOWN', 'ENETUNREACH'],
    ...['ECONNRESET', 'ECONNABORTED', 'ECONNREFUSED', 'EPIPE'],
  ],
  disconnected: ['ENOTCONN'],
  failing: ['EIO', 'EREMOTEIO'],
  damaged: ['EUCLEAN', 'EBADMSG'],
  'bad-name': ['EINVAL', 'EILSEQ'],
  'too-long': ['ENAMETOOLONG'],
  circle: ['ELOOP'],
  'no-key': ['ENOKEY', 'EKEYEXPIRED', 'EKEYREVOKED', 'EKEYREJECTED'],
  unnamed: ['UNKNOWN'],
};

const kinds: ReadonlyMap<string, SystemErrorKind> = new Map(
  Object.entries(codes).flatMap(([kind, of]) =>
    of.map((code) => [code, kind as SystemErrorKind] as const),
  ),
);

/** Node's words for a number that it has no name for. */
const numbered = 'Unknown system error ';
/** FVE_E_LOCKED_VOLUME, which Node takes for a number of its own, since it is negative. */
const lockedVolume = `${numbered}${0x80310000 | 0}`;

/** Numbers that libuv has no name for, by system. Sources: Linux errno.h; macOS sys/errno.h. */
const numbers: Readonly<Partial<Record<NodeJS.Platform, Readonly<Record<number, string>>>>> = {
  linux: {
    ...{ 74: 'EBADMSG', 116: 'ESTALE', 117: 'EUCLEAN', 121: 'EREMOTEIO', 122: 'EDQUOT' },
    ...{ 123: 'ENOMEDIUM', 124: 'ENOMEDIUM', 126: 'ENOKEY', 127: 'EKEYEXPIRED' },
    ...{ 128: 'EKEYREVOKED', 129: 'EKEYREJECTED' },
  },
  darwin: { 69: 'EDQUOT', 70: 'ESTALE', 94: 'EBADMSG' },
};

/**
 * What a code means; null for one that is not expected of a file system.
 * @param platform this PC's unless told.
 */
export function kindOfCode(
  code: string,
  platform: NodeJS.Platform = process.platform,
): SystemErrorKind | null {
  if (code === lockedVolume) return 'locked';
  if (!code.startsWith(numbered)) return kinds.get(code) ?? null;
  const name = numbers[platform]?.[-Number(code.slice(numbered.length))] ?? '';
  return kinds.get(name) ?? 'unnamed';
}

/** What a system's error means; null for any other error, and for a code that is not expected. */
export function systemErrorKind(error: unknown): SystemErrorKind | null {
  const code = systemCode(error);
  return code === undefined ? null : kindOfCode(code);
}

/** For what may fail without harm: nothing for a system's error. @throws any other error. */
export function ignoreSystemError(error: unknown): undefined {
  if (systemCode(error) === undefined) throw error;
}
