import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lookAt, sightOfFailure, type WindowsError } from '../../../src/collect/external/sight.js';
import { eachInFolder } from '../../support/temporary-folder.js';

const none: WindowsError = () => Promise.resolve(null);
const error = (number: number): WindowsError => {
  return () => Promise.resolve(number);
};

let root = '';
eachInFolder((made) => {
  root = made;
});

function device(signature: string): string {
  const file = join(root, 'device');
  const sector = Buffer.alloc(512);
  sector.write(signature, 3, 'latin1');
  writeFileSync(file, sector);
  return file;
}

const look = (path: string | null, at: string | null = null) =>
  lookAt({ root: path, device: at, type: null, name: 'disk' }, none);

/** A path whose listing fails, with another code than that of a path that is not there. */
function failing(): string {
  symlinkSync('circle', join(root, 'circle'));
  return join(root, 'circle');
}

describe('a volume with a path', () => {
  it('is readable when it can be listed', async () => {
    expect(await look(root)).toEqual({ kind: 'readable' });
  });

  it.each(['COV 0000. ER', 'COV 0000. BL', 'cov 0000. er'])(
    'is locked when all that shows is what BitLocker To Go shows to others: %s',
    async (name) => {
      writeFileSync(join(root, name), '');
      expect(await look(root)).toEqual({ kind: 'locked' });
    },
  );

  it('is absent when nothing is there, or a single file is mounted', async () => {
    expect(await look(join(root, 'gone'))).toEqual({ kind: 'absent' });
    expect(await look(device(''))).toEqual({ kind: 'absent' });
  });

  it('is named by the code of the system where nothing else is known', async () => {
    expect(await look(failing())).toEqual({ kind: 'unreadable', reason: 'ELOOP' });
  });
});

describe('a volume that cannot be listed', () => {
  const failed = (code: string, windowsError = none, at: string | null = null) =>
    sightOfFailure({ root: 'D:\\', device: at, code }, windowsError);

  it.each([
    ['ENOENT', { kind: 'absent' }],
    ['ENOTDIR', { kind: 'absent' }],
    ['ENXIO', { kind: 'absent' }],
    ['EACCES', { kind: 'refused' }],
    ['EPERM', { kind: 'refused' }],
    // FVE_E_LOCKED_VOLUME, which Node takes for a number of its own.
    ['Unknown system error -2144272384', { kind: 'locked' }],
    ['EIO', { kind: 'unreadable', reason: 'EIO' }],
    ['ENOTCONN', { kind: 'unreadable', reason: 'ENOTCONN' }],
    ['UNKNOWN', { kind: 'unreadable', reason: 'UNKNOWN' }],
  ])('is told by the code of the system: %s', async (code, sight) => {
    expect(await failed(code)).toEqual(sight);
  });

  it('is locked when its first sector says so', async () => {
    for (const code of ['UNKNOWN', 'EIO', 'EPERM'])
      expect(await failed(code, none, device('-FVE-FS-'))).toEqual({ kind: 'locked' });
  });

  it.each([
    [5, { kind: 'refused' }],
    [21, { kind: 'absent' }],
    [1112, { kind: 'absent' }],
    [0x80310000, { kind: 'locked' }],
    [1005, { kind: 'unreadable', reason: 'no known file system' }],
    [53, { kind: 'unreadable', reason: 'Windows error 53' }],
    [0, { kind: 'unreadable', reason: 'UNKNOWN' }],
  ])('is what Windows says of it: error %d', async (number, sight) => {
    expect(await failed('UNKNOWN', error(number))).toEqual(sight);
  });

  it('is locked where Windows knows no BitLocker and takes it for another system’s', async () => {
    expect(await failed('UNKNOWN', error(1005), device('-FVE-FS-'))).toEqual({ kind: 'locked' });
  });
});

describe('a partition that nothing has mounted', () => {
  it.each([
    ['-FVE-FS-', { kind: 'locked' }],
    ['NTFS    ', { kind: 'not-mounted' }],
    ['MSDOS5.0', { kind: 'absent' }],
  ])('is told by its first sector: %s', async (signature, sight) => {
    expect(await look(null, device(signature))).toEqual(sight);
  });
});
