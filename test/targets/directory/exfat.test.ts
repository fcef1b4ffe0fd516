// The directory kind on a real exFAT stick: no hard links, no permissions, no case, and a stick can
// be full, write-protected, pulled, exchanged or mounted elsewhere.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createDirectoryKind, directoryKind } from '../../../src/targets/directory/kind.js';
import { nodeDirectoryEffects } from '../../../src/targets/directory/file-system.js';
import { type ExfatStick, exfatSticks } from '../../support/exfat-stick.js';
import { folderSetup, freshPlace } from '../../support/folder-place.js';
import { sealedSample } from '../../support/sealed.js';
import {
  expectHeld,
  expectTargetError,
  manySamples,
  namesIn,
  putSample,
} from '../../support/target-assertions.js';
import { describeTargetContract } from '../contract.js';
import { never } from '../../support/signal.js';
import { shownHint } from '../../support/shown-hint.js';

const makeStick = exfatSticks();

describe.skipIf(makeStick === null)('on one stick', () => {
  let stick: ExfatStick;
  let parent: string;
  beforeAll(() => {
    if (makeStick === null) return;
    stick = makeStick(32);
    stick.plugIn();
    parent = stick.mountPoint;
  });
  afterAll(() => {
    stick.dispose();
  });
  describeTargetContract('an exFAT stick', {
    create: () => folderSetup(parent).create(),
  });

  it('agrees on one id when it is set up many times at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const path = join(parent, `at once ${round}`);
      const kept = await Promise.all(
        Array.from({ length: 6 }, () => directoryKind.initialise({ path }, never)),
      );
      expect(new Set(kept.map(({ id }) => id)).size).toBe(1);
      expect((await readdir(path)).sort()).toEqual(['READ ME FIRST.txt', 'product-key-vault.json']);
    }
  });
});

