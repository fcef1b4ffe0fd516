import { mkdir, symlink } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { directoryKind } from '../../../src/targets/directory/kind.js';
import { TargetError, type TargetStatus, type Whereabouts } from '../../../src/targets/target.js';
import { relationOf } from '../../../src/vault/places/identity.js';
import { type SnapshotSource, isSafe } from '../../../src/vault/places/safety.js';
import type { TargetAddress } from '../../../src/vault/places/target-address.js';
import { pullFrom, pushFrom, runLog, testPc, testPlace } from '../../support/household.js';
import { annasPc } from '../../support/household-samples.js';
import { folderOfTest } from '../../support/temporary-folder.js';

const traits = { durability: 'detachable', maxRecordBytes: 1024, space: 'ample' } as const;

function at(realPath: string, changes: Partial<Whereabouts> = {}): Whereabouts {
  return { realPath, file: null, isFolder: true, disks: ['sda'], isOnSystem: false, ...changes };
}

function status(placeId: string | null, whereabouts?: Whereabouts): TargetStatus {
  return { placeId, traits, ...(whereabouts === undefined ? {} : { whereabouts }) };
}

function bucket(placeId: string, shows: string): TargetStatus {
  return { placeId, traits, addressed: { name: 'b/', shows } };
}

describe('two places', () => {
  it.each<[string, TargetStatus, TargetStatus, string]>([
    ['one path', status('a', at('/x')), status('a', at('/x')), 'same'],
    [
      'two paths of one folder',
      status('a', at('/x', { file: '1:2' })),
      status('a', at('/y', { file: '1:2' })),
      'same',
    ],
    ['one bucket', status('s3://h/b/'), status('s3://h/b/'), 'same'],
    ['two buckets', status('s3://h/b/'), status('s3://h/c/'), 'different'],
    [
      'a copied stick',
      status('a', at('/x', { file: '1:2' })),
      status('a', at('/y', { file: '2:2' })),
      'copied',
    ],
    ['two ids', status('a', at('/x')), status('b', at('/y')), 'different'],
    ['one path still to be made', status(null, at('/x/new')), status(null, at('/x/new')), 'same'],
    ['two still to be made', status(null, at('/x/new')), status(null, at('/x/old')), 'different'],
    ['two that do not tell', status(null), status(null), 'different'],
    [
      'one bucket by two addresses',
      bucket('s3://h/b/', 'x 1'),
      bucket('s3://g/b/', 'x 1'),
      'alike',
    ],
    [
      'two buckets of one name',
      bucket('s3://h/b/', 'x 1'),
      bucket('s3://g/b/', 'x 2'),
      'different',
    ],
    ['a bucket and a folder', bucket('s3://h/b/', ''), status('a', at('/x')), 'different'],
    [
      'two names at two servers',
      bucket('s3://h/b/', 'x 1'),
      { ...bucket('s3://g/c/', 'x 1'), addressed: { name: 'c/', shows: 'x 1' } },
      'different',
    ],
  ])('are judged by what they are, in any order: %s', (_what, a, b, relation) => {
    expect([relationOf(a, b), relationOf(b, a)]).toEqual([relation, relation]);
  });

  function folder(path: string): TargetAddress {
    const initialise = async (signal: AbortSignal): Promise<void> => {
      await directoryKind.initialise({ path }, signal);
    };
    return { name: path, initialise, folder: path, open: () => directoryKind.open({ path }) };
  }

  it.skipIf(process.platform === 'win32').each([false, true])(
    'that are one folder count once; made before: %j',
    async (isMade) => {
      const parent = folderOfTest();
      await mkdir(join(parent, 'real'));
      await symlink(join(parent, 'real'), join(parent, 'link'));
      const names = ['real/a', 'link/a', `link/../${relative('/', '/')}real/a`];
      const targets = names.map((name) => folder(join(parent, name)));
      const pc = testPc(annasPc());
      if (isMade) await pushFrom(pc, [], { targets: targets.slice(0, 1) });
      const log = runLog();
      const { outcomes } = await pushFrom(pc, [], { targets, log, force: true });
      expect(outcomes.map(({ state }) => state)).toEqual(['verified']);
      expect(log.warnings.map(({ code }) => code)).toEqual(['same-place', 'same-place']);
      const { opened } = await pullFrom([], { targets });
      expect(opened.map((record) => record.targets.length)).toEqual([1]);
    },
  );

  it('that are one slow place count once, though both answer late', async () => {
    const pc = testPc(annasPc());
    const [nas, stick] = [testPlace('nas'), testPlace('stick')];
    await pushFrom(pc, [nas, stick]);
    nas.faults.identify = async () => {
      await new Promise((resolve) => setTimeout(resolve, 3_500));
      return { placeId: 'nas', traits };
    };
    const log = runLog();
    const { outcomes } = await pushFrom(pc, [stick, nas, nas], { log, force: true });
    expect(outcomes.filter(({ target }) => target === 'nas')).toHaveLength(1);
    expect(log.warnings.map(({ code }) => code)).toEqual(['same-place']);
  });

  it('that are one bucket count once', async () => {
    const stick = testPlace('stick');
    const log = runLog();
    const { outcomes } = await pushFrom(testPc(annasPc()), [stick, stick, testPlace('nas')], {
      log,
    });
    expect(outcomes.map(({ target }) => target)).toEqual(['stick', 'nas']);
    expect(log.warnings.map(({ code }) => code)).toEqual(['same-place']);
  });
});

