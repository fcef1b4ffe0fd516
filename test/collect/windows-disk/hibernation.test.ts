import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { windowsDisk } from '../../../src/collect/windows-disk/windows-disk.js';
import { regDword, regSz } from '../../support/hive-writer.js';
import { currentVersion, windows11Pro, writeDisk } from '../../support/windows-pc.js';
import { collectPath } from '../../support/collect-path.js';
import { never } from '../../support/signal.js';
import { eachInFolder } from '../../support/temporary-folder.js';

const context = { now: new Date('2026-11-21T19:55:01Z'), signal: never };
const isRoot = process.getuid?.() === 0;
const powerPath = 'ControlSet001\\Control\\Session Manager\\Power';
const windows7 = [regSz('ProductName', 'Windows 7 Professional'), regSz('CurrentBuild', '7601')];

let root = '';
eachInFolder((made) => {
  root = made;
});

async function warnings(): Promise<string[]> {
  const collection = await collectPath(windowsDisk, root, context);
  expect(collection?.findings).toHaveLength(1);
  return collection?.warnings.map(({ code }) => code) ?? [];
}

/** A disk whose hiberfil.sys begins so; `fastStart` is null where the registry does not tell. */
function disk(
  signature: string,
  { fastStart = null, windows = windows11Pro }: DiskFacts = {},
): void {
  const power = fastStart === null ? [] : [regDword('HiberbootEnabled', fastStart)];
  const system = { Select: [regDword('Current', 1)], [powerPath]: power };
  writeDisk(root, { software: { [currentVersion]: windows }, system });
  writeFileSync(join(root, 'hiberfil.sys'), Buffer.from(signature.padEnd(4096, '\0')));
}

interface DiskFacts {
  readonly fastStart?: number | null;
  readonly windows?: typeof windows11Pro;
}

describe('a Windows that was not shut down in full', () => {
  it.each([
    ['HIBR, and fast start is off', 'HIBR', { fastStart: 0 }, 'hibernated'],
    ['HIBR, and fast start is on: it may be either', 'HIBR', { fastStart: 1 }, 'fast-start'],
    ['HIBR, and nothing tells of fast start', 'HIBR', {}, 'fast-start'],
    ['HIBR of a Windows without fast start', 'HIBR', { windows: windows7 }, 'hibernated'],
    ['hibr, as Windows XP writes it', 'hibr', {}, 'hibernated'],
    ['RSTR, of a start that broke off', 'RSTR', { fastStart: 0 }, 'hibernated'],
  ])('is named by a warning: %s', async (_, signature, facts, code) => {
    disk(signature, facts);
    expect(await warnings()).toEqual([code]);
  });
});

describe('a Windows that was shut down in full', () => {
  it.each([
    ['wake, after a start from it', 'wake'],
    ['WAKE, after a start from it', 'WAKE'],
    ['zeros, after a clean start', ''],
    ['link, to the file of another Windows', 'link'],
  ])('has none: %s', async (_, signature) => {
    disk(signature, { fastStart: 1 });
    expect(await warnings()).toEqual([]);
  });

  it('may have an empty hiberfil.sys, or none', async () => {
    disk('', { fastStart: 1 });
    writeFileSync(join(root, 'hiberfil.sys'), '');
    expect(await warnings()).toEqual([]);
    rmSync(join(root, 'hiberfil.sys'));
    expect(await warnings()).toEqual([]);
  });
});

it.skipIf(isRoot || process.platform === 'win32')(
  'says so where hiberfil.sys cannot be read',
  async () => {
    disk('HIBR');
    chmodSync(join(root, 'hiberfil.sys'), 0);
    expect(await warnings()).toEqual(['hibernation-unknown']);
  },
);
