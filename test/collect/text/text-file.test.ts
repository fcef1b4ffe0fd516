// Keys in any text file: the files of other programs, e-mails, encodings, and files that are no text.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { genericKeys } from '../../../src/keys/generic-keys.js';
import { collectFrom } from '../../../src/collect/collectors.js';
import { importFile } from '../../../src/collect/import-file.js';
import { knownLicence } from '../../../src/windows/known-pc.js';
import { mailDecoder } from '../../../src/collect/text/mail-text.js';
import { textFile } from '../../../src/collect/text/text-file.js';
import type { Licence } from '../../../src/record/schema.js';
import { sixKeyContent } from '../../support/sample-content.js';
import { collectPath } from '../../support/collect-path.js';
import { never } from '../../support/signal.js';
import { folderOfFile } from '../../support/temporary-folder.js';

const context = { now: new Date('2026-11-21T19:55:01Z'), signal: never };
const fixture = (name: string): string =>
  fileURLToPath(new URL(`../../fixtures/import/${name}`, import.meta.url));
const folder = folderOfFile();
const key = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const homeKey = 'YTMG3-N6DKC-DKB77-7M9GH-8HVX7';
const olderKey = 'FJ82H-XT6CR-J8D7P-XQJJ2-GPDD4';
const mask = '*****-*****-*****-*****';

function write(content: string | Uint8Array): string {
  const path = join(folder, 'note.txt');
  writeFileSync(path, content);
  return path;
}

async function licencesIn(path: string): Promise<Licence[]> {
  const collection = await collectPath(textFile, path, context);
  return collection?.findings.flatMap(({ snapshot }) => snapshot.licences) ?? [];
}

async function keysIn(content: string | Uint8Array): Promise<(string | null)[]> {
  const licences = await licencesIn(write(content));
  return licences.map(({ productKey }) => productKey);
}

describe('what another program saved', () => {
  it.each([
    ['showkeyplus.txt', [`Installed Key: ${mask}-3V66T`, `Original Key: ${mask}-GPDD4`]],
    ['keyfinder.txt', [`Microsoft Windows 7 Professional - CD Key ${mask}-GPDD4`]],
    [
      'belarc.html',
      [
        `Microsoft - Office Professional Plus 2010 <02278-018-0000106-48437> (Key: *****-*****\u2011*****-*****-GPDD4 )`,
        `Microsoft - Windows 10 Pro (x64) <00330-80000-00000-AA123> (Key: ${mask}-3V66T )`,
      ],
    ],
    [
      'order.eml',
      [
        `Thank you for buying Windows 7 Professional. The product key – ${mask}-GPDD4 – is yours.`,
        `Thank you for buying Windows 10 Home. Your product key: ${mask}-8HVX7`,
      ],
    ],
  ])('is read from %s, with the words around each key', async (name, notes) => {
    const { findings, warnings } = await collectFrom([fixture(name)], context);
    expect(warnings).toEqual([]);
    const licences = findings.flatMap(({ snapshot }) => snapshot.licences);
    // Where tags take no place of their own, blanks may stand before a bracket.
    const tidy = (note: string | null): string => (note ?? '').replace(/ \)/g, ')');
    expect(licences.map(({ note }) => tidy(note))).toEqual(notes.map(tidy));
    expect(licences[0]?.places[0]).toMatchObject({ collector: 'text-file' });
  });
});

