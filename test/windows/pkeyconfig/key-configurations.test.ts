import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyFields } from '../../../src/keys/pkey2009.js';
import { parseConfigurations } from '../../../src/windows/pkeyconfig/infobin.js';
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

function lookUp(specs: readonly ConfigurationSpec[], group: number, serial: number) {
  const parsed = parseConfigurations(utf8(pkeyconfig(configurationXml(specs))));
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
    [
      'elements without a prefix, or with another',
      utf8(pkeyconfig(inner.replaceAll('<pkc:E', '<E').replaceAll('pkc:P', 'x:P'))),
    ],
    ['texts in CDATA', utf8(pkeyconfig(inner.replaceAll(/>(Prof[^<]*)</g, '><![CDATA[$1]]><')))],
    ['entities', utf8(pkeyconfig(inner.replaceAll('Retail', '&#82;e&#x74;ail')))],
    [
      'comments and instructions between the parts of a text',
      utf8(pkeyconfig(inner.replaceAll('Retail', 'Re<!-- <a> -->ta<?x >?>il'))),
    ],
    [
      'attributes with tags in them',
      utf8(pkeyconfig(inner.replaceAll('EditionId>P', 'EditionId a="</b>" b=\'">\'>P'))),
    ],
    [
      'two payloads, of which the first is something else',
      utf8(pkeyconfig(inner).replace('<tm:infoBin', '<tm:infoBin name="x">PHg+</tm:infoBin>$&')),
    ],
  ])('tells edition and channel of a key: %s', (_, bytes) => {
    const configurations = parseConfigurations(bytes);
    expect(configurations?.lookUp(pro)).toEqual({
      edition: 'Professional',
      channel: 'Retail',
      description: 'Win 10 RTM Professional Retail',
      partNumber: '[TH]X19-98841',
    });
  });

  const large = gzipSync(Buffer.alloc(2 * 1024 * 1024, ' ')).toString('base64');
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
      'payloads that inflate beyond bounds together',
      utf8(`<a>${`<infoBin>${large}</infoBin>`.repeat(9)}${pkeyconfig(inner).slice(1)}</a>`),
    ],
    [
      'groups that are no numbers',
      utf8(pkeyconfig(inner.replaceAll('RefGroupId>3', 'RefGroupId>x'))),
    ],
  ])('says nothing when it holds %s', (_, bytes) => {
    expect(parseConfigurations(bytes)).toBeNull();
  });

  it('is read in time that grows with its length, however deep it is nested', () => {
    const deep = '<a>'.repeat(200_000) + '</b>'.repeat(200_000);
    expect(parseConfigurations(utf8(pkeyconfig(deep)))).toBeNull();
  });

  it('is asked in time that grows with its length, however often an id is repeated', () => {
    const specs = Array.from({ length: 20_000 }, () => spec({ id: '{same}' }));
    const parsed = parseConfigurations(utf8(pkeyconfig(configurationXml(specs))));
    expect(parsed?.lookUp({ group: 1, serial: 5 })).toMatchObject({ edition: 'Professional' });
  });

  it('may be changed anywhere without an error', () => {
    const whole = utf8(pkeyconfig(inner));
    const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), fc.nat(), (changes, cut) => {
        const bytes = whole.slice(0, cut % 3 === 0 ? cut % whole.length : whole.length);
        for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte;
        parseConfigurations(bytes)?.lookUp(pro);
      }),
      { numRuns: 300 },
    );
    const changedInner = fc.tuple(
      fc.nat(inner.length - 1),
      fc.string({ unit: 'binary', maxLength: 3 }),
    );
    fc.assert(
      fc.property(changedInner, ([at, text]) => {
        const changed = inner.slice(0, at) + text + inner.slice(at + 1);
        parseConfigurations(utf8(pkeyconfig(changed)))?.lookUp(pro);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the configuration of a key', () => {
  it('is unknown for a group or a serial that the file does not have', () => {
    expect(lookUp([spec({})], 2, 5)).toBeNull();
    expect(lookUp([spec({})], 1, 10)).toBeNull();
  });

  it('is found in ranges as a set: what lies between two ranges is in neither', () => {
    const specs = [
      spec({
        ranges: [
          [0, 9],
          [100, 199],
        ],
      }),
    ];
    expect(lookUp(specs, 1, 50)).toBeNull();
    expect(lookUp(specs, 1, 100)).toMatchObject({ edition: 'Professional' });
    expect(lookUp(specs, 1, 199)).not.toBeNull();
    expect(lookUp(specs, 1, 200)).toBeNull();
  });

  it('is that of the range which holds the serial, where a group has several', () => {
    const specs = [spec({}), spec({ ranges: [[10, 19]], edition: 'Core', channel: 'OEM:DM' })];
    expect(lookUp(specs, 1, 12)).toMatchObject({ edition: 'Core', channel: 'OEM:DM' });
  });

  it('is never that of the placeholder group', () => {
    expect(lookUp([spec({ group: 999999 })], 999999, 5)).toBeNull();
  });

  it('is known only as far as two that hold the serial agree', () => {
    const specs = [spec({}), spec({ edition: 'Core' })];
    expect(lookUp(specs, 1, 5)).toMatchObject({ edition: null, channel: 'Retail' });
  });

  it('is taken from a range that is no longer valid only where no valid one holds the serial', () => {
    const old = spec({ ranges: [[0, 9, false]], edition: 'Core' });
    expect(lookUp([old, spec({})], 1, 5)).toMatchObject({ edition: 'Professional' });
    expect(lookUp([old], 1, 5)).toMatchObject({ edition: 'Core' });
  });

  it('names every edition of a long list', () => {
    const editions = Array.from({ length: 22 }, (_, i) => `ProfessionalEducation${i}`).join(';');
    expect(editions.length).toBeGreaterThan(400);
    expect(lookUp([spec({ edition: editions })], 1, 5)?.edition).toBe(editions);
  });

  it('has no edition where Windows Vista says that there is none', () => {
    expect(lookUp([spec({ edition: 'n/a', channel: 'Volume:MAK' })], 1, 5)).toMatchObject({
      edition: null,
      channel: 'Volume:MAK',
    });
  });
});
