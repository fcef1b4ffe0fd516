// Errors of the file system, in the words of someone who named a path with --from.
import { win32 } from 'node:path';
import { FormatError } from '../../bytes.js';
import { systemCode, VaultError } from '../../errors.js';
import { unlockAdvice } from './mount-advice.js';

const runningWindows =
  'A running Windows keeps these files locked. To read this PC, run the command without --from; to ' +
  'read its disk, connect it to another PC.';

const hints: Readonly<Record<string, string>> = {
  EACCES: 'Start the program as administrator (on Linux: with sudo), or copy the files first.',
  EPERM: 'Start the program as administrator (on Linux: with sudo), or copy the files first.',
  EBUSY: runningWindows,
  ETXTBSY: runningWindows,
  EIO: 'The disk may be failing: copy it with a rescue tool first, and read the copy.',
  ELOOP: 'The links in the path lead in a circle.',
  ENAMETOOLONG: 'The path is longer than the system allows.',
  EMFILE: 'Too many files are open: close other programs and try again.',
  ENODEV: 'Plug the disk in again.',
  ENXIO: 'Plug the disk in again.',
  ESTALE: 'Connect the network folder again.',
  ETIMEDOUT: 'Connect the network folder again.',
  EHOSTDOWN: 'Connect the network folder again.',
  ENOTCONN: 'The disk or network folder is gone: connect or mount it again.',
  EUCLEAN: 'The file system is damaged: copy the disk first, and repair the copy.',
  EBADMSG: 'The file system is damaged: copy the disk first, and repair the copy.',
  // What Node has no name for.
  UNKNOWN: 'The disk may be locked by BitLocker, or damaged: unlock it first, then try again.',
  EINVAL: 'The name of the path is not valid on this system.',
};

/**
 * Whether it is Windows' answer for a volume that BitLocker has locked: FVE_E_LOCKED_VOLUME (winerror.h),
 * which Node takes for a number of its own, since it is negative.
 */
export function isLockedVolume(code: string): boolean {
  return code === `Unknown system error ${0x80310000 | 0}`;
}

/**
 * The error for what went wrong while reading `path`.
 * @returns the error itself where it is not of the file system, to be thrown on.
 */
export function sourceError(error: unknown, path: string): unknown {
  const code = systemCode(error);
  if (code === undefined || error instanceof VaultError) return error;
  if (code === 'ENOENT' || code === 'ENOTDIR') return sourceNotFound(path);
  if (isLockedVolume(code)) return lockedVolume(path, error);
  const hint = code.startsWith('Unknown system error') ? hints['UNKNOWN'] : hints[code];
  if (hint === undefined) return error;
  const message = `${path} cannot be read (${code})`;
  return new VaultError('SOURCE_UNREADABLE', message, { hint, cause: error });
}

/**
 * The error for a file whose content is not of the form that it claims, naming the path.
 * @returns any other error itself, to be thrown on.
 */
export function brokenSource(error: unknown, path: string): unknown {
  if (!(error instanceof FormatError)) return error;
  return new VaultError('FORMAT', `${path} is damaged or cut off: ${error.message}`, {
    hint: 'Copy the file again, or name the disk that it comes from: more may be readable there.',
    cause: error,
  });
}

function lockedVolume(path: string, cause: unknown): VaultError {
  const advice = unlockAdvice(win32.parse(path).root, 'win32');
  return new VaultError('SOURCE_UNREADABLE', `${path} is on a disk that BitLocker has locked`, {
    hint: `First ${advice}; then try again.`,
    cause,
  });
}

/** The error for a path that does not exist. */
function sourceNotFound(path: string): VaultError {
  return new VaultError('SOURCE_NOT_FOUND', `${path} does not exist`, {
    hint: 'Check the spelling, and that the disk is plugged in and has the same drive letter.',
  });
}

/** What an error says and what to do about it, for a warning: text, so a hint that is data stays out. */
export function withItsHint({ message, hint }: VaultError): string {
  return typeof hint === 'string' ? `${message}. ${hint}` : message;
}
