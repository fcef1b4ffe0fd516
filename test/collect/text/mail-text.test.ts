// E-mails as programs write them: charsets of their parts, headers with encoded words, lines that flow,
// mails in mails.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyScanner } from '../../../src/collect/text/keys-in-text.js';
import { mailDecoder } from '../../../src/collect/text/mail-text.js';

const key = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const homeKey = 'YTMG3-N6DKC-DKB77-7M9GH-8HVX7';

function decoded(text: string, at: readonly number[] = []): string {
  const mail = mailDecoder();
  const cuts = [0, ...at, text.length];
  const parts = cuts.slice(1).map((end, i) => text.slice(cuts[i], end));
  return parts.map((part) => mail.push(part)).join('') + mail.end();
}

function keysIn(text: string): string[] {
  const scanner = keyScanner({ mostKeys: 500 });
  scanner.push(decoded(text));
  scanner.end();
  return [...scanner.keys.keys()];
}

const swapped = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
const base64 = (bytes: Uint8Array, length = 76): string =>
  Buffer.from(bytes)
    .toString('base64')
    .replaceAll(new RegExp(`.{${length}}`, 'g'), '$&\r\n');
const quoted = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('')
    .replaceAll(/.{72}/g, '$&=\r\n');

const part = (type: string, encoding: string, body: string): string =>
  [
    ...[
      'From: a@example.com',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed;',
      ' boundary="B"',
    ],
    ...['', '--B', 'Content-Type: text/plain', '', 'see attachment', '--B'],
    ...[`Content-Type: ${type}`, `Content-Transfer-Encoding: ${encoding}`, '', body, '--B--', ''],
  ].join('\r\n');

describe('a part of an e-mail', () => {
  const text = `Schlüssel: ${key}\r\n`;
  it.each([
    ['UTF-16 with a mark, named', 'text/plain; charset=utf-16', utf16(`\ufeff${text}`)],
    ['UTF-16, big-endian, named utf-16', 'text/plain; charset=utf-16', swapped(`\ufeff${text}`)],
    ['UTF-16 without a mark, named', 'text/plain; charset="utf-16le"', utf16(text)],
    ['UTF-16 without a mark, big-endian', 'text/plain; charset=utf-16be', swapped(text)],
    [
      'UTF-16 that no header names',
      'application/octet-stream; name="key.txt"',
      utf16(`\ufeff${text}`),
    ],
    ['UTF-16 without a mark that no header names', 'application/octet-stream', utf16(text)],
    ['UTF-16 under a wrong name', 'text/plain; charset=us-ascii', utf16(`\ufeff${text}`)],
    ['UTF-8 that no header names', 'text/plain', Buffer.from(text)],
    ['UTF-8 under a name that nobody knows', 'text/plain; charset=x-nothing', Buffer.from(text)],
    ['ISO 8859-1', 'text/plain; charset=ISO-8859-1', Buffer.from(text, 'latin1')],
    ['windows-1252', 'text/plain; charset=windows-1252; format=fixed', Buffer.from(text, 'latin1')],
  ])('in %s is decoded, in base64 and quoted-printable', (_, type, bytes) => {
    for (const mail of [
      part(type, 'base64', base64(bytes)),
      part(type, 'quoted-printable', quoted(bytes)),
    ]) {
      expect(decoded(mail)).toContain(`Schlüssel: ${key}`);
      expect(keysIn(mail)).toEqual([key]);
    }
  });

  it('in the code page of an older Windows keeps its dashes', () => {
    const dashes = key.replaceAll('-', '=96');
    expect(keysIn(part('text/plain; charset=windows-1252', 'quoted-printable', dashes))).toEqual([
      key,
    ]);
  });

  it('in Shift JIS is decoded', () => {
    const bytes = Buffer.from([0x83, 0x4c, 0x81, 0x5b, ...Buffer.from(`: ${key}`)]);
    expect(decoded(part('text/plain; charset=shift_jis', 'base64', base64(bytes)))).toContain(
      `キー: ${key}`,
    );
  });

  it('in base64 may be cut into lines anywhere', () => {
    for (let length = 1; length < 80; length += 7) {
      expect(keysIn(part('text/plain', 'base64', base64(Buffer.from(text), length)))).toEqual([
        key,
      ]);
    }
  });

  it('ends where its boundary stands, not at every line of hyphens', () => {
    const body = `--Anna\r\n${key.replaceAll('-', '=2D')}`;
    expect(keysIn(part('text/plain', 'quoted-printable', body))).toEqual([key]);
  });

  it('that is a mail itself has a header of its own', () => {
    const inner = `Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(Buffer.from(text))}`;
    expect(keysIn(part('message/rfc822', '7bit', inner))).toEqual([key]);
  });

  it('of the next mail of a mailbox is decoded as that says', () => {
    const first = part('text/plain', 'base64', base64(Buffer.from(text)));
    const second = `From b@example.com Mon Jan 1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${homeKey.replaceAll('-', '=2D')}\r\n`;
    expect(keysIn(`${first}${second}`)).toEqual([key, homeKey]);
  });
});

