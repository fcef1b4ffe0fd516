import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lookAt, type WindowsError } from '../../../src/collect/external/sight.js';

const none: WindowsError = () => Promise.resolve(null);
const error = (number: number): WindowsError => {
  return () => Promise.resolve(number);
};

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sight-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function device(signature: string): string {
  const file = join(root, 'device');
  const sector = Buffer.alloc(512);
  sector.write(signature, 3, 'latin1');
  writeFileSync(file, sector);
  return file;
}

const look = (
  path: string | null,
  {
    device = null,
    windowsError = none,
  }: { device?: string | null; windowsError?: WindowsError } = {},
) => lookAt({ path, device, name: 'disk' }, windowsError);

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

  it('is locked when its first sector says so', async () => {
    const locked = { device: device('-FVE-FS-') };
    expect(await look(failing(), locked)).toEqual({ kind: 'locked' });
  });

  it.each([
    [5, { kind: 'refused' }],
    [21, { kind: 'absent' }],
    [1112, { kind: 'absent' }],
    [0x80310000, { kind: 'locked' }],
    [1005, { kind: 'unreadable', reason: 'no known file system' }],
    [53, { kind: 'unreadable', reason: 'Windows error 53' }],
    [0, { kind: 'unreadable', reason: 'ELOOP' }],
  ])('is what Windows says of it: error %d', async (number, sight) => {
    expect(await look(failing(), { windowsError: error(number) })).toEqual(sight);
  });

  it('is locked where Windows knows no BitLocker and takes it for another system’s', async () => {
    const options = { device: device('-FVE-FS-'), windowsError: error(1005) };
    expect(await look(failing(), options)).toEqual({ kind: 'locked' });
  });
});

describe('a partition that nothing has mounted', () => {
  it.each([
    ['-FVE-FS-', { kind: 'locked' }],
    ['NTFS    ', { kind: 'not-mounted' }],
    ['MSDOS5.0', { kind: 'absent' }],
  ])('is told by its first sector: %s', async (signature, sight) => {
    expect(await look(null, { device: device(signature) })).toEqual(sight);
  });
});
