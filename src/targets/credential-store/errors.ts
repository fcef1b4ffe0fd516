// What the messages of the credential store mean. keytar hands on the text of libsecret, the Windows
// Credential Manager or the macOS Keychain and no number, so it is told by words; what is not known
// here is passed on in full. Texts: libsecret 0.20, GLib, FormatMessage of Windows, Security framework.
import { TargetError, type TargetErrorCode } from '../target.js';

interface Meaning {
  readonly says: RegExp;
  readonly code: TargetErrorCode;
  readonly message: string;
  readonly hint: string;
}

const elsewhere = 'Or store the backup in a folder or on a stick instead.';

const meanings: readonly Meaning[] = [
  {
    says: /Cannot find (?:package|module) '[^']*keytar|keytar native addon/i,
    code: 'UNAVAILABLE',
    message: 'the part that talks to the credential store is not installed',
    hint: `Install the program again without leaving out optional packages (npm install). ${elsewhere}`,
  },
  {
    says: /libsecret-1\.so/,
    code: 'UNAVAILABLE',
    message: 'the library libsecret is missing on this system',
    hint: `Install it: apt install libsecret-1-0, dnf install libsecret, or pacman -S libsecret. ${elsewhere}`,
  },
  {
    says: /D-?Bus without X11|autolaunch|Could not connect|connection is closed/i,
    code: 'UNAVAILABLE',
    message: 'there is no desktop session bus (D-Bus), so the credential store cannot be reached',
    hint: `Run this inside your desktop session, or under dbus-run-session. ${elsewhere}`,
  },
  {
    says: /not provided by any \.service files|ServiceUnknown|NameHasNoOwner/,
    code: 'UNAVAILABLE',
    message: 'no credential store (Secret Service) runs on this desktop',
    hint: `Install and start gnome-keyring, KWallet or KeePassXC with its Secret Service. ${elsewhere}`,
  },
  {
    says: /Timeout was reached|NoReply|did not (?:receive a reply|reply)/i,
    code: 'TIMEOUT',
    message: 'the credential store did not answer',
    hint: `Look whether a window asks for its password, or restart the desktop session. ${elsewhere}`,
  },
  {
    says: /locked collection|Object does not exist at path|dismissed|SIGSEGV|InteractionNotAllowed|interaction is not allowed/i,
    code: 'LOCKED',
    message: 'the credential store is locked, or was never set up, and nobody unlocked it',
    hint: `Unlock it (sign in to the desktop, or open its password manager) and try again. ${elsewhere}`,
  },
  {
    says: /logon session does not exist/i,
    code: 'DENIED',
    message: 'Windows gives no credential store to this kind of sign-in (error 1312)',
    hint: `Sign in at the PC itself: services, scheduled tasks and network sign-ins (ssh, WinRM) have none. ${elsewhere}`,
  },
  {
    says: /access is denied|access denied|user name or passphrase you entered is not correct|user canceled/i,
    code: 'DENIED',
    message: 'the credential store refused access',
    hint: `Allow this program in the store's own window, or ask who looks after this PC. ${elsewhere}`,
  },
  {
    says: /No such secret item/,
    code: 'UNAVAILABLE',
    message: 'the credential store changed while it was read',
    hint: `Try again. ${elsewhere}`,
  },
  {
    says: /not enough (?:storage|quota|memory)|stub received bad data|disk is full|No space left/i,
    code: 'FULL',
    message: 'the credential store takes no more',
    hint: `Remove older entries in its password manager. ${elsewhere}`,
  },
];

/** The error for what the credential store, or the loader of its native part, said. */
export function credentialStoreError(said: string): TargetError {
  const cause = new Error(said);
  for (const { says, code, message, hint } of meanings) {
    if (says.test(said)) return new TargetError(code, message, { hint, cause });
  }
  return new TargetError('UNAVAILABLE', `the credential store answered: ${said}`, {
    hint: `A sign-in over a network (ssh, WinRM) may have no credential store. ${elsewhere}`,
    cause,
  });
}