describe('a text file', () => {
  it('says the line of a key, what it is of and what it is worth', async () => {
    const [licence] = await licencesIn(write(`one\ntwo\nkey ${key}\n`));
    expect(licence).toMatchObject({
      product: 'Windows 10/11 Pro',
      edition: 'Professional',
      productKey: key,
      lastFive: '3V66T',
      cautions: ['generic'],
      checks: { typo: 'passed' },
      lastSeen: null,
    });
    expect(licence?.places[0]?.location).toBe('note.txt, line 3');
  });

  it.each([
    ['UTF-8', Buffer.from(`Schlüssel – ${key}`)],
    ['UTF-16', Buffer.from(`\ufeffSchlüssel – ${key}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(`Schlüssel – ${key}`, 'utf16le')],
    ['UTF-16, big-endian', Buffer.from(`\ufeffSchlüssel – ${key}`, 'utf16le').swap16()],
  ])('is read in %s', async (_, bytes) => {
    expect(await licencesIn(write(bytes))).toMatchObject([
      { productKey: key, note: `Schlüssel – ${mask}-3V66T` },
    ]);
  });

  it('is read in the code page of an older Windows, its dashes too', async () => {
    const bytes = Buffer.from(`Schlüssel: ${key.replaceAll('-', '\u0096')}`, 'latin1');
    expect(await keysIn(bytes)).toEqual([key]);
  });

  it.each([
    ['without a key', 'nothing here'],
    ['empty', ''],
    ['with zeros, which is no text', Buffer.concat([Buffer.from(key), Buffer.alloc(600)])],
  ])('%s is left to others', async (_, content) => {
    expect(await collectPath(textFile, write(content), context)).toBeNull();
  });

  it('is left alone where it is a folder', async () => {
    expect(await collectPath(textFile, folder, context)).toBeNull();
  });

  it('of many megabytes is read to its end', async () => {
    const line = `${'x'.repeat(99)}\n`;
    const text = `${line.repeat(300_000)}key ${key}\n${'<b>'.repeat(1_000_000)}${homeKey}`;
    expect(await keysIn(text)).toEqual([key, homeKey]);
  });

  it('with more keys than anybody has says so', async () => {
    // No keys of anybody: every group is of two letters.
    const group = (digit: string): string =>
      `${'BCDFGHJKMP'.charAt(Number(digit)).repeat(4)}${'QRTVWXY234'.charAt(Number(digit))}`;
    const rows = Array.from({ length: 600 }, (_, i) =>
      Array.from(String(12_300 + i), group).join('-'),
    );
    const collection = await collectPath(textFile, write(rows.join('\n')), context);
    expect(collection?.findings[0]?.snapshot.licences).toHaveLength(500);
    expect(collection?.warnings).toMatchObject([{ code: 'too-many-keys' }]);
  });

  it('stops when it is told to', async () => {
    const signal = AbortSignal.abort();
    await expect(collectPath(textFile, write(key), { ...context, signal })).rejects.toThrow(
      /abort/i,
    );
  });
});

describe('a web page', () => {
  const [first = '', ...others] = key.split('-');
  it.each([
    ['tags in the key', `<p><b>${first}</b>-<i>${others.join('-</i>')}`],
    ['entities in the key', `<p>${key.replaceAll('-', '&#45;').replace('V', '&#x56;')}`],
    ['a field with the key', `<p><input value="${key}">`],
    ['a comment with the key', `<p><!-- ${key} -->`],
    ['a script with the key', `<p><script>var key = "${key}";</script>`],
    ['the key in a table', `<table><tr><td>Windows<td>${key}<td>Pro</table>`],
    ['a comment that never ends', `<p><!-- ${'x'.repeat(100)} ${key}`],
    ['a key that is cut by the end', `<p><b>${first}</b>-${others.join('-')}`],
  ])('with %s is read', async (_, page) => {
    expect(await keysIn(`<html><body>${page}`)).toEqual([key]);
  });

  it('does not join what stands in two cells', async () => {
    const [a = '', b = '', ...rest] = key.split('-');
    expect(await keysIn(`<p>${a}-${b}-<td>${rest.join('-')}</p>`)).toEqual([]);
  });
});

describe('an e-mail with a part in UTF-7', () => {
  const part = (charset: string, text: string): string =>
    `--B\nContent-Type: text/plain; charset=${charset}\n\n${text}\n`;
  const head = 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n';
  const unread = part('utf-7', `Key: ${key.replaceAll('-', '+AC0-')}`);

  it('says so where no key is in the others', async () => {
    const path = write(`${head}${unread}--B--\n`);
    await expect(collectPath(textFile, path, context)).rejects.toMatchObject({
      code: 'NO_PRODUCT_KEY',
      message: expect.stringContaining('(utf-7)') as string,
    });
    await expect(importFile(path, { ...context, isText: true })).rejects.toMatchObject({
      message: expect.stringContaining('(utf-7)') as string,
    });
  });

  it('warns of it beside the keys of the others', async () => {
    const path = write(`${head}${unread}${part('utf-8', homeKey)}--B--\n`);
    const collection = await collectPath(textFile, path, context);
    expect(collection?.findings).toHaveLength(1);
    expect(collection?.warnings).toMatchObject([{ code: 'mail-part-unread' }]);
  });
});

describe('an e-mail', () => {
  const encoded = (encoding: string, text: string): string =>
    `MIME-Version: 1.0\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${text}\r\n`;
  const base64 = (text: string): string =>
    Buffer.from(text).toString('base64').replaceAll(/.{76}/g, '$&\r\n');

  it.each([
    ['quoted-printable', encoded('quoted-printable', `${key.slice(0, 9)}=\r\n${key.slice(9)}`)],
    ['quoted-printable dashes', encoded('quoted-printable', key.replaceAll('-', '=E2=80=93'))],
    ['base64', encoded('base64', base64(`${'words '.repeat(40)}${key}${' words'.repeat(40)}`))],
    ['8bit', encoded('8bit', key)],
    [
      'a page in base64',
      encoded('base64', base64(`<html><b>${key.slice(0, 3)}</b>${key.slice(3)}`)),
    ],
  ])('with %s is read', async (_, text) => {
    expect(await keysIn(text)).toEqual([key]);
  });

  it('is decoded the same in whatever parts it is read', () => {
    const text = `${encoded('quoted-printable', `caf=C3=A9 =\r\n${key}`)}--x\r\n\r\nplain=\r\n${encoded('base64', base64(key))}`;
    const whole = mailDecoder();
    const expected = whole.push(text) + whole.end();
    expect(expected).toContain(`café ${key}`);
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(text.length), (a, b) => {
        const [from, to] = [Math.max(60, Math.min(a, b)), Math.max(60, a, b)];
        const mail = mailDecoder();
        const parts = [text.slice(0, from), text.slice(from, to), text.slice(to)];
        expect(parts.map((part) => mail.push(part)).join('') + mail.end()).toBe(expected);
      }),
    );
  });
});

describe('any file at all', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      key,
      olderKey,
      '<html>',
      '<',
      '>',
      '&',
      '&#x110000;',
      '<!--',
      '<script>',
      '\r\n',
      '=\r\n',
    ),
    fc.constantFrom(
      'Content-Transfer-Encoding: base64\n\n',
      'Content-Transfer-Encoding: quoted-printable\n\n',
    ),
    fc.string({ unit: 'binary' }),
  );
  const text = fc.array(piece, { maxLength: 30 }).map((pieces) => Buffer.from(pieces.join('')));
  const bytes = fc.oneof(
    text,
    fc.uint8Array({ maxLength: 400 }).map((array) => Buffer.from(array)),
  );

  it('is read or left alone', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, async (any) => {
        for (const { note, productKey } of await licencesIn(write(any))) {
          expect(note ?? '').not.toContain(productKey);
          expect(note ?? '').not.toMatch(/NPHTM-|XT6CR-|\p{Cs}/u);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('importing', () => {
  it.each([
    ['no export without being told so', `my key ${key}`, false, 'SOURCE_UNKNOWN'],
    ['a text without a key', 'nothing', true, 'NO_PRODUCT_KEY'],
    ['an export without a key', 'Product Name,Product Key\nWord,none\n', false, 'NO_PRODUCT_KEY'],
    ['a broken export', '[{"Product Name":"","Product Key":"', false, 'FORMAT'],
  ])('takes %s', async (_, content, isText, code) => {
    const path = write(content);
    await expect(importFile(path, { ...context, isText })).rejects.toMatchObject({ code });
  });

  it('says that a file does not exist', async () => {
    const path = join(folder, 'missing');
    await expect(importFile(path, { ...context, isText: true })).rejects.toMatchObject({
      code: 'SOURCE_NOT_FOUND',
    });
  });

  it('completes a key from the end of it that the PC shows, and keeps the words of the owner', async () => {
    const [licence] = await licencesIn(write(`an old note: ${olderKey}`));
    const [first] = sixKeyContent.licences;
    if (licence === undefined || first === undefined) throw new Error('no licence');
    const partial = {
      ...first,
      product: 'Office 2013',
      productKey: null,
      lastFive: 'GPDD4',
      note: 'mine',
    };
    const pc = { ...sixKeyContent, licences: [partial] };
    const known = knownLicence({ ...licence, product: 'Windows or Office (not said which)' }, pc);
    expect(known.match).toBe(partial);
    expect(known.licence).toMatchObject({
      product: 'Office 2013',
      productKey: olderKey,
      note: 'mine',
    });
    expect(knownLicence(licence, null).match).toBeNull();
  });

  it('finds every public key in a list of all', async () => {
    const all = genericKeys.map(({ productKey }) => productKey);
    expect(await keysIn(all.map((one) => `key: ${one}`).join('\r\n'))).toEqual(all);
  });
});
