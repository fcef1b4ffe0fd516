// The hex dumps that tools make of a table, and texts that only look like one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startsDump, tableGatherer } from '../../../src/collect/firmware/hex-dump.js';
import { type DumpForm, dumpForms, hexDump } from '../../support/hex-dump-writer.js';
import { msdmTable } from '../../support/msdm-writer.js';

const table = msdmTable('VK7JG-NPHTM-C97JM-9MPGT-3V66T');

function gathered(text: string): Uint8Array | null {
  const gatherer = tableGatherer('MSDM');
  for (const line of text.split('\n')) {
    const found = gatherer.line(line);
    if (found !== null) return found;
  }
  return gatherer.rest();
}

describe('a table in a hex dump', () => {
  it.each(Object.keys(dumpForms) as DumpForm[])('is put together: %s', (form) => {
    expect(gathered(hexDump(table, form))).toEqual(table);
  });

  it('is found between others', () => {
    const others = ['SSDT', 'SLIC'].map((signature) => msdmTable('x', { signature }));
    const dumps = [others[0], table, others[1]].map((one) => hexDump(one ?? table, 'acpidump'));
    expect(gathered(dumps.join('\n\n'))).toEqual(table);
  });

  it('is told from the characters behind it, though they look like hex', () => {
    const like = msdmTable('xxxxxxxxAB CD EF AB CDEFAB CD');
    expect(hexDump(like, 'acpidump')).toMatch(/ {2}AB CD EF AB CDEF\n.* {2}AB CD$/);
    expect(gathered(hexDump(like, 'acpidump'))).toEqual(like);
  });

  it('is the first, where there are two', () => {
    const second = msdmTable('x');
    expect(gathered(`${hexDump(table, 'xxd')}\n${hexDump(second, 'xxd')}`)).toEqual(table);
  });

  it('is begun again where the first was cut off', () => {
    const cut = hexDump(table, 'iasl').split('\n').slice(0, 3).join('\n');
    expect(gathered(`${cut}\n${hexDump(table, 'iasl')}`)).toEqual(table);
  });

  it('is given as far as it goes where it is cut off', () => {
    const [first, second] = hexDump(table, 'xxd').split('\n');
    expect(gathered(`${first ?? ''}\n${second ?? ''}`)).toEqual(table.subarray(0, 32));
  });

  it('is cut off where a line is missing', () => {
    const lines = hexDump(table, 'xxd').split('\n');
    expect(gathered(lines.toSpliced(2, 1).join('\n'))).toEqual(table.subarray(0, 32));
  });

  it.each([
    ['nothing', ''],
    ['a text', 'The table MSDM @ 0x1000 holds the key.'],
    ['another table', hexDump(msdmTable('x', { signature: 'SLIC' }), 'acpidump')],
    ['a dump that begins in the middle', '0010: 4D 53 44 4D 55 00 00 00'],
    ['a line without bytes', '0000:'],
  ])('is not seen in %s', (_, text) => {
    expect(gathered(text)).toBeNull();
    expect(startsDump(text, 'MSDM')).toBe(false);
  });

  it('that says it is endless is gathered only so far', () => {
    const endless = new Uint8Array(70_000);
    endless.set(msdmTable('x', { length: 0xffffffff }));
    expect(gathered(hexDump(endless, 'xxd'))).toHaveLength(65_536);
  });

  it('may be anything', () => {
    const piece = fc.constantFrom('0000: 4D 53 44 4D ', '0010:', ' 00', ' 4d53', '\n', ' |', '  x');
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 5 }))), (parts) => {
        gathered(parts.join(''));
      }),
      { numRuns: 1_000 },
    );
  });
});
