// A place whose backups open in milliseconds, for tests of what only reads: sealed at the lowest cost
// that readers accept. The program itself never seals so cheaply.
import { collectFrom } from '../../src/collect/collectors.js';
import type { RecordContent } from '../../src/record/schema.js';
import { directoryKind } from '../../src/targets/directory/kind.js';
import { exampleDisk } from './example-stick.js';
import { lowCostVault } from './low-cost-vault.js';
import { smallContent } from './sample-content.js';
import { never } from './signal.js';

/** What opens the backups of {@link cheapStick}. */
export const cheapPassphrase = 'test';

/** Sets the folder up as a place and puts a backup of the content into it; returns its name. */
export async function cheapStick(folder: string, content: RecordContent): Promise<string> {
  const vault = await lowCostVault({ recovery: false });
  const { name, record } = await vault.seal(content);
  const target = directoryKind.open(await directoryKind.initialise({ path: folder }, never));
  await target.put(name, record, never);
  return name;
}

/**
 * Sets the folders up as places: the first gets so many backups of the PC, a minute apart, and all others the
 * first `inAll` of them.
 */
export async function cheapRow(
  content: RecordContent,
  {
    count,
    folders,
    inAll,
  }: { readonly count: number; readonly folders: readonly string[]; readonly inAll: number },
): Promise<void> {
  const vault = await lowCostVault({ recovery: false });
  const places = await Promise.all(
    folders.map(async (path) => {
      return directoryKind.open(await directoryKind.initialise({ path }, never));
    }),
  );
  const start = Date.parse(content.takenAt);
  for (let i = 0; i < count; i += 1) {
    const takenAt = `${new Date(start + i * 60_000).toISOString().slice(0, 19)}Z`;
    const { name, record } = await vault.seal({ ...content, takenAt, sequence: i + 1 });
    for (const place of i < inAll ? places : places.slice(0, 1))
      await place.put(name, record, never);
  }
}

/** What a push of the example disk would store. */
export async function exampleContent(): Promise<RecordContent> {
  const now = new Date(smallContent.takenAt);
  const context = { now, signal: never };
  const { findings } = await collectFrom([exampleDisk], context);
  const [finding] = findings;
  if (finding === undefined) throw new Error('the example disk holds no Windows');
  const { snapshot } = finding;
  const machine = { ...snapshot.machine, tag: smallContent.machine.tag };
  return { ...smallContent, ...snapshot, machine };
}
