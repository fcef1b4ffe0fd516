// The example disk of the project, its keys, and a place that its backup was pushed to.
import { cpSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Run, type TestUser, projectRoot } from './program.js';
import { folderOfFile } from './temporary-folder.js';

/** A copy of examples/: what is pushed from the program's own is not remembered. */
const examples = folderOfFile();
cpSync(join(projectRoot, 'examples'), examples, { recursive: true });

/** The disk of examples/, as a path that any working folder understands. */
export const exampleDisk = join(examples, 'windows-disk');
/** The same PC as a registry export. */
export const exampleExport = join(examples, 'windows.reg');

/** Every product key on the example disk. */
export const exampleKeys = [
  'VK7JG-NPHTM-C97JM-9MPGT-3V66T',
  'YTMG3-N6DKC-DKB77-7M9GH-8HVX7',
  'FJ82H-XT6CR-J8D7P-XQJJ2-GPDD4',
] as const;

/** What the tests push with. */
export const passphrase = 'correct horse battery staple';

let passphraseFiles = 0;

/** Writes a `passphrase-<number>.txt` into the user's folder; returns the flags that name it. */
export function passphraseFlags(user: TestUser, text: string | Uint8Array = passphrase): string[] {
  passphraseFiles += 1;
  const file = join(user.folder, `passphrase-${passphraseFiles}.txt`);
  writeFileSync(file, text);
  return ['--passphrase-file', file];
}

/** Pushes the example disk to `stick` in the user's folder. */
export async function pushExample(user: TestUser, ...more: readonly string[]): Promise<Run> {
  const flags = ['--from', exampleDisk, '--to', stickOf(user), ...passphraseFlags(user)];
  return user.run(['push', ...flags, ...more]);
}

/** The folder that {@link pushExample} pushes to. */
export function stickOf(user: TestUser): string {
  return join(user.folder, 'stick');
}

/** The paths of all sealed records below a folder, sorted. */
export function recordsIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.vault'))
    .sort()
    .map((name) => join(folder, name));
}
