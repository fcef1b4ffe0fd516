import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineCutter, longestText, type TextLine } from '../../../src/registry/export/lines.js';

/** All lines of a file that arrives in parts of a size. */
function linesOf(bytes: Uint8Array, partBytes = 7): TextLine[] {
  const cutter = lineCutter(bytes);
  const lines: TextLine[] = [];
  for (let at = 0; at < bytes.length; at += partBytes) {
    lines.push(...cutter.push(bytes.subarray(at, at + partBytes)));
  }
  return [...lines, ...cutter.end()];
}

const text = (bytes: Uint8Array): string[] => linesOf(bytes).map((line) => line.text);
const utf16be = (value: string): Buffer => Buffer.from(value, 'utf16le').swap16();

describe('lineCutter', () => {
  const lines = ['REGEDIT4', '', '"Owner"="Jürgen 木"'];
  const whole = lines.join('\r\n');

  it.each([
    ['UTF-16LE with a mark', Buffer.from(`\uFEFF${whole}`, 'utf16le')],
    ['UTF-16LE without', Buffer.from(whole, 'utf16le')],
    ['UTF-16BE with a mark', utf16be(`\uFEFF${whole}`)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${whole}`)],
    ['UTF-8 without', Buffer.from(whole)],
    ['UTF-8 with bare line ends', Buffer.from(lines.join('\n'))],
  ])('reads %s', (_, bytes) => {
    expect(text(bytes)).toEqual(lines);
  });

  it('reads the code page of an old Windows where it is not UTF-8', () => {
    expect(text(Buffer.from('"Owner"="J\u00fcrgen"', 'latin1'))).toEqual(['"Owner"="Jürgen"']);
  });

  it('numbers lines from 1 and ends with the last, whether or not it is ended', () => {
    expect(linesOf(Buffer.from('a\nb\n')).map(({ number }) => number)).toEqual([1, 2]);
    expect(linesOf(Buffer.from('a\nb')).map(({ number }) => number)).toEqual([1, 2]);
    expect(linesOf(new Uint8Array(0))).toEqual([]);
  });

  it('drops a line that is too long and goes on with the next', () => {
    const long = Buffer.concat([Buffer.alloc(5 * longestText, 'a'), Buffer.from('\nnext')]);
    const read = linesOf(long, 64 * 1024);
    expect(read).toEqual([
      { number: 1, text: '', isTooLong: true },
      { number: 2, text: 'next', isTooLong: false },
    ]);
  });

  it('gives the same lines however the file arrives', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.integer({ min: 1, max: 300 }),
        (bytes, n) => {
          expect(linesOf(bytes, n)).toEqual(linesOf(bytes, 300));
        },
      ),
    );
  });
});
