// What to make sure of before a disk is wiped. Texts only. Sources: Microsoft Support, "Back up your
// BitLocker recovery key" and "Create installation media for Windows".
import { familyOfName } from '../record/product-family.js';
import { type WindowsVersion, windowsVersion } from './windows-version.js';

/** What the points depend on. */
export interface WipeFacts {
  /** The operating systems of the PCs, as people know them. */
  readonly systems: readonly string[];
  /** Whether the vault has a recovery code. */
  readonly hasRecoveryCode: boolean;
}

/** One point each, in the order in which a forgotten one hurts. */
export function beforeYouWipe({ systems, hasRecoveryCode }: WipeFacts): string[] {
  return [
    'Your own files: pictures, documents, mail, browser bookmarks. This backup holds keys only.',
    'The passphrase on paper, kept apart from this PC. Without it nobody can open the backup.',
    ...(hasRecoveryCode ? ['The recovery code, on another paper, in another place.'] : []),
    "BitLocker's recovery key, on paper, for each disk that stays: aka.ms/myrecoverykey",
    'The Microsoft account: can you sign in to it on another device?',
    ...installing(systems.filter((name) => familyOfName(name) === 'windows')),
  ];
}

function installing(systems: readonly string[]): string[] {
  const names = [...new Set(systems)];
  if (names.length === 0) return [];
  const media = [...new Set(names.map((name) => medium(windowsVersion(name))))];
  return [`What to install: ${names.join(', ')}. The same edition, in your language.`, ...media];
}

/** Where the medium is from: Microsoft gives those of the Windows that it still sells. */
function medium(version: WindowsVersion | null): string {
  if (version === '10-11' || version === null) {
    return 'A stick to install from, made on a PC that works: microsoft.com/software-download';
  }
  if (version === 'server')
    return 'The disc or image to install from, where the server was bought.';
  return 'The disc to install from. Count on no download: Microsoft has ended this Windows.';
}
