// Pages with backups inside, and households sealed so that they open in milliseconds.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PageBackup, pageWith } from '../../src/restore/page-data.js';
import type { Sealed } from '../../src/crypto/seal.js';
import type { RecordContent } from '../../src/record/schema.js';
import { type LowCostVault, lowCostVault } from './low-cost-vault.js';
import { folderOfFile } from './temporary-folder.js';

/** The contents sealed in a vault of low cost, which the passphrase `test` opens. */
export async function sealedAll(
  contents: readonly RecordContent[],
): Promise<{ readonly vault: LowCostVault; readonly sealed: readonly Sealed[] }> {
  const vault = await lowCostVault({ recovery: true });
  return { vault, sealed: await Promise.all(contents.map((content) => vault.seal(content))) };
}

const folder = folderOfFile();
let pages = 0;

/** Writes the page with these backups inside; its address. */
export function writtenPage(page: string, backups: readonly PageBackup[]): string {
  pages += 1;
  const file = join(folder, `RESTORE-${pages}.html`);
  writeFileSync(file, pageWith(page, backups));
  return `file://${file}`;
}
