// Errors of the file system, in the words of someone who named a path.
import { win32 } from 'node:path';
import { FormatError } from '../../bytes.js';
import { systemCode, VaultError, hint, type Hint } from '../../errors.js';
import { type SystemErrorKind, systemErrorKind } from '../../system/system-error.js';
import { unlockAdvice } from './mount-advice.js';

const runningWindows = hint`A running Windows keeps these files locked. To read this PC, run the command without ${{ tell: 'from' }}; to read its disk, connect it to another PC.`;

const asAdministrator =
  'Start the program as administrator (on Linux: with sudo), or copy the files first.';

/** By what the system's error means. Those of writing never come. */
const hints: Readonly<Partial<Record<SystemErrorKind, Hint>>> = {
  denied: asAdministrator,
  busy: runningWindows,
  failing: 'The disk may be failing: copy it with a rescue tool first, and read the copy.',
  circle: 'The links in the path lead in a circle.',
  'too-long': 'The path is longer than the system allows.',
  'too-many-open': 'Too many files are open: close other programs and try again.',
  unplugged: 'Plug the disk in again.',
  unreachable: 'Connect the network folder again.',
  disconnected: 'The disk or network folder is gone: connect or mount it again.',
  damaged: 'The file system is damaged: copy the disk first, and repair the copy.',
  'no-key': 'The folder is encrypted: unlock it first, then try again.',
  unnamed: 'The disk may be locked by BitLocker, or damaged: unlock it first, then try again.',
  'bad-name': 'The name of the path is not valid on this system.',
};

/**
 * The error for what went wrong while reading `path`.
 * @returns the error itself where it is not of the file system, to be thrown on.
 */
export function sourceError(error: unknown, path: string): unknown {
  const kind = error instanceof VaultError ? null : systemErrorKind(error);
  if (kind === null) return error;
  if (kind === 'missing' || kind === 'no-folder') return sourceNotFound(path);
  if (kind === 'locked') return lockedVolume(path, error);
  const hint = hints[kind];
  if (hint === undefined) return error;
  const message = `${path} cannot be read (${systemCode(error) ?? ''})`;
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