describe('two buckets of one name at two addresses', () => {
  /** Two addresses; `tellsTimes`: whether the server says when an object was stored. */
  function addresses({ isOne, tellsTimes = true }: { isOne: boolean; tellsTimes?: boolean }) {
    const first = testPlace('first');
    const second = testPlace('second', isOne ? { held: first.held } : {});
    for (const place of [first, second]) {
      const identify = (): Promise<TargetStatus> => {
        const times = isOne ? 'of one server' : place.name;
        const shows = place.held.size > 0 && tellsTimes ? times : '';
        return Promise.resolve(bucket(place.name, shows));
      };
      place.faults = { identify };
    }
    return [first, second] as const;
  }

  it.each([true, false])(
    'that are one count once, from the first push on; times: %j',
    async (tellsTimes) => {
      const places = addresses({ isOne: true, tellsTimes });
      const pc = testPc(annasPc());
      for (const force of [false, true]) {
        const log = runLog();
        const { outcomes } = await pushFrom(pc, places, { log, force });
        expect(outcomes.map(({ target, state }) => `${target} ${state}`)).toEqual([
          'first verified',
        ]);
        expect(log.warnings.map(({ code, location }) => `${code} ${location}`)).toEqual([
          'same-place second',
        ]);
      }
    },
  );

  it('that are two get a copy each, and nothing is said', async () => {
    const places = addresses({ isOne: false });
    const pc = testPc(annasPc());
    const storedMs: number[] = [];
    for (const place of places) {
      place.faults.put = (name, record) => {
        storedMs.push(performance.now());
        place.held.set(name, record);
        return Promise.resolve();
      };
    }
    for (const state of ['verified', 'unchanged']) {
      const log = runLog();
      const { outcomes } = await pushFrom(pc, places, { log });
      expect(outcomes.map((outcome) => outcome.state)).toEqual([state, state]);
      expect(log.warnings).toEqual([]);
    }
    const { opened } = await pullFrom(places);
    expect(opened.map((record) => record.targets.length)).toEqual([2]);
    // Servers tell times in whole seconds, and these are to differ.
    expect((storedMs[1] ?? 0) - (storedMs[0] ?? 0)).toBeGreaterThan(1_000);
  });

  it('count once where nothing is stored, by the times of what they hold', async () => {
    const places = addresses({ isOne: true });
    const pc = testPc(annasPc());
    await pushFrom(pc, places.slice(0, 1));
    const log = runLog();
    const { outcomes } = await pushFrom(pc, places, { log });
    expect(outcomes.map(({ target, state }) => `${target} ${state}`)).toEqual(['first unchanged']);
    const { opened } = await pullFrom(places, { log });
    expect(opened.map((record) => record.targets.length)).toEqual([1]);
    expect(log.warnings.map(({ code }) => code)).toEqual(['same-place', 'same-place']);
  });

  it.each([0, 1])(
    'hide nothing of each other, though one shows what the other does: %i',
    async (at) => {
      const places = addresses({ isOne: true });
      await pushFrom(testPc(annasPc()), places.slice(0, 1));
      const liar = places[at] ?? places[0];
      liar.faults = { ...liar.faults, get: () => Promise.resolve(new Uint8Array(729)) };
      const { opened } = await pullFrom(places);
      expect(opened.map((record) => record.targets)).toEqual([[places[1 - at]?.name]]);
    },
  );

  it('are named where nothing tells', async () => {
    const places = addresses({ isOne: true, tellsTimes: false });
    const pc = testPc(annasPc());
    await pushFrom(pc, places.slice(0, 1));
    const log = runLog();
    await pushFrom(pc, places, { log });
    await pullFrom(places, { log });
    expect(log.warnings.map(({ code }) => code)).toEqual([
      'perhaps-same-place',
      'perhaps-same-place',
    ]);
  });

  it('are both stored to where the first fails', async () => {
    const places = addresses({ isOne: true });
    places[0].faults = {
      ...places[0].faults,
      put: () => Promise.reject(new TargetError('FULL', 'full')),
    };
    const { outcomes } = await pushFrom(testPc(annasPc()), places);
    expect(outcomes.map(({ state }) => state)).toEqual(['failed', 'verified']);
  });
});

describe('a copy of the keys of another disk', () => {
  const disk = (realPath: string, changes: Partial<Whereabouts> = {}): SnapshotSource => {
    return { origin: 'elsewhere', source: '/named', whereabouts: at(realPath, changes) };
  };
  const sdb = { disks: ['sdb'] };
  it.each<[string, SnapshotSource, Whereabouts, boolean]>([
    ['on another disk', disk('/mnt/win/Windows'), at('/stick/v', sdb), true],
    ['through a link into it', disk('/mnt/win'), at('/mnt/win/backup', sdb), false],
    ['on another partition of it', disk('/mnt/win'), at('/mnt/data/v'), false],
    [
      'on one of the disks under it',
      disk('/mnt/win', { disks: ['sda', 'sdb'] }),
      at('/stick', sdb),
      false,
    ],
    ['beside a copy on this PC', disk('/home/a/copy', { isOnSystem: true }), at('/home/a/v'), true],
    [
      'inside a copy on this PC',
      disk('/home/a/copy', { isOnSystem: true }),
      at('/home/a/copy/v'),
      false,
    ],
    ['beside an export', disk('/stick/pc.reg', { isFolder: false }), at('/stick/v'), true],
    [
      'beside a hive of it',
      disk('/mnt/win/Windows/System32/config/SOFTWARE', { isFolder: false }),
      at('/mnt/d/v'),
      false,
    ],
  ])('is safe by where both really are: %s', (_what, source, there, safe) => {
    const place = { folder: '/elsewhere', status: status('id', there) };
    expect(isSafe([source], [place])).toBe(safe);
  });
});
