// The connection to the process that reads disks, with a stand-in for that process that does what disks do
// at their worst. The real one is tested with real disks, in test/end-to-end.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { readerChild } from '../../../src/collect/external/reader-child.js';
import type { VolumeReader } from '../../../src/collect/external/volume-reader.js';
import { never } from '../../support/signal.js';
import { folderOfFile } from '../../support/temporary-folder.js';

const folder = folderOfFile();
const now = new Date('2026-11-21T19:55:01Z');
const disk = (name: string) => ({ root: `/${name}`, device: null, type: null, name });

/** What the stand-in does with a path. Its process id is the reason that it gives for `/pid`. */
const standIn = `
const answers = {
  '/fine': { value: { kind: 'readable' } },
  '/pid': { value: { kind: 'unreadable', reason: String(process.pid) } },
  '/broken': { error: { code: 'FORMAT', message: 'broken', hint: 'Copy it again.' } },
  '/bug': { error: { code: null, message: 'x' } },
};
process.on('message', ({ id, request: { volume, path, context } }) => {
  const at = volume?.root ?? path;
  if (at === '/crash') process.exit(3);
  if (at === '/killed') process.kill(process.pid, 'SIGKILL');
  if (at === '/context') process.send({ id, value: context });
  if (at in answers) process.send({ id, ...answers[at] });
});
process.on('disconnect', () => process.exit());
`;
writeFileSync(join(folder, 'stand-in.mjs'), standIn);
const program = pathToFileURL(join(folder, 'stand-in.mjs'));

const readers: VolumeReader[] = [];
const reader = (limits: { lookMs?: number; readMs?: number } = {}): VolumeReader => {
  const made = readerChild({ program, ...limits });
  readers.push(made);
  return made;
};
afterEach(() => {
  for (const made of readers.splice(0)) made.close();
});
const pidOf = async (made: VolumeReader): Promise<string> => {
  const sight = await made.look(disk('pid'), never);
  return sight.kind === 'unreadable' ? sight.reason : expect.fail('no process id');
};

describe('a process that reads disks', () => {
  it('answers several calls at once, and is started once', async () => {
    const made = reader();
    const [sight, first, second] = await Promise.all([
      made.look(disk('fine'), never),
      pidOf(made),
      pidOf(made),
    ]);
    expect(sight).toEqual({ kind: 'readable' });
    expect(first).toBe(second);
    expect(first).not.toBe(String(process.pid));
  });

  it('is handed the moment of the run and the products as they are', async () => {
    const products = [{ hive: 'software', path: 'a', role: 'product', values: [] } as const];
    const content = await reader().read('/context', { now, products, signal: never });
    expect(content).toEqual({ now, products });
  });

  it('that is not answered by a disk lets go of it, and the next read is by a new one', async () => {
    const made = reader({ lookMs: 4_000 });
    const before = await pidOf(made);
    const [silent, fine] = await Promise.all([
      made.look(disk('hangs'), never),
      made.look(disk('fine'), never),
    ]);
    expect([silent.kind, fine.kind]).toEqual(['silent', 'readable']);
    expect(await pidOf(made)).toBe(before);
    await made.read('/fine', { now, signal: never });
    expect(await pidOf(made)).not.toBe(before);
  });

  it('that is not answered any more while it reads is given up', async () => {
    const made = reader({ readMs: 1_000 });
    const before = await pidOf(made);
    await expect(made.read('/hangs', { now, signal: never })).rejects.toMatchObject({
      code: 'SOURCE_UNREADABLE',
      message: '/hangs: no answer came any more',
    });
    expect(await pidOf(made)).not.toBe(before);
  });

  it.each([
    ['/crash', 'status 3'],
    ['/killed', 'SIGKILL'],
  ])('may end, and a new one goes on: %s', async (path, reason) => {
    const made = reader();
    await expect(made.read(path, { now, signal: never })).rejects.toMatchObject({
      code: 'SOURCE_UNREADABLE',
      message: `the part of the program that reads disks ended (${reason})`,
    });
    expect((await made.look(disk('fine'), never)).kind).toBe('readable');
  });

  it('that is not there is an error like that of a disk', async () => {
    const missing = readerChild({ program: pathToFileURL(join(folder, 'missing.mjs')) });
    await expect(missing.look(disk('fine'), never)).rejects.toMatchObject({
      code: 'SOURCE_UNREADABLE',
    });
  });

  it('tells errors with their hints', async () => {
    await expect(reader().read('/broken', { now, signal: never })).rejects.toMatchObject({
      code: 'FORMAT',
      message: 'broken',
      hint: 'Copy it again.',
    });
    await expect(reader().read('/bug', { now, signal: never })).rejects.toMatchObject({
      code: 'FAILURE',
      message: 'unexpected failure: x',
    });
  });

  it('ends when the search is stopped', async () => {
    const controller = new AbortController();
    const made = reader();
    const pid = Number(await pidOf(made));
    const reading = made.read('/hangs', { now, signal: controller.signal });
    controller.abort(new Error('stopped'));
    await expect(reading).rejects.toThrow('stopped');
    await expect.poll(() => isRunning(pid)).toBe(false);
    await expect(made.look(disk('fine'), controller.signal)).rejects.toThrow('stopped');
  });
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