describe.skipIf(makeStick === null)('a stick of its own', () => {
  let stick: ExfatStick;
  beforeEach(() => {
    if (makeStick === null) return;
    stick = makeStick(4);
    stick.plugIn();
  });
  afterEach(() => {
    stick.dispose();
  });

  it('is full: nothing is half stored, and what was there is intact', async () => {
    const target = directoryKind.open(await freshPlace(stick.mountPoint));
    const earlier = await putSample(target, 'earlier');
    const fillers = await fillUp(stick.mountPoint);
    const sample = sealedSample({ sizeBytes: 900_000, seed: 'no room' });
    await expectTargetError(target.tryWriting(never), 'FULL');
    const error = await expectTargetError(target.put(sample.name, sample.record, never), 'FULL');
    expect(shownHint(error)).toContain('space');
    expect(await namesIn(target)).toEqual([earlier.name]);
    await expectHeld(target, earlier);
    const names = await readdir(stick.mountPoint, { recursive: true });
    expect(names.filter((name) => name.endsWith('.tmp'))).toEqual([]);
    for (const filler of fillers) await rm(filler);
    await target.put(sample.name, sample.record, never);
    await expectHeld(target, sample);
  });

  it('is full as it is set up: nobody takes it for a place afterwards', async () => {
    await fillUp(stick.mountPoint);
    const path = join(stick.mountPoint, 'vault');
    await expectTargetError(directoryKind.initialise({ path }, never), 'FULL');
    await expectTargetError(
      namesIn(directoryKind.open({ path })),
      existsSync(path) ? 'WRONG_TARGET' : 'UNAVAILABLE',
    );
  });

  it('is write-protected: it gives its records back and takes none', async () => {
    const options = await freshPlace(stick.mountPoint);
    const samples = manySamples();
    for (const { name, record } of samples)
      await directoryKind.open(options).put(name, record, never);
    stick.pull();
    stick.plugIn({ readOnly: true });
    const target = directoryKind.open(options);
    for (const sample of samples) await expectHeld(target, sample);
    const status = await target.identify(never);
    expect(status.placeId).toBe(options.id);
    await expectTargetError(target.tryWriting(never), 'READ_ONLY');
    const sample = sealedSample({ sizeBytes: 700, seed: 'refused' });
    await expectTargetError(target.put(sample.name, sample.record, never), 'READ_ONLY');
    await expectTargetError(target.remove(samples[0]?.name ?? sample.name, never), 'READ_ONLY');
    const path = join(stick.mountPoint, 'another');
    await expectTargetError(directoryKind.initialise({ path }, never), 'READ_ONLY');
  });

  it('was pulled: the empty mount point is not taken for it', async () => {
    const { id } = await directoryKind.initialise({ path: stick.mountPoint }, never);
    if (id === undefined) throw new Error('no id');
    const target = directoryKind.open({ path: stick.mountPoint, id });
    const sample = await putSample(target, 'before');
    stick.pull();
    await expectTargetError(target.put(sample.name, sample.record, never), 'WRONG_TARGET');
    await expectTargetError(target.get(sample.name, never), 'WRONG_TARGET');
    await expectTargetError(namesIn(target), 'WRONG_TARGET');
    await expectTargetError(target.remove(sample.name, never), 'WRONG_TARGET');
    await expectTargetError(target.identify(never), 'WRONG_TARGET');
    expect(await readdir(stick.mountPoint)).toEqual([]);
    stick.plugIn();
    await expectHeld(target, sample);
  });

  it('was pulled: a folder on it is not there', async () => {
    const target = directoryKind.open(await freshPlace(stick.mountPoint));
    stick.pull();
    await expectTargetError(target.identify(never), 'UNAVAILABLE');
    await expectTargetError(namesIn(target), 'UNAVAILABLE');
    expect(await readdir(stick.mountPoint)).toEqual([]);
  });

  it('was exchanged: another stick in its place is refused', async () => {
    const { id } = await directoryKind.initialise({ path: stick.mountPoint }, never);
    if (id === undefined) throw new Error('no id');
    stick.pull();
    const other = makeStick?.(4);
    other?.plugIn({ mountPoint: stick.mountPoint });
    try {
      await directoryKind.initialise({ path: stick.mountPoint }, never);
      const target = directoryKind.open({ path: stick.mountPoint, id });
      const error = await expectTargetError(target.identify(never), 'WRONG_TARGET');
      expect(shownHint(error)).toContain('right stick');
    } finally {
      other?.dispose();
    }
  });

  it('is found again where else it is mounted', async () => {
    const path = join(stick.mountPoint, 'backups', 'vault');
    await mkdir(join(stick.mountPoint, 'backups'));
    const options = await directoryKind.initialise({ path }, never);
    const sample = await putSample(directoryKind.open(options), 'moved');
    stick.pull();
    const elsewhere = mkdtempSync(join(tmpdir(), 'mounted elsewhere '));
    stick.plugIn({ mountPoint: elsewhere });
    try {
      const target = directoryKind.open(options);
      await expectHeld(target, sample);
      expect(await namesIn(target)).toEqual([sample.name]);
      await target.remove(sample.name, never);
      expect(await readdir(join(elsewhere, 'backups', 'vault'))).toContain('READ ME FIRST.txt');
      expect(await directoryKind.initialise(options, never)).toEqual({
        path: join(elsewhere, 'backups', 'vault'),
        id: options.id,
      });
    } finally {
      stick.pull();
      rmSync(elsewhere, { recursive: true });
    }
  });

  it('outlives a reinstall, unless the system runs from it', async () => {
    const options = await freshPlace(stick.mountPoint);
    const { traits } = await directoryKind.open(options).identify(never);
    expect(traits.durability).toBe('detachable');
    const system = createDirectoryKind({
      ...nodeDirectoryEffects,
      systemRoots: [stick.mountPoint],
    });
    expect((await system.open(options).identify(never)).traits.durability).toBe('this-install');
  });
});

/** Fills a volume with files of ever smaller sizes; resolves to their paths. */
async function fillUp(folder: string): Promise<string[]> {
  const fillers: string[] = [];
  for (let sizeBytes = 1_000_000; sizeBytes > 100; sizeBytes = Math.floor(sizeBytes / 4)) {
    let hasRoom = true;
    while (hasRoom) {
      const path = join(folder, `holiday ${fillers.length}.mp4`);
      hasRoom = await writeFile(path, Buffer.alloc(sizeBytes)).then(
        () => true,
        () => false,
      );
      if (hasRoom) fillers.push(path);
      else await rm(path, { force: true });
    }
  }
  expect(fillers.length).toBeGreaterThan(0);
  return fillers;
}
