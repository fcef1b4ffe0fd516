// RESTORE.html as the build makes it, and backups as it carries them.
import type { Sealed } from '../../src/crypto/seal.js';
import type { PageBackup } from '../../src/restore/page-data.js';

/** The page as text, without backups. */
export async function builtPage(): Promise<string> {
  const { href } = new URL('../../scripts/page/build-page.mjs', import.meta.url);
  const { page } = (await import(href)) as { page: () => Promise<{ text: string }> };
  return (await page()).text;
}

/** A record as a page carries it. */
export function asPageBackup({ name, record }: Sealed): PageBackup {
  const sealed = Buffer.from(record).toString('base64');
  return { name: name.replace(/\.vault$/, ''), sealed };
}
