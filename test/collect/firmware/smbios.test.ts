// SMBIOS tables: the facts of the PC, and what damaged tables still give.
import { describe, expect, it } from 'vitest';
import { FormatError } from '../../../src/bytes.js';
import { formatUuid, parseSmbios } from '../../../src/collect/firmware/smbios.js';
import {
  baseboard,
  endOfTable,
  rawSmbios,
  type SmbiosStructure,
  systemInformation,
} from '../../support/smbios-writer.js';

// DSP0134, 7.2.1: {00112233-4455-6677-8899-AABBCCDDEEFF} as it lies in memory; changed in one digit,
// because the specification's own value stands on real boards.
const wire = [0x33, 0x22, 0x11, 0x01, 0x55, 0x44, 0x77, 0x66, 0x88, 0x99].concat([
  0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff,
]);
const uuid = '01112233-4455-6677-8899-aabbccddeeff';
const bios: SmbiosStructure = { type: 0, fields: [1, 2, 0, 0, 3, 0], texts: ['AMI', '1', 'x'] };
const system = systemInformation(['LENOVO', '20XW004AGE', 'ThinkPad X1', 'PF-3ABCDE'], wire);

describe('an SMBIOS table', () => {
  it('gives maker, model, serial number and UUID', () => {
    expect(parseSmbios(rawSmbios([bios, system, endOfTable]))).toEqual({
      manufacturer: 'LENOVO',
      model: '20XW004AGE',
      serial: 'PF-3ABCDE',
      uuid,
    });
  });

  it('has the first three fields of a UUID lowest byte first only from version 2.6 on', () => {
    const before = parseSmbios(rawSmbios([system], [2, 5])).uuid;
    expect(before).toBe('33221101-5544-7766-8899-aabbccddeeff');
    expect(parseSmbios(rawSmbios([system], [2, 6])).uuid).toBe(uuid);
  });

  it('has the same UUID as Linux shows where the version is given in another form', () => {
    for (const version of [0x1f, 0x21]) {
      const before = parseSmbios(rawSmbios([system], [2, version])).uuid;
      expect(before).toBe('33221101-5544-7766-8899-aabbccddeeff');
    }
    expect(parseSmbios(rawSmbios([system], [2, 0x33])).uuid).toBe(uuid);
  });

  it('is read to its end, whatever structures stand before and without an end mark', () => {
    const others = Array.from({ length: 40 }, (_, n) => ({ type: 200 + (n % 50), fields: [n, 0] }));
    expect(parseSmbios(rawSmbios([...others, bios, system])).uuid).toBe(uuid);
  });

  it('gives nothing from behind its end mark', () => {
    expect(parseSmbios(rawSmbios([endOfTable, system])).uuid).toBeNull();
  });

  it('gives the mainboard where the system is not filled in', () => {
    const blank = systemInformation(
      ['To Be Filled By O.E.M.', 'System Product Name', 'v1', 'System Serial Number'],
      wire,
    );
    const board = baseboard(['ASRock', 'B450M Pro4', 'v1', 'M80-C1234567']);
    expect(parseSmbios(rawSmbios([blank, board]))).toMatchObject({
      manufacturer: 'ASRock',
      model: 'B450M Pro4',
      serial: 'M80-C1234567',
    });
  });

  it('has no UUID in the short structure of the first versions', () => {
    const short = { type: 1, fields: [1, 2, 3, 4], texts: ['Maker', 'Model', 'v', 'S-1234'] };
    expect(parseSmbios(rawSmbios([short], [2, 0]))).toMatchObject({ serial: 'S-1234', uuid: null });
  });

  it('has a null for the number of a text that is not there', () => {
    const texts = ['Maker'];
    expect(parseSmbios(rawSmbios([{ ...system, texts }]))).toMatchObject({
      manufacturer: 'Maker',
      model: null,
      serial: null,
    });
  });
});

describe('a damaged SMBIOS table', () => {
  it.each([
    ['no bytes', new Uint8Array(), /SMBIOS table: at byte 1 expected 1 bytes, found 0 bytes/],
    ['half a header', new Uint8Array(7), /SMBIOS table: at byte 4 expected 4 bytes, found 3 bytes/],
  ])('with %s is refused', (_, bytes, message) => {
    expect(() => parseSmbios(bytes)).toThrow(FormatError);
    expect(() => parseSmbios(bytes)).toThrow(message);
  });

  it('gives what stands before the damage', () => {
    const whole = rawSmbios([bios, system, baseboard(['a', 'b', 'c', 'd']), endOfTable]);
    const upToSystem = rawSmbios([bios, system]).length;
    for (let length = upToSystem; length < whole.length; length += 1) {
      expect(parseSmbios(whole.subarray(0, length)).uuid).toBe(uuid);
    }
    const zeroLength = rawSmbios([bios, system, { type: 3, fields: [] }]);
    zeroLength[upToSystem + 1] = 0;
    expect(parseSmbios(zeroLength).uuid).toBe(uuid);
  });

  it('is read no further than it goes, whatever length its header claims', () => {
    const bytes = rawSmbios([bios, system]);
    new DataView(bytes.buffer).setUint32(4, 0xffffffff, true);
    expect(parseSmbios(bytes).uuid).toBe(uuid);
  });

  it('has any number of structures and texts, of which the first and a few are looked at', () => {
    const many = Array.from({ length: 50_000 }, () => baseboard(['x', 'y', 'z', 'S-9999']));
    expect(parseSmbios(rawSmbios([bios, system, ...many])).uuid).toBe(uuid);
    const first = baseboard(['ASRock', 'B450M Pro4', 'v1', 'M80-C1234567']);
    expect(parseSmbios(rawSmbios([first, ...many])).serial).toBe('M80-C1234567');
    const texts = Array.from({ length: 50_000 }, (_, i) => `Text ${i + 1}`);
    const last = { type: 1, fields: [255, 2, 0, 255], texts };
    expect(parseSmbios(rawSmbios([last]))).toMatchObject({
      manufacturer: 'Text 255',
      model: 'Text 2',
      serial: 'Text 255',
    });
  });
});

describe('a UUID', () => {
  it('has 16 bytes', () => {
    const format = () => formatUuid(new Uint8Array(15), { isLittleEndian: true });
    expect(format).toThrow(FormatError);
    expect(format).toThrow(/UUID: at byte 0 expected 16 bytes, found 15/);
  });
});
