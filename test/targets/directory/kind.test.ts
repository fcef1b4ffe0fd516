// The directory kind on a plain folder: the contract, what lies where, and how places are written.
import { readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createDirectoryKind, directoryKind } from '../../../src/targets/directory/kind.js';
import { nodeDirectoryEffects } from '../../../src/targets/directory/file-system.js';
import { folderSetup } from '../../support/folder-place.js';
import { expectTargetError, namesIn, putSample } from '../../support/target-assertions.js';
import { describeTargetContract } from '../contract.js';
import { never } from '../../support/signal.js';
import { eachInFolder } from '../../support/temporary-folder.js';
import { shownHint } from '../../support/shown-hint.js';

describeTargetContract('a plain folder', folderSetup(tmpdir()));

describe('a folder as a place', () => {
  let parent: string;
  let path: string;
  eachInFolder((made) => {
    parent = made;
  });
  beforeEach(() => {
    path = join(parent, 'vault');
  });

  it('keeps each record in a file of its own, in a folder for each PC', async () => {
    await directoryKind.initialise({ path }, never);
    const { name, record } = await putSample(directoryKind.open({ path }), 'layout');
    expect(Buffer.compare(await readFile(join(path, name)), record)).toBe(0);
  });

  it.skipIf(process.platform === 'win32')('lets nobody but the owner read anything', async () => {
    await directoryKind.initialise({ path }, never);
    const { name } = await putSample(directoryKind.open({ path }), 'modes');
    const modeOf = async (file: string) => (await stat(join(path, file))).mode & 0o777;
    expect(await modeOf('.')).toBe(0o700);
    expect(await modeOf(join(name, '..'))).toBe(0o700);
    expect(await modeOf(name)).toBe(0o600);
    expect(await modeOf('product-key-vault.json')).toBe(0o600);
  });

  it('is not there: every call says so, and makes nothing', async () => {
    const { id } = await directoryKind.initialise({ path }, never);
    await rm(path, { recursive: true });
    for (const options of [{ path }, { path, ...(id === undefined ? {} : { id }) }]) {
      const target = directoryKind.open(options);
      const error = await expectTargetError(namesIn(target), 'UNAVAILABLE');
      expect(error.message).toContain(path);
      expect(shownHint(error)).toContain('Plug in');
      await expectTargetError(putSample(target, 'absent'), 'UNAVAILABLE');
    }
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('outlives no reinstall when it is on the system volume', async () => {
    await directoryKind.initialise({ path }, never);
    const onSystem = createDirectoryKind({ ...nodeDirectoryEffects, systemRoots: [parent] });
    const { traits } = await onSystem.open({ path }).identify(never);
    expect(traits).toEqual({
      durability: 'this-install',
      maxRecordBytes: 1024 * 1024,
      space: 'ample',
    });
  });
});

describe('how a folder is written', () => {
  it.each(['E:\\vault', './vault', 'vault', '/mnt/stick', 'C:', '\\\\nas\\share\\vault', 's3'])(
    'takes %s for a folder',
    (place) => {
      const options = directoryKind.parsePlace(place);
      expect(options).toEqual({ path: resolve(place) });
    },
  );

  it.each(['s3://bucket/prefix', 'credential-store'])('leaves %s to its own kind', (place) => {
    expect(directoryKind.parsePlace(place)).toBeNull();
  });

  it.each(['', 'https://example.com/vault', 'file:///mnt/stick', 'S3://bucket', 'a\0b'])(
    'refuses %j as a mistake',
    (place) => {
      expect(() => directoryKind.parsePlace(place)).toThrow(
        expect.objectContaining({ code: 'USAGE', hint: expect.any(String) as string }),
      );
    },
  );

  it('takes what a config holds', () => {
    const id = '0123456789abcdef0123456789abcdef';
    for (const members of [{ path: '/mnt/stick' }, { path: 'E:\\vault', id }]) {
      expect(directoryKind.parseOptions(members)).toEqual(members);
    }
    expect(directoryKind.describe({ path: 'E:\\vault' })).toBe('folder E:\\vault');
  });

  it.each([
    { member: 'path', members: {} },
    { member: 'path', members: { path: 7 } },
    { member: 'path', members: { path: '' } },
    { member: 'path', members: { path: 'vault' } },
    { member: 'path', members: { path: '/a\0b' } },
    { member: 'id', members: { path: '/vault', id: 'A'.repeat(32) } },
    { member: 'id', members: { path: '/vault', id: '../0123' } },
    { member: 'pth', members: { path: '/vault', pth: '/vault' } },
  ])('names the member $member of a config that is wrong: $members', ({ member, members }) => {
    expect(() => directoryKind.parseOptions(members)).toThrow(
      expect.objectContaining({
        code: 'BAD_CONFIG',
        message: expect.stringContaining(` ${member}:`) as string,
      }),
    );
  });
});
