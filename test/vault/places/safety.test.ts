import { describe, expect, it } from 'vitest';
import { type Durability, TargetError } from '../../../src/targets/target.js';
import {
  type HoldingPlace,
  type SnapshotSource,
  isSafe,
} from '../../../src/vault/places/safety.js';
import { pushFrom, testPc, testPlace } from '../../support/household.js';
import { annasPc } from '../../support/household-samples.js';

function place(durability: Durability, folder: string | null = null): HoldingPlace {
  const traits = { durability, maxRecordBytes: 1024, space: 'ample' } as const;
  return { folder, status: { placeId: 'place', traits } };
}

const thisPc: SnapshotSource = { origin: 'this-pc', source: null };

function disk(source: string): SnapshotSource {
  return { origin: 'elsewhere', source };
}

describe('a backup of the running Windows', () => {
  it.each<[Durability[], boolean]>([
    [[], false],
    [['this-install'], false],
    [['this-install', 'this-install'], false],
    [['detachable'], true],
    [['offsite'], true],
    [['this-install', 'offsite'], true],
  ])('in places %j is safe: %j', (durabilities, safe) => {
    const places = durabilities.map((durability) => place(durability, 'C:\\vault'));
    expect(isSafe([thisPc], places)).toBe(safe);
  });
});

describe('a backup of keys from another disk', () => {
  it.each<[string, string | null, boolean]>([
    ['D:\\Windows', null, true],
    ['D:\\Windows', 'C:\\Users\\anna\\vault', true],
    ['D:\\Windows', 'E:\\vault', true],
    ['D:\\Windows', 'D:\\vault', false],
    ['D:\\Windows', 'd:\\vault', false],
    ['D:\\WINDOWS\\', 'D:\\', false],
    ['D:\\Windows.old', 'D:\\vault', false],
    ['D:\\Windows\\System32\\config\\SOFTWARE', 'D:\\vault', false],
    ['D:\\', 'D:\\vault', false],
    ['D:\\hives\\SOFTWARE', 'D:\\vault', true],
    ['/mnt/disk/Windows', '/mnt/disk/vault', false],
    ['/mnt/disk/Windows', '/mnt/disk', false],
    ['/mnt/disk/Windows', '/mnt/disk2/vault', true],
    ['/mnt/disk', '/mnt/disk/deep/vault', false],
    ['/Windows', '/vault', false],
    ['/home/anna/windows.reg', '/home/anna/vault', true],
  ])('%s in %s is safe: %j', (source, folder, safe) => {
    expect(isSafe([disk(source)], [place('this-install', folder)])).toBe(safe);
  });
});

describe('a backup of several', () => {
  it('is safe only when each of them outlives its own danger', () => {
    const both = [thisPc, disk('D:\\Windows')];
    expect(isSafe(both, [place('this-install', 'C:\\vault')])).toBe(false);
    expect(isSafe(both, [place('detachable', 'D:\\vault')])).toBe(false);
    expect(
      isSafe(both, [place('this-install', 'C:\\vault'), place('detachable', 'D:\\vault')]),
    ).toBe(true);
  });
});

describe('a push', () => {
  it('counts only places that hold the record now', async () => {
    const onPc = testPlace('credential store', { durability: 'this-install' });
    const stick = testPlace('stick');
    const pc = testPc(annasPc());
    expect((await pushFrom(pc, [onPc, stick])).safe).toBe(true);
    stick.faults = { put: () => Promise.reject(new TargetError('FULL', 'it is full')) };
    expect((await pushFrom(pc, [onPc, stick], { force: true })).safe).toBe(false);
    stick.away = true;
    expect((await pushFrom(pc, [onPc, stick])).safe).toBe(false);
  });

  it('takes a relative path for what it means on this system', async () => {
    const beside = testPlace('beside', { folder: `${process.cwd()}/disk/vault` });
    const source = 'disk/Windows';
    const pc = testPc(annasPc(), { origin: 'elsewhere', source });
    expect((await pushFrom(pc, [beside])).safe).toBe(false);
  });
});
