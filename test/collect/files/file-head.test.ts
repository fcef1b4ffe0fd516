// A text may begin with the letters that tell a binary format: it is read as a text, and what is damaged
// stays an error.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { collectFrom } from '../../../src/collect/collectors.js';
import { isWord } from '../../../src/collect/files/file-head.js';
import { hexDump } from '../../support/hex-dump-writer.js';
import { msdmTable as tableOf } from '../../support/msdm-writer.js';
import { never } from '../../support/signal.js';
import { rejection } from '../../support/target-assertions.js';
import { folderOfTest } from '../../support/temporary-folder.js';

const key = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const context = { now: new Date('2026-11-21T19:55:01Z'), signal: never };

function file(content: string | Uint8Array): string {
  const path = join(folderOfTest(), 'file');
  writeFileSync(path, content);
  return path;
}

async function keysIn(content: string | Uint8Array): Promise<(string | null)[]> {
  const { findings } = await collectFrom([file(content)], context);
  return findings.flatMap(({ snapshot }) => snapshot.licences.map((one) => one.productKey));
}

describe('a text that begins with the letters of a signature', () => {
  it.each([
    ['MSDM', `MSDM key: ${key}\n`],
    ['MSDM in a line of its own', `MSDM\n${key}\n`],
    ['what `strings` shows of a table', `MSDMU\nLENOVO\nTP-N14\n${key}\n`],
    ['MSDM in another language', `MSDMé: ${key}\n`],
    ['regf', `regf: ${key}\n`],
    ['regf in UTF-16', Buffer.from(`regf: ${key}\n`, 'utf16le')],
    ['conectix', `conectix ${key}\n`],
    ['vhdxfile', `vhdxfile: ${key}\n`],
    ['KDMV', `KDMV ${key}\n`],
    ['NTFS', `   NTFS     ${key}\n`],
    ['EFI PART', `${' '.repeat(512)}EFI PART ${key}\n`],
    ['the end of a first sector', Buffer.from(`${' '.repeat(510)}U\u00aa ${key}\n`, 'latin1')],
  ])('%s is read', async (_, content) => {
    expect(await keysIn(content)).toEqual([key]);
  });

  it('is read where a dump in it has no key', async () => {
    const dump = `DSDT @ 0x0000000000000000\n${hexDump(tableOf('x', { signature: 'DSDT' }), 'acpidump')}`;
    expect(await keysIn(`${dump}\n\nProduct key: ${key}\n`)).toEqual([key]);
  });
});

describe('a file of a binary format', () => {
  it.each([
    ['a table that is cut off', tableOf(key).subarray(0, 60)],
    ['a table that is cut off behind its signature', Buffer.from('MSDM')],
    [
      'a table of which only the signature was written',
      Buffer.from('MSDM\xff\xff\xff\xff', 'latin1'),
    ],
    ['a hive that is cut off', Buffer.from('regf\x01\x00\x00\x00\x01\x00\x00\x00', 'latin1')],
    ['a hive that is cut off behind its signature', Buffer.from('regf')],
  ])('%s is damaged', async (_, content) => {
    expect(await rejection(collectFrom([file(content)], context))).toMatchObject({
      code: 'FORMAT',
    });
  });

  it('is told by the number behind its signature, whatever follows', () => {
    expect(isWord(tableOf(key), 4)).toBe(false);
    expect(isWord(Buffer.from('MSDM key'), 4)).toBe(true);
  });
});
