// A recovery code that was made just now, as a page to print: nobody knows the code later. It is written once the
// code counts, and was shown on the screen before that, so that a full disk costs no code.
import type { RecoveryCode } from '../crypto/recovery-code.js';
import type { RecoveryShare } from '../crypto/recovery-share.js';
import { writeExportFile } from '../household/export-file.js';
import { typedPath } from '../household/paths.js';
import { checkSheetFile } from './options/sheet-options.js';
import { printable, sayAlways, sayCaution } from './terminal/output.js';

/** The sheet of the code that a command makes. */
export interface NewRecoverySheet {
  readonly take: (code: RecoveryCode | readonly RecoveryShare[]) => void;
  /** Writes it, where a file was named and a code was made. @throws VaultError `NOT_WRITTEN` */
  readonly write: () => Promise<void>;
}

/** Looks early whether the file can be written; null for none. @throws VaultError `USAGE`, `NOT_WRITTEN` */
export async function newRecoverySheet(named: string | null): Promise<NewRecoverySheet> {
  const file = named === null ? null : typedPath(named);
  if (file !== null) await checkSheetFile(file, { mayReplace: false });
  let code: RecoveryCode | readonly RecoveryShare[] | null = null;
  return {
    take: (made) => {
      code = made;
    },
    write: async () => {
      if (file === null || code === null) return;
      const { recoverySheet } = await import('../restore/sheet/recovery-sheet.js');
      const bytes = new TextEncoder().encode(await recoverySheet(code, new Date()));
      const { isPrivate } = await writeExportFile(file, bytes, { mayReplace: false });
      sayAlways(`To print, and then to delete: ${printable(file)}`);
      if (!isPrivate)
        sayCaution('the place of this file keeps no permissions: others on this PC may read it.');
    },
  };
}
