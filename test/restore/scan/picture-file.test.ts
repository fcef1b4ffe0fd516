// What a file says that it is, and pictures that say or hold more than they may.
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VaultError } from '../../../src/errors.js';
import {
  checkPicture,
  foreignPicture,
  pictureKind,
} from '../../../src/restore/scan/picture-file.js';
import { pngOf, pngWith } from '../../support/raster.js';

/** The head of a JPEG of this size: an application segment, then the frame. */
function jpegHead(width: number, height: number): Uint8Array {
  const bytes = Buffer.alloc(40);
  bytes.set([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xff, 0xc2, 0, 11, 8]);
  bytes.writeUInt16BE(height, 14);
  bytes.writeUInt16BE(width, 16);
  return bytes;
}

const small = { width: 20, height: 10 };
const page = pngOf({ ...small, pixels: new Uint8Array(200).fill(255) });

describe('a picture', () => {
  it('is told by its first bytes', () => {
    expect(pictureKind(page)).toBe('png');
    expect(pictureKind(jpegHead(10, 10))).toBe('jpeg');
    expect(pictureKind(Buffer.from('GIF89a'))).toBeNull();
    expect(pictureKind(new Uint8Array())).toBeNull();
  });

  it.each([
    ['a HEIC photo, as phones take them', '\0\0\0\x18ftypheic\0\0'],
    ['a PDF file', '%PDF-1.7'],
    ['a TIFF picture', 'II*\0'],
    ['a WebP picture', 'RIFF\x01\x02\x03\x04WEBP'],
    ['a GIF or BMP picture', 'GIF89a'],
  ])('that is %s is named', (words, start) => {
    expect(foreignPicture(Buffer.from(start, 'latin1'))).toBe(words);
  });

  it('of a usual size is taken', async () => {
    await checkPicture(page, 'png');
    await checkPicture(jpegHead(9000, 13_000), 'jpeg');
  });

  it.each([
    [
      'a PNG that says too many pixels',
      pngWith({ width: 60_000, height: 60_000, compressed: deflateSync(Buffer.alloc(10)) }),
      'png',
    ],
    [
      'a PNG of none',
      pngWith({ width: 0, height: 5, compressed: deflateSync(Buffer.alloc(10)) }),
      'png',
    ],
    [
      'a PNG that holds more than it says',
      pngWith({ ...small, compressed: deflateSync(Buffer.alloc(9_000_000)) }),
      'png',
    ],
    ['a PNG without a size', page.subarray(0, 18), 'png'],
    [
      'a PNG whose part is longer than the file',
      Buffer.concat([
        page.subarray(0, 33),
        Buffer.from('ffffff00494441540000', 'hex'),
        Buffer.alloc(20),
      ]),
      'png',
    ],
    ['a JPEG that says too many pixels', jpegHead(60_000, 60_000), 'jpeg'],
    ['a JPEG that ends', jpegHead(10, 10).subarray(0, 9), 'jpeg'],
    ['a JPEG without markers', Buffer.from('ffd8ff00000000', 'hex'), 'jpeg'],
  ] as const)('is refused: %s', async (_, bytes, kind) => {
    await expect(checkPicture(bytes, kind)).rejects.toMatchObject({ code: 'FORMAT' });
  });

  it('of any bytes gives a word and no other error', async () => {
    const kinds = fc.constantFrom('png' as const, 'jpeg' as const);
    const property = fc.asyncProperty(
      fc.uint8Array({ maxLength: 300 }),
      kinds,
      async (rest, kind) => {
        const start = kind === 'png' ? page.subarray(0, 8) : Uint8Array.of(0xff, 0xd8, 0xff);
        const error: unknown = await checkPicture(Buffer.concat([start, rest]), kind).catch(
          (e: unknown) => e,
        );
        if (error !== undefined) expect(error).toBeInstanceOf(VaultError);
      },
    );
    await fc.assert(property);
  });
});