describe('the header of an e-mail', () => {
  const [half, rest] = [key.slice(0, 13), key.slice(13)];
  it.each([
    ['quoted', `Subject: =?utf-8?Q?Schl=C3=BCssel_${key}?=`],
    ['in base64', `Subject: =?UTF-8?B?${Buffer.from(`Schlüssel ${key}`).toString('base64')}?=`],
    ['of Latin 1', `Subject: =?iso-8859-1?q?Schl=FCssel_${key}?=`],
    ['in two words', `Subject: =?utf-8?Q?Schl=C3=BCssel_${half}?=\r\n =?utf-8?Q?${rest}?=`],
    ['with a language', `Subject: =?utf-8*de?Q?Schl=C3=BCssel_${key}?=`],
  ])('with encoded words %s is decoded', (_, subject) => {
    expect(decoded(`${subject}\r\n\r\nbody\r\n`)).toContain(`Subject: Schlüssel ${key}\n`);
  });
});

describe('lines that flow', () => {
  const flowed = (type: string, body: string): string =>
    `MIME-Version: 1.0\r\nContent-Type: text/plain; format=flowed${type}\r\n\r\n${body}\r\n`;
  it.each([
    ['with their blank', flowed('', `key ${key.slice(0, 12)} \r\n${key.slice(12)}`)],
    ['without it', flowed('; delsp=yes', `key ${key.slice(0, 8)} \r\n${key.slice(8)}`)],
    ['and are quoted', flowed('; delsp=yes', `> ${key.slice(0, 8)} \r\n> ${key.slice(8)}`)],
  ])('are joined %s', (_, mail) => {
    expect(keysIn(mail)).toEqual([key]);
  });

  it('are not joined where they do not end with a blank, nor below a signature', () => {
    const text = `${key.slice(0, 12)}\r\n${key.slice(12)}\r\n-- \r\nAnna`;
    expect(decoded(flowed('', text))).toContain(text.replaceAll('\r\n', '\n'));
  });
});

describe('a part in a charset that nobody reads', () => {
  it.each(['utf-7', 'UTF-7', 'ibm037', 'x-nothing'])('is told: %s', (charset) => {
    const mail = mailDecoder();
    mail.push(part(`text/plain; charset=${charset}`, '7bit', 'Key: +AC0-'));
    mail.end();
    expect(mail.unknownCharsets()).toEqual([charset.toLowerCase()]);
  });

  it.each(['utf-8', 'latin1', 'us-ascii', '"\u001b[31m"'])('is none: %s', (charset) => {
    const mail = mailDecoder();
    mail.push(part(`text/plain; charset=${charset}`, '7bit', 'Key'));
    mail.end();
    expect(mail.unknownCharsets()).toEqual([]);
  });

  it('is named few times, however many there are', () => {
    const mail = mailDecoder();
    for (let i = 0; i < 100; i += 1) mail.push(part(`text/plain; charset=x-${i}`, '7bit', 'Key'));
    mail.end();
    expect(mail.unknownCharsets()).toHaveLength(3);
  });
});

describe('a header of a part', () => {
  it.each([
    'Content-Disposition: attachment; filename="key.txt"',
    'Content-ID: <a@b>',
    'Content-Description: the key',
    'Content-Language: en',
  ])('is no word about its key: %s', (line) => {
    const text = decoded(part(`text/plain\r\n${line}`, '7bit', key));
    expect(text).toContain(key);
    expect(text).not.toContain(line);
  });
});

describe('a text that is no e-mail', () => {
  it('stays as it is', () => {
    const text = `one\r\n two\r\n--\r\nSubject: nothing\r\n=?utf-8?Q?${key}?=\r\n`;
    expect(decoded(text)).toBe(text);
  });

  it('keeps its lines where a header is quoted in it', () => {
    const text = `Hello\n  ${key}\n  indented\nContent-Transfer-Encoding: 7bit\n\nend`;
    expect(decoded(text).split('\n').slice(0, 3)).toEqual(['Hello', `  ${key}`, '  indented']);
  });
});

describe('any e-mail', () => {
  const whole =
    part(
      'text/plain; charset=utf-16',
      'base64',
      base64(utf16(`\ufeffäöü ${key} ${'x'.repeat(700)}`)),
    ) +
    part(
      'text/plain; format=flowed',
      'quoted-printable',
      `${key.slice(0, 9)}=\r\n${key.slice(9)} \r\nend`,
    );

  it('is decoded the same in whatever parts it is read', () => {
    const expected = decoded(whole);
    expect(expected).toContain(`äöü ${key}`);
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 50, max: whole.length }), { maxLength: 6 }),
        (cuts) => {
          expect(
            decoded(
              whole,
              cuts.toSorted((a, b) => a - b),
            ),
          ).toBe(expected);
        },
      ),
    );
  });

  it('is decoded in time that grows with its length', () => {
    const long = `MIME-Version: 1.0\nContent-Type: text/plain; format=flowed\nContent-Transfer-Encoding: base64\n\n`;
    const body = Buffer.from('x'.repeat(3_000_000)).toString('base64');
    const mail = mailDecoder();
    let length = mail.push(long).length;
    for (let at = 0; at < body.length; at += 1000)
      length += mail.push(body.slice(at, at + 1000)).length;
    length += mail.end().length;
    expect(length).toBeGreaterThan(3_000_000);
  });
});
