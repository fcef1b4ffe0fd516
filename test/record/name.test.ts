import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../src/bytes.js';
import { asRecordName, parseRecordName, recordName } from '../../src/record/name.js';
import { formatTime } from '../../src/record/time.js';

const good = '1f2e3d4c5b6a7988/20261121T195501Z-00112233445566778899aabbccddeeff.vault';

describe('the name of a record', () => {
  it('holds tag, time and digest, and gives them back', () => {
    const hex = fc.stringMatching(/^[0-9a-f]{16}$/);
    const date = fc.date({
      min: new Date('0000-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59Z'),
      noInvalidDate: true,
    });
    const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(hex, date, hash, (tag, moment, sha256) => {
        const takenAt = formatTime(moment);
        const name = recordName(tag, takenAt, sha256);
        const digest = toHex(sha256).slice(0, 32);
        expect(parseRecordName(name)).toEqual({ tag, takenAt, digest });
        expect(asRecordName(name)).toBe(name);
      }),
    );
  });

  it('sorts by time within a PC', () => {
    const digest = new Uint8Array(32);
    const times = ['2026-11-21T19:55:01Z', '2026-11-21T19:55:02Z', '2027-01-01T00:00:00Z'];
    const names = times.map((time) => recordName('1f2e3d4c5b6a7988', time, digest));
    expect(names.toSorted()).toEqual(names);
  });

  it.each([
    ['nothing', ''],
    ['another ending', good.replace('.vault', '.txt')],
    ['a temporary file', `${good}.tmp`],
    ['a folder more', `x/${good}`],
    ['a way up', `../${good}`],
    ['no folder', good.slice(17)],
    ['a backslash', good.replace('/', '\\')],
    ['upper case', good.toUpperCase()],
    ['a line end', `${good}\n`],
    ['a short digest', good.replace('0011', '00')],
    ['digits of another script', good.replace('2026', '\u0662\u0660\u0662\u0666')],
    ['the marker of a folder', 'READ ME FIRST.txt'],
  ])('is not %s', (_, text) => {
    expect(parseRecordName(text)).toBeNull();
    expect(asRecordName(text)).toBeNull();
  });
});

describe('times', () => {
  it('are UTC and lose what is below a second', () => {
    expect(formatTime(new Date('2026-11-21T20:55:01.999+01:00'))).toBe('2026-11-21T19:55:01Z');
  });
});
