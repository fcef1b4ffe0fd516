import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyFields } from '../../../src/collect/decode/pkey2009.js';
import { parseConfigurations } from '../../../src/collect/pkeyconfig/key-configurations.js';
import {
  type ConfigurationSpec,
  compressedPayload,
  configurationXml,
  pkeyconfig,
  publicConfigurations,
} from '../../support/pkeyconfig-writer.js';

const proKey = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const pro = keyFields(proKey) ?? { group: 0, serial: -1 };
const inner = configurationXml(publicConfigurations);
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16le = (text: string): Uint8Array => Buffer.from(text, 'utf16le');

async function lookUp(specs: readonly ConfigurationSpec[], group: number, serial: number) {
  const parsed = await parseConfigurations(utf8(pkeyconfig(configurationXml(specs))));
  return parsed?.lookUp({ group, serial }) ?? null;
}

const spec = (changes: Partial<ConfigurationSpec>): ConfigurationSpec => ({
  group: 1,
  edition: 'Professional',
  channel: 'Retail',
  description: 'Win 10 RTM Professional Retail',
  ranges: [[0, 9]],
  ...changes,
});

describe('a pkeyconfig file', () => {
  it.each([
    ['UTF-8 with a byte order mark', utf8(pkeyconfig(inner))],
    ['UTF-8 without one', utf8(pkeyconfig(inner).slice(1))],
    ['UTF-16 with a byte order mark', utf16le(pkeyconfig(inner))],
    ['UTF-16 without one', utf16le(pkeyconfig(inner).slice(1))],
    [
      'base64 in lines',
      utf8(
        pkeyconfig('', {
          payload: Buffer.from(inner).toString('base64').replace(/.{64}/g, '$&\r\n'),
        }),
      ),
    ],
    ['compressed bytes behind a mark', utf8(pkeyconfig('', { payload: compressedPayload(inner) }))],
    [
      'compressed base64 behind a mark',
      utf8(pkeyconfig('', { payload: `pkc:${gzipSync(inner).toString('base64')}` })),
    ],
    [
      'an inner text in UTF-16',
      utf8(
        pkeyconfig('', { payload: Buffer.from(`\uFEFF${inner}`, 'utf16le').toString('base64') }),
      ),
    ],
  ])('tells edition and channel of a key: %s', async (_, bytes) => {
    const configurations = await parseConfigurations(bytes);
    expect(configurations?.lookUp(pro)).toEqual({
      edition: 'Professional',
      channel: 'Retail',
      description: 'Win 10 RTM Professional Retail',
      partNumber: '[TH]X19-98841',
    });
  });

  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
  it.each([
    ['nothing', new Uint8Array(0)],
    ['zeros', new Uint8Array(4096)],
    ['a text', utf8('no markup at all')],
    ['no infoBin', utf8('<a><b>PHg+</b></a>')],
    ['an infoBin that never ends', utf8(pkeyconfig(inner).split('</tm:infoBin>')[0] ?? '')],
    ['a payload that is no base64', utf8(pkeyconfig('', { payload: '%%% ***' }))],
    ['a payload of other XML', utf8(pkeyconfig('<configuration></configuration>'))],
    [
      'a payload cut off in its compression',
      utf8(pkeyconfig('', { payload: compressedPayload(inner).slice(0, 80) })),
    ],
    [
      'a payload that inflates beyond bounds',
      utf8(pkeyconfig('', { payload: bomb.toString('base64') })),
    ],
    [
      'groups that are no numbers',
      utf8(pkeyconfig(inner.replaceAll('RefGroupId>3', 'RefGroupId>x'))),
    ],
  ])('says nothing when it holds %s', async (_, bytes) => {
    expect(await parseConfigurations(bytes)).toBeNull();
  });

  it('is read in time that grows with its length, however deep it is nested', async () => {
    const deep = '<a>'.repeat(200_000) + '</b>'.repeat(200_000);
    expect(await parseConfigurations(utf8(pkeyconfig(deep)))).toBeNull();
  });

  it('may be changed anywhere without an error', async () => {
    const whole = utf8(pkeyconfig(inner));
    const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 8 }),
        fc.nat(),
        async (changes, cut) => {
          const bytes = whole.slice(0, cut % 3 === 0 ? cut % whole.length : whole.length);
          for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte;
          (await parseConfigurations(bytes))?.lookUp(pro);
        },
      ),
      { numRuns: 150 },
    );
    const changedInner = fc.tuple(
      fc.nat(inner.length - 1),
      fc.string({ unit: 'binary', maxLength: 3 }),
    );
    await fc.assert(
      fc.asyncProperty(changedInner, async ([at, text]) => {
        const changed = inner.slice(0, at) + text + inner.slice(at + 1);
        (await parseConfigurations(utf8(pkeyconfig(changed))))?.lookUp(pro);
      }),
      { numRuns: 150 },
    );
  });
});

describe('the configuration of a key', () => {
  it('is unknown for a group or a serial that the file does not have', async () => {
    expect(await lookUp([spec({})], 2, 5)).toBeNull();
    expect(await lookUp([spec({})], 1, 10)).toBeNull();
  });

  it('is found in ranges as a set: what lies between two ranges is in neither', async () => {
    const specs = [
      spec({
        ranges: [
          [0, 9],
          [100, 199],
        ],
      }),
    ];
    expect(await lookUp(specs, 1, 50)).toBeNull();
    expect(await lookUp(specs, 1, 100)).toMatchObject({ edition: 'Professional' });
    expect(await lookUp(specs, 1, 199)).not.toBeNull();
    expect(await lookUp(specs, 1, 200)).toBeNull();
  });

  it('is that of the range which holds the serial, where a group has several', async () => {
    const specs = [spec({}), spec({ ranges: [[10, 19]], edition: 'Core', channel: 'OEM:DM' })];
    expect(await lookUp(specs, 1, 12)).toMatchObject({ edition: 'Core', channel: 'OEM:DM' });
  });

  it('is never that of the placeholder group', async () => {
    expect(await lookUp([spec({ group: 999999 })], 999999, 5)).toBeNull();
  });

  it('is known only as far as two that hold the serial agree', async () => {
    const specs = [spec({}), spec({ edition: 'Core' })];
    expect(await lookUp(specs, 1, 5)).toMatchObject({ edition: null, channel: 'Retail' });
  });

  it('is taken from a range that is no longer valid only where no valid one holds the serial', async () => {
    const old = spec({ ranges: [[0, 9, false]], edition: 'Core' });
    expect(await lookUp([old, spec({})], 1, 5)).toMatchObject({ edition: 'Professional' });
    expect(await lookUp([old], 1, 5)).toMatchObject({ edition: 'Core' });
  });
});
