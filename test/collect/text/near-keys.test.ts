// What looks like a product key and is none: it is told with its line and what it likely is, without the
// key; what only has a form like it is not.
import fc from 'fast-check';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { collectFrom } from '../../../src/collect/collectors.js';
import { nearKeysInLine } from '../../../src/collect/text/near-keys.js';
import { genericKeys } from '../../../src/keys/generic-keys.js';
import { readTypedKey } from '../../../src/keys/typed-key.js';
import { never } from '../../support/signal.js';
import { folderOfFile } from '../../support/temporary-folder.js';

const context = { now: new Date('2026-11-21T19:55:01Z'), signal: never };
const folder = folderOfFile();
const key = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const enterprise = 'NPPR9-FWDCX-D2C8J-H872K-2YT43';
const misread = enterprise.replace('D2C8J', 'O2C8J');
const failing = 'W269N-WFGWX-YVC9B-4J6C9-T83GX'.replace('9B', '98');

async function collected(text: string) {
  const path = join(folder, 'note.txt');
  writeFileSync(path, text);
  const { findings, warnings } = await collectFrom([path], context);
  const keys = findings.flatMap(({ snapshot }) => snapshot.licences);
  return { keys: keys.map(({ productKey }) => productKey), warnings };
}

const nearIn = (line: string): string[] => nearKeysInLine(line).map(({ text }) => text);

describe('a near-key', () => {
  it.each([
    ['an O', misread],
    ['two symbols that keys lack', misread.replace('NPPR9', 'NPPRS')],
    ['a second N', key.replace('9MPGT', '9MNGT')],
    ['a symbol too few', key.replace('NPHTM', 'NPHT')],
    ['a symbol too many', `${key}X`],
    ['lower case', misread.toLowerCase()],
    ['dashes', misread.replaceAll('-', ' – ')],
    ['an O of another alphabet', enterprise.replace('D2C8J', '\u041e2C8J')],
  ])('is one with %s', (_, text) => {
    expect(nearIn(text)).toEqual([text]);
    expect(nearIn(`Product Key: ${text}.`)).toEqual([text]);
  });

  it.each([
    ['a key', key],
    ['a key whose check fails, which is told as that', failing],
    ['a mask', 'XXXXX-XXXXX-XXXXX-XXXXX-3V66T'],
    ['a mask of stars', '*****-*****-*****-*****-3V66T'],
    ['a product id', '00330-80000-00000-AA123'],
    ['an extended product id', '00330-80000-00000-AA123-00330'],
    ['an advanced product id', '03612-03308-000-000000-00-1033-19041.0000-1232020'],
    ['a GUID', '3f2504e0-4f89-11d3-9a0c-0305e82c3301'],
    ['numbers', '12345-67890-12345-67890-12345'],
    ['words', 'these-words-would-never-count'],
    ['words with a number', 'great-value-every-where-today-2024'],
    ['a serial of every letter', 'A1E0U-I5S1L-0O1AE-5SL0U-EIO15'],
    ['six groups', `${misread}-BCDFG`],
    ['two groups of another length', key.replace('NPHTM', 'NPHT').replace('C97JM', 'C97J')],
    ['a group far too long', key.replace('NPHTM', 'NPHTMCC')],
    ['mixed case', 'oPPr9-fWdCx-D2c8J-h872K-2Yt43'],
    ['different dividers', misread.replace('-', '\u2013')],
    ['a date and time', '2026-11-21-19-55'],
    ['a part number', 'X19-98841-SKU-4PRK2-NM3K3'],
  ])('is not %s', (_, text) => {
    expect(nearIn(text)).toEqual([]);
  });

  it('is no base64, whatever was encoded', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const text = Buffer.from(bytes);
        expect(nearIn(text.toString('base64'))).toEqual([]);
        expect(nearIn(text.toString('hex'))).toEqual([]);
      }),
    );
  });

  it('is no GUID', () => {
    fc.assert(
      fc.property(fc.uuid(), (uuid) => {
        expect(nearIn(`{${uuid.toUpperCase()}}`)).toEqual([]);
      }),
    );
  });

  it('is every public key with one symbol that keys lack, and its place is named', () => {
    const wrongSymbols = Array.from('O0I1L5SZAEU');
    for (const { productKey } of genericKeys) {
      for (let at = 0; at < 25; at += 1) {
        const place = at + Math.floor(at / 5);
        const symbol = wrongSymbols[at % wrongSymbols.length] ?? 'O';
        const text = productKey.slice(0, place) + symbol + productKey.slice(place + 1);
        expect(nearIn(text)).toEqual([text]);
        expect(readTypedKey(text).fault).toEqual({ kind: 'symbol', position: at + 1, symbol });
      }
    }
  });
});

describe('a text with near-keys', () => {
  it('gives the key, and names the near-key with its line and likely reading', async () => {
    const { keys, warnings } = await collected(`Pro\n${key}\nEnterprise\n${misread}\n`);
    expect(keys).toEqual([key]);
    expect(warnings).toMatchObject([
      {
        code: 'near-key',
        message:
          'line 4: looks like a product key, but "O" cannot stand in a key (group 3, place 1); ' +
          'likely group 3, place 1: D for O (its check passes)',
      },
    ]);
  });

  it('tells of it where there is no key besides', async () => {
    const { keys, warnings } = await collected(misread);
    expect(keys).toEqual([]);
    expect(warnings).toMatchObject([{ code: 'near-key' }]);
  });

  it('keeps a key whose check fails, and says what it likely is', async () => {
    const { keys, warnings } = await collected(`Pro\n${failing}`);
    expect(keys).toEqual([failing]);
    expect(warnings[0]?.message).toMatch(/^line 2: .* the check inside the key fails/);
    expect(warnings[0]?.message).toContain('group 3, place 5: B for 8 (its check passes)');
  });

  it('names the group that has another length', async () => {
    const { warnings } = await collected(key.replace('NPHTM', 'NPHT'));
    expect(warnings[0]?.message).toContain('group 2 has 4 letters and digits instead of 5');
  });

  it('says nothing of the key, nor of its groups', async () => {
    const { warnings } = await collected(`${misread}\n${failing}\n${key.slice(0, -1)}`);
    expect(warnings).toHaveLength(3);
    const told = JSON.stringify(warnings);
    for (const group of [misread, failing, key].flatMap((text) => text.split('-'))) {
      expect(told).not.toContain(group);
    }
  });

  it('names a few dozen, and counts the others', async () => {
    const symbols = 'BCDFGHJKMPQRTVWXY2346789';
    const line = (_: unknown, i: number): string => {
      const [a = '', b = ''] = [symbols[i % 24], symbols[Math.floor(i / 24)]];
      return misread.replace('FWDCX', `F${a}${b}CX`);
    };
    const { warnings } = await collected(Array.from({ length: 100 }, line).join('\n'));
    expect(warnings).toHaveLength(25);
    expect(warnings.at(-1)).toMatchObject({
      code: 'near-keys-left-out',
      message: '76 more of what looks like a product key cannot be one',
    });
  });

  it('has none in the source of a page where the page shows a key', async () => {
    const page = `<html><body><p>${key.replace('V', 'V<wbr>')}</p></body></html>`;
    expect(await collected(page)).toEqual({ keys: [key], warnings: [] });
  });
});
