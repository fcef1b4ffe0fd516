// Records that someone who knows the passphrase made wrongly: everything opens, and the payload or the
// content is refused.
import { deflateRawSync } from 'node:zlib';
import { concatBytes } from '../../src/bytes.js';
import { paddedLength } from '../../src/crypto/payload.js';
import { encodeCanonical } from '../../src/record/canonical.js';
import { smallContent } from '../../test/support/sample-content.js';
import type { Expected } from '../../test/support/vector.js';
import { type Scenario, passphrase, scenarioVault } from './scenario.js';

interface Parts {
  readonly inflatedLength: number;
  readonly deflatedLength: number;
  readonly deflated: Uint8Array;
  readonly padding: Uint8Array;
}

interface Hostile {
  readonly file: string;
  readonly description: string;
  readonly expect?: Expected;
  readonly payload: Uint8Array;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const content = encodeCanonical(smallContent);
const json = new TextDecoder().decode(content);

/** The payload of these bytes, with parts put in place of the right ones. */
function payloadOf(inflated: Uint8Array, changes: Partial<Parts> = {}): Uint8Array {
  const deflated = changes.deflated ?? new Uint8Array(deflateRawSync(inflated, { level: 9 }));
  const used = 8 + deflated.length;
  const lengths = new Uint8Array(8);
  new DataView(lengths.buffer).setUint32(0, changes.inflatedLength ?? inflated.length);
  new DataView(lengths.buffer).setUint32(4, changes.deflatedLength ?? deflated.length);
  const padding = changes.padding ?? new Uint8Array(paddedLength(used) - used);
  return concatBytes(lengths, deflated, padding);
}

const deflated = new Uint8Array(deflateRawSync(content, { level: 9 }));
const lastPaddingByte = (count: number): Uint8Array => new Uint8Array(count).fill(1, count - 1);
const usedBytes = 8 + deflated.length;
const eightMiB = 8 * 1024 * 1024;

const payloads: readonly Hostile[] = [
  {
    file: 'inflated-length-short',
    description: 'inflates to one byte more than the payload says',
    payload: payloadOf(content, { inflatedLength: content.length - 1 }),
  },
  {
    file: 'inflated-length-long',
    description: 'inflates to one byte less than the payload says',
    payload: payloadOf(content, { inflatedLength: content.length + 1 }),
  },
  {
    file: 'inflated-length-over-limit',
    description: 'says that it inflates to 8 MiB and a byte, and does',
    payload: payloadOf(new Uint8Array(eightMiB + 1).fill(0x20)),
  },
  {
    file: 'deflate-bomb',
    description: 'says 100 bytes and inflates to 16 MiB',
    payload: payloadOf(new Uint8Array(2 * eightMiB), { inflatedLength: 100 }),
  },
  {
    file: 'deflate-trailing-bytes',
    description: 'two bytes after the end of the deflate stream, counted in its length',
    payload: payloadOf(content, { deflated: concatBytes(deflated, Uint8Array.of(0, 0)) }),
  },
  {
    file: 'deflate-cut-off',
    description: 'the last byte of the deflate stream is missing',
    payload: payloadOf(content, { deflated: deflated.subarray(0, -1) }),
  },
  {
    file: 'deflate-block-type',
    description: 'a deflate stream with the block type that does not exist',
    payload: payloadOf(content, { deflated: Uint8Array.of(0xff, 0xff, 0xff) }),
  },
  {
    file: 'deflate-zlib-wrapper',
    description: 'zlib where raw deflate belongs',
    payload: payloadOf(content, {
      deflated: concatBytes(Uint8Array.of(0x78, 0xda), deflated, Uint8Array.of(0, 0, 0, 0)),
    }),
  },
  {
    file: 'deflated-length-over-payload',
    description: 'the deflate stream is longer than the payload',
    payload: payloadOf(content, { deflatedLength: 505 }),
  },
  {
    file: 'deflated-length-huge',
    description: 'the deflate stream has 4 GiB, the payload says',
    payload: payloadOf(content, { deflatedLength: 0xffffffff }),
  },
  {
    file: 'padding-not-zero',
    description: 'the last byte of padding is 1',
    payload: payloadOf(content, { padding: lastPaddingByte(512 - usedBytes) }),
  },
  {
    file: 'padding-step-too-large',
    description: 'padded to 1,024 where 512 would do',
    payload: payloadOf(content, { padding: new Uint8Array(1024 - usedBytes) }),
  },
  {
    file: 'padding-no-step',
    description: 'padded to 513',
    payload: payloadOf(content, { padding: new Uint8Array(513 - usedBytes) }),
  },
  {
    file: 'padding-fine-step',
    description: 'padded to 2,560, where steps are 1,024 from 2,048 on',
    payload: stored(2100, 2560),
  },
];

/** A payload of stored blocks that takes `used` bytes and is padded to `padded`. */
function stored(used: number, padded: number): Uint8Array {
  const note = 'x'.repeat(used - 8 - 5 - encodeCanonical({ ...smallContent, note: '' }).length);
  const inflated = encodeCanonical({ ...smallContent, note });
  return payloadOf(inflated, {
    deflated: new Uint8Array(deflateRawSync(inflated, { level: 0 })),
    padding: new Uint8Array(padded - used),
  });
}

/** The small content's JSON with one spelling exchanged. */
function respelt(from: string, to: string): Uint8Array {
  if (!json.includes(from)) throw new Error(`the content does not hold ${from}`);
  return utf8(json.replace(from, to));
}

const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

const spellings: readonly (readonly [string, string, Uint8Array])[] = [
  ['empty', 'no content at all', new Uint8Array(0)],
  ['not-json', 'the content is not JSON', utf8(json.slice(0, -1))],
  ['not-utf8', 'a byte of the content is not UTF-8', concatBytes(content, Uint8Array.of(0xff))],
  ['byte-order-mark', 'a byte order mark before the content', utf8(`\ufeff${json}`)],
  ['space', 'a space after a colon', respelt('"sequence":', '"sequence": ')],
  ['line-end', 'a line end after the content', utf8(`${json}\n`)],
  [
    'member-order',
    'two members in the wrong order',
    respelt('"previous":null,"schema":1', '"schema":1,"previous":null'),
  ],
  ['duplicate', 'a member twice', respelt('"schema":1', '"schema":1,"schema":1')],
  [
    'duplicate-differs',
    'a member twice, other values',
    respelt('"schema":1', '"schema":2,"schema":1'),
  ],
  ['escape', 'a character escaped that need not be', respelt('"DESKTOP"', '"\\u0044ESKTOP"')],
  ['escape-upper-case', 'an escape in upper-case hex', respelt('"DESKTOP"', '"\\u001F"')],
  ['slash-escaped', 'an escaped slash', respelt('"DESKTOP"', '"\\/"')],
  ['lone-surrogate', 'a lone surrogate', respelt('"DESKTOP"', '"\\ud83d"')],
  ['fraction', 'a number with a fraction', respelt('"sequence":1', '"sequence":1.0')],
  ['exponent', 'a number with an exponent', respelt('"sequence":1', '"sequence":1e0')],
  ['minus-zero', 'minus zero', respelt('{"activation"', '{"a":-0,"activation"')],
  [
    'too-large',
    '2^53, one beyond the largest number',
    respelt('"sequence":1', '"sequence":9007199254740992'),
  ],
  ['not-a-number', 'NaN, which JSON lacks', respelt('"sequence":1', '"sequence":NaN')],
  ['member-name', 'a member name that is not ASCII', utf8(`${json.slice(0, -1)},"\u00fc":1}`)],
  ['nested', '33 levels below the content', utf8(`${json.slice(0, -1)},"z":${nested(33)}}`)],
  [
    'nested-deep',
    'a hundred thousand levels',
    utf8(`${json.slice(0, -1)},"z":${nested(100_000)}}`),
  ],
  ['list', 'a list, not an object', utf8('[]')],
  ['member-missing', 'a member is missing', respelt('"previous":null,', '')],
  ['wrong-type', 'a text where a number belongs', respelt('"sequence":1', '"sequence":"1"')],
  ['wrong-time', 'a time with a fraction', respelt('55:01Z', '55:01.0Z')],
  ['wrong-tag', 'a tag in upper case', respelt('1f2e3d4c5b6a7988', '1F2e3d4c5b6a7988')],
  ['sequence-0', 'sequence 0', respelt('"sequence":1', '"sequence":0')],
  ['schema-0', 'schema 0', respelt('"schema":1', '"schema":0')],
];

/** Records that open and are refused. */
export async function payloadScenarios(): Promise<readonly Scenario[]> {
  const contents = spellings.map(([file, description, inflated]): Hostile => {
    return { file: `content-${file}`, description, payload: payloadOf(inflated) };
  });
  const newer: Hostile = {
    file: 'schema-2',
    description: 'content of schema 2, which only a later version can read',
    expect: 'UNSUPPORTED_VERSION',
    payload: payloadOf(respelt('"schema":1', '"schema":2')),
  };
  return Promise.all(
    [...payloads, ...contents, newer].map(async ({ file, description, payload, ...rest }) => {
      const expect = rest.expect ?? 'MALFORMED';
      const name = `${expect === 'MALFORMED' ? 'malformed' : 'unsupported'}-${file}`;
      const body = await (await scenarioVault(name)).sealHostile(payload);
      return { file: name, description, expect, passphrase, body };
    }),
  );
}
