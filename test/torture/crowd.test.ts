// A crowd: the processes of several PCs push, sync and prune on one folder at once. Afterwards every key of a backup
// that was called stored is there, and no file is half one. They run the operations with a cheap derivation: with the
// built program they would wait for it, and not for each other.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { directoryKind } from '../../src/targets/directory/kind.js';
import { checkFrom, givenPassphrase, listFrom } from '../support/household.js';
import { keysOf } from '../support/household-samples.js';
import { projectRoot, startProcess } from '../support/program.js';
import { never } from '../support/signal.js';
import type { Said } from './support/crowd-member.js';
import { addressOf } from './support/faulty-place.js';
import { prove, scaled } from './support/promise.js';
import { heldIn } from './support/scene.js';

const member = fileURLToPath(new URL('support/crowd-member.ts', import.meta.url));

/** Runs so many members at once; what they all said. */
async function crowdOn(folder: string, count: number, rounds: number): Promise<Said[]> {
  const said = Array.from({ length: count }, async (_, i) => {
    const args = [member, folder, String(i + 1), String(rounds)];
    const environment = process.env as Record<string, string>;
    const options = { environment, cwd: projectRoot, stdin: '' };
    const run = await startProcess([process.execPath, '--import', 'tsx', ...args], options).ended;
    expect(run.status, run.stderr).toBe(0);
    const lines = run.stdout.trim().split('\n');
    return lines.map((line) => JSON.parse(line) as Said);
  });
  return (await Promise.all(said)).flat();
}

async function expectAllThere(folder: string, said: readonly Said[]): Promise<void> {
  const options = await directoryKind.initialise({ path: folder }, never);
  const address = addressOf('crowd', directoryKind, { options, folder });
  const held = await heldIn(address);
  expect([...held.values()], 'all is whole').not.toContain(null);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  const records = files.filter((file) => file.isFile() && file.name.endsWith('.vault'));
  expect(records).toHaveLength(held.size);
  expect(files.map(({ name }) => name).filter((name) => /tmp|part/i.test(name))).toEqual([]);
  const { places } = await checkFrom([], { targets: [address], unlock: givenPassphrase() });
  expect(places.map(({ good, problems }) => [good, problems])).toEqual([[held.size, []]]);
  // Two PCs that sealed the same backup again at the same moment leave it twice: it is listed once.
  const { opened } = await listFrom([], { targets: [address] });
  for (const { pc, keys } of said) {
    const ofPc = opened.filter(({ content }) => content.machine.name === pc);
    const there = ofPc.flatMap(({ content }) => keysOf(content.licences));
    for (const key of keys) expect(there, `a key of ${pc}`).toContain(key);
  }
}

const crowds = scaled(1, 0) === 1 ? [2, 10] : [4];

describe('processes at once on one folder', () => {
  it.each(crowds)(
    'lose nothing that %i of them stored, and leave no half file',
    async (count) => {
      const rounds = scaled(12, 3);
      const promise = `${count} processes that push, sync and prune on one folder at once lose nothing that was called stored, and leave no half file`;
      await prove({ part: 'crowd', promise }, async ({ attempt, measure }) => {
        const counted = { stored: 0, failed: 0 };
        for (let n = 0; n < scaled(5, 1); n += 1) {
          const folder = mkdtempSync(join(tmpdir(), 'vault-crowd-'));
          try {
            await attempt(`crowd ${n + 1}`, async () => {
              const said = await crowdOn(folder, count, rounds);
              counted.stored += said.filter(({ failed }) => failed === null).length;
              counted.failed += said.filter(({ failed }) => failed !== null).length;
              await expectAllThere(folder, said);
            });
          } finally {
            rmSync(folder, { recursive: true, force: true });
          }
        }
        expect(counted.stored).toBeGreaterThan(0);
        measure(`${counted.stored} backups stored, ${counted.failed} steps told as failed`);
      });
    },
    1_800_000,
  );
});
