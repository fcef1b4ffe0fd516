// A portable folder of a few small files, and the page, for tests of kits.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A page as the build makes it, with nothing to run. */
export const tinyPage =
  '<!doctype html><title>x</title><script type="application/json" id="backups">[]</script><p>y</p>\n';

/** Writes a portable folder; `files` beside what each has. */
export function writePortable(
  folder: string,
  files: Readonly<Record<string, string>> = {},
  program = 'node.exe',
): string {
  const all: Record<string, string> = {
    'bundle/vault.cjs': '// the program',
    'package.json': '{"name":"product-key-vault"}',
    [program]: 'a Node',
    ...files,
  };
  const lines = Object.entries(all).map(([path, text]) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text, { mode: 0o755 });
    return `${createHash('sha256').update(text).digest('hex')}  ${path}\n`;
  });
  writeFileSync(join(folder, 'SHA256SUMS'), lines.join(''));
  return folder;
}
