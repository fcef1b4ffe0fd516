import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeContent, encodeCanonical, encodeContent } from '../../src/record/canonical.js';
import type { RecordContent } from '../../src/record/schema.js';
import { anyContent, anyJson } from '../support/any-content.js';
import { refusal } from '../support/refusal.js';
import { sixKeyContent, smallContent } from '../support/sample-content.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const json = text(encodeCanonical(smallContent));

/** The same value with the members of every object in another order. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, shuffled(member)] as const);
  return Object.fromEntries(members.reverse());
}

function nested(levels: number): unknown {
  return levels === 1 ? [] : [nested(levels - 1)];
}

describe('the canonical form', () => {
  it('is JSON of the same value', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        expect(JSON.parse(text(encodeCanonical(value)))).toEqual(value);
      }),
    );
  });

  it('does not depend on the order of members', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        expect(text(encodeCanonical(shuffled(value)))).toBe(text(encodeCanonical(value)));
      }),
    );
  });

  it('is a fixed point: encoding what was read gives the same bytes', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        const once = text(encodeCanonical(value));
        expect(text(encodeCanonical(JSON.parse(once)))).toBe(once);
      }),
    );
  });

  it('sorts members and leaves out white space', () => {
    const value = { b: [1, { d: null, c: true }], B: 'x', a: '', '': 0, '10': 1, '9': 2 };
    const expected = '{"":0,"10":1,"9":2,"B":"x","a":"","b":[1,{"c":true,"d":null}]}';
    expect(text(encodeCanonical(value))).toBe(expected);
  });

  it('escapes what RFC 8785 escapes and nothing else', () => {
    const value = '\u0000\b\t\n\u000b\f\r\u001f"\\/\u007f\u0080\u2028\u00fc\u{1f511}';
    const expected =
      '"\\u0000\\b\\t\\n\\u000b\\f\\r\\u001f\\"\\\\/\u007f\u0080\u2028\u00fc\u{1f511}"';
    expect(text(encodeCanonical(value))).toBe(expected);
  });

  it('keeps a member that is named as a prototype', () => {
    const value: unknown = JSON.parse('{"__proto__":1}');
    expect(text(encodeCanonical(value))).toBe('{"__proto__":1}');
  });

  it.each([
    ['a fraction', 0.5],
    ['minus zero', -0],
    ['2^53', 2 ** 53],
    ['-2^53', -(2 ** 53)],
    ['not a number', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a lone surrogate', '\ud83d'],
    ['a lone surrogate deep within', [{ a: ['\udd11x'] }]],
    ['a member name beyond ASCII', { '\u00fc': 1 }],
    ['a control in a member name', { 'a\n': 1 }],
    ['nothing at all', undefined],
    ['a missing member', { a: undefined }],
    ['a big integer', 1n],
    ['a function', () => 1],
    ['33 levels', nested(34)],
  ])('is refused for %s', async (_, value) => {
    expect(await refusal(() => encodeCanonical(value))).toBe('MALFORMED');
  });

  it('takes 32 levels below the top', async () => {
    expect(await refusal(() => encodeCanonical(nested(33)))).toBe('accepted');
  });
});

describe('reading content', () => {
  it('gives back any content that was written', () => {
    fc.assert(
      fc.property(anyContent, (content) => {
        expect(decodeContent(encodeContent(content))).toEqual(content);
      }),
    );
  });

  it('keeps members that it does not know, at every level', () => {
    const content = {
      ...sixKeyContent,
      future: [{ x: 1 }],
      os: { ...sixKeyContent.os, future: 'y' },
      licences: sixKeyContent.licences.map((licence) => ({
        ...licence,
        future: null,
        checks: { ...licence.checks, newCheck: 'passed' },
        places: licence.places.map((place) => ({ ...place, future: true })),
      })),
    };
    expect(decodeContent(encodeContent(content))).toEqual(content);
  });

  it('refuses or gives other content for any changed byte', async () => {
    const bytes = encodeContent(smallContent);
    for (let at = 0; at < bytes.length; at += 1) {
      for (const mask of [1, 0x20, 0x80]) {
        const changed = bytes.map((byte, i) => (i === at ? byte ^ mask : byte));
        const same = () => {
          expect(decodeContent(changed)).not.toEqual(smallContent);
        };
        const result = await refusal(same);
        expect(['accepted', 'MALFORMED', 'UNSUPPORTED_VERSION']).toContain(result);
      }
    }
  });

  const respelt = (from: string, to: string): Uint8Array => {
    expect(json).toContain(from);
    return utf8(json.replace(from, to));
  };

  it.each([
    ['nothing', () => new Uint8Array(0)],
    ['a member twice', () => respelt('"schema":1', '"schema":1,"schema":1')],
    [
      'a member twice, the first of another value',
      () => respelt('"schema":1', '"schema":2,"schema":1'),
    ],
    ['a space', () => respelt(':', ': ')],
    ['a line end at the end', () => utf8(`${json}\n`)],
    ['members out of order', () => utf8(JSON.stringify(shuffled(JSON.parse(json))))],
    ['an escape that need not be', () => respelt('DESKTOP', '\\u0044ESKTOP')],
    ['an upper-case escape', () => respelt('DESKTOP', '\\u001F')],
    ['an escaped slash', () => respelt('DESKTOP', '\\/')],
    ['a lone surrogate', () => respelt('DESKTOP', '\\ud83d')],
    ['1.0', () => respelt('"sequence":1', '"sequence":1.0')],
    ['1e0', () => respelt('"sequence":1', '"sequence":1e0')],
    ['a byte order mark', () => utf8(`\ufeff${json}`)],
    ['bytes that are not UTF-8', () => Uint8Array.of(0x22, 0xff, 0x22)],
    ['half of it', () => utf8(json.slice(0, json.length / 2))],
    ['a hundred thousand levels', () => utf8('['.repeat(100_000) + ']'.repeat(100_000))],
  ])('refuses %s', async (_, make) => {
    const bytes = make();
    expect(await refusal(() => decodeContent(bytes))).toBe('MALFORMED');
  });

  it('throws nothing but a VaultError for any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
        expect(await refusal(() => decodeContent(bytes))).toBe('MALFORMED');
      }),
    );
  });

  it('quotes nothing of the content in a message', () => {
    const secret = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
    const broken = utf8(`${JSON.stringify({ ...smallContent, note: secret })}x`);
    expect(() => decodeContent(broken)).toThrow('not valid');
    expect(() => decodeContent(broken)).not.toThrow(/3V66T/);
  });

  it('refuses to write content that it would not read', async () => {
    const content: RecordContent = { ...smallContent, takenAt: 'yesterday' };
    expect(await refusal(() => encodeContent(content))).toBe('MALFORMED');
  });
});

describe('unknown members', () => {
  it.each(['__proto__', 'constructor', 'prototype', ''])('named "%s" are kept', (name) => {
    const written = json.replace('{"activation"', `{"${name}":"x","activation"`);
    const sorted = encodeCanonical(JSON.parse(written));
    expect(text(encodeContent(decodeContent(sorted)))).toBe(text(sorted));
  });
});
