// What the system's errors mean for a folder, in the user's words. Whatever the system answers is an error
// of this place; what is no answer of the system is a mistake in the program and goes on as it is.
import { systemCode, VaultError } from '../../errors.js';
import { type SystemErrorKind, systemErrorKind } from '../../system/system-error.js';
import { TargetError, type TargetErrorCode } from '../target.js';

interface Meaning {
  readonly code: TargetErrorCode;
  /** Follows "the folder <path>". */
  readonly says: string;
  readonly hint: string;
}

const full: Meaning = {
  code: 'FULL',
  says: 'has no room left',
  hint: 'Free some space there, or choose another place for the backup.',
};
const denied: Meaning = {
  code: 'DENIED',
  says: 'refuses access',
  hint:
    'Check that you may read and write there. On a stick or card look for a write-protect switch; ' +
    'on Windows look whether "Controlled folder access" or a virus scanner blocks the program.',
};
const notThere: Meaning = {
  code: 'UNAVAILABLE',
  says: 'is not there',
  hint:
    'Plug in the stick or disk, or connect the network drive, then try again. ' +
    'If the folder has another path now, give that one.',
};
const unreachable: Meaning = {
  code: 'UNAVAILABLE',
  says: 'cannot be reached',
  hint: 'Look whether the stick or disk is still plugged in, or the network drive connected.',
};
const broken: Meaning = {
  code: 'UNAVAILABLE',
  says: 'cannot be read or written without errors',
  hint: 'Unplug the stick or disk, plug it in again, and try once more. If it fails again, it may be worn out: use another one.',
};
const lockedDrive: Meaning = {
  code: 'UNAVAILABLE',
  says: 'cannot be opened by Windows',
  hint: 'The drive may be empty, or locked by BitLocker: open it in the Explorer first.',
};
const busy: Meaning = {
  code: 'UNAVAILABLE',
  says: 'is in use by another program',
  hint: 'Close programs that use the folder, and try again.',
};
const strange: Meaning = {
  code: 'UNAVAILABLE',
  says: 'cannot be used: the system answers with an error that is unusual for a folder',
  hint: 'Look whether other programs can read and write there. If they can, please report this.',
};
const badPath: Meaning = {
  code: 'UNAVAILABLE',
  says: 'has a path that this PC cannot use',
  hint: 'Check the spelling of the path; a shorter one may help.',
};

const meanings: Readonly<Record<SystemErrorKind, Meaning>> = {
  full,
  'read-only': {
    code: 'READ_ONLY',
    says: 'can be read, but not written to',
    hint: 'Look for a write-protect switch on the stick or card, or choose another place.',
  },
  denied,
  missing: notThere,
  'no-folder': {
    code: 'UNAVAILABLE',
    says: 'is not a folder, or lies beneath something that is none',
    hint: 'Give the path of a folder.',
  },
  unplugged: notThere,
  failing: broken,
  damaged: broken,
  unreachable,
  disconnected: unreachable,
  busy,
  'too-many-open': busy,
  'bad-name': badPath,
  'too-long': badPath,
  circle: badPath,
  locked: lockedDrive,
  'no-key': {
    code: 'UNAVAILABLE',
    says: 'is encrypted, and its key is not at hand',
    hint: 'Unlock the folder (sign in to the desktop, or open it with the program that encrypts it), then try again.',
  },
  // Of BitLocker and of drivers, mostly; other systems have names for nearly all.
  unnamed: process.platform === 'win32' ? lockedDrive : strange,
};

/** The system's error as a {@link TargetError} about `folder`; any other error unchanged. */
export function asDirectoryError(error: unknown, folder: string): unknown {
  if (error instanceof VaultError) return error;
  const code = systemCode(error);
  // Node's own codes say that it was called wrongly.
  if (code === undefined || code.startsWith('ERR_')) return error;
  const kind = systemErrorKind(error);
  const meaning = kind === null ? strange : meanings[kind];
  const message = `the folder ${folder} ${meaning.says} (${code})`;
  return new TargetError(meaning.code, message, { hint: meaning.hint, cause: error });
}

/**
 * What `action` resolves to.
 * @throws TargetError in place of the system's errors.
 */
export async function inFolder<T>(folder: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw asDirectoryError(error, folder);
  }
}
