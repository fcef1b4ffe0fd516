import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { collectFrom } from '../../src/collect/collectors.js';
import { VaultError } from '../../src/errors.js';
import { never } from '../support/signal.js';
import { eachInFolder } from '../support/temporary-folder.js';

const context = { now: new Date('2026-11-21T19:55:01Z'), signal: never };
const examples = fileURLToPath(new URL('../../examples/', import.meta.url));
const isRoot = process.getuid?.() === 0;

let folder = '';
eachInFolder((made) => {
  folder = made;
});

function makePipe(path: string): void {
  execFileSync('sh', ['-c', 'mkfifo "$1"', 'sh', path]);
}

async function failure(path: string): Promise<VaultError> {
  try {
    await collectFrom([path], context);
  } catch (error) {
    if (error instanceof VaultError) return error;
    throw error;
  }
  throw new Error(`${path} was read`);
}

describe('collectFrom', () => {
  it('reads the others where one cannot be read, and names it', async () => {
    const missing = join(folder, 'missing');
    const { findings, warnings } = await collectFrom(
      [missing, join(examples, 'windows.reg')],
      context,
    );
    expect(findings.length).toBeGreaterThan(0);
    expect(warnings.map(({ code, location }) => [code, location])).toContainEqual([
      'source-failed',
      missing,
    ]);
    await expect(collectFrom([missing, missing], context)).rejects.toMatchObject({
      code: 'SOURCE_NOT_FOUND',
    });
  });

  it('reads each path by what it is, in their order', async () => {
    const disk = join(examples, 'windows-disk');
    const paths = [
      join(examples, 'windows.reg'),
      disk,
      join(disk, 'Windows/System32/config/SYSTEM'),
    ];
    const { findings, warnings } = await collectFrom(paths, context);
    expect(warnings).toEqual([]);
    expect(findings.map(({ snapshot }) => snapshot.licences[0]?.places[0]?.collector)).toEqual([
      'reg-export',
      'windows-disk',
      'hive-file',
    ]);
  });

  it('finds nothing in no paths', async () => {
    expect(await collectFrom([], context)).toEqual({ findings: [], warnings: [] });
  });

  it('says that a path does not exist', async () => {
    const missing = await failure(join(folder, 'missing'));
    expect(missing).toMatchObject({ code: 'SOURCE_NOT_FOUND' });
    expect(missing.hint).toMatch(/spelling/);
    writeFileSync(join(folder, 'file'), '');
    expect(await failure(join(folder, 'file', 'below'))).toMatchObject({
      code: 'SOURCE_NOT_FOUND',
    });
  });

  it('says that there is no Windows in an empty disk, or a folder of other things', async () => {
    expect(await failure(folder)).toMatchObject({ code: 'SOURCE_UNKNOWN' });
    mkdirSync(join(folder, 'Users'));
    expect((await failure(folder)).hint).toMatch(/root of the disk/);
  });

  it.each([
    ['an empty file', ''],
    ['a text', 'VK7JG'],
    ['a picture', '\u0089PNG\r\n'],
  ])('says that %s is nothing to read keys from', async (_, content) => {
    const path = join(folder, 'file');
    writeFileSync(path, content);
    const error = await failure(path);
    expect(error).toMatchObject({ code: 'SOURCE_UNKNOWN' });
    expect(error.hint).toMatch(/hive/);
  });

  it.skipIf(process.platform === 'win32')('does not wait for a pipe', async () => {
    makePipe(join(folder, 'pipe'));
    const pipe = await failure(join(folder, 'pipe'));
    expect(pipe).toMatchObject({ code: 'SOURCE_UNKNOWN' });
    expect(pipe.hint).toMatch(/mounted/);
    const config = join(folder, 'Windows', 'System32', 'config');
    mkdirSync(config, { recursive: true });
    makePipe(join(config, 'SOFTWARE'));
    expect(await failure(folder)).toMatchObject({ code: 'SOURCE_UNKNOWN' });
  });

  it.skipIf(isRoot)('says what to do where it may not read', async () => {
    writeFileSync(join(folder, 'file'), 'regf');
    chmodSync(join(folder, 'file'), 0);
    const error = await failure(join(folder, 'file'));
    expect(error).toMatchObject({ code: 'SOURCE_UNREADABLE' });
    expect(error.hint).toMatch(/administrator/);
  });

  it('stops when it is told to', async () => {
    const signal = AbortSignal.abort();
    await expect(collectFrom([folder], { ...context, signal })).rejects.toThrow(/abort/i);
  });
});
