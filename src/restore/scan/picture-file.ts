// What a file with a scan is, told by its first bytes, and whether its picture is small enough to be decoded:
// a few bytes can stand for pixels that fill any memory.
// Sources: PNG (W3C), 11.2.1 IHDR and 10.1; JPEG (ITU-T T.81), B.2.2; magic numbers of the others.
import { createInflate } from 'node:zlib';
import { byteReader } from '../../bytes.js';
import { VaultError } from '../../errors.js';

/** The largest file, and the most pixels, of any picture: a scan of A4 at 600 dpi has 35 million. */
export const pictureLimits = { bytes: 64 * 2 ** 20, pixels: 120_000_000 } as const;

type PictureKind = 'png' | 'jpeg';

interface Size {
  readonly width: number;
  readonly height: number;
}

const startsOf: readonly (readonly [kind: PictureKind, start: readonly number[]])[] = [
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['jpeg', [0xff, 0xd8, 0xff]],
];

/** Which of the pictures that are read it is; null for anything else. */
export function pictureKind(bytes: Uint8Array): PictureKind | null {
  return startsOf.find(([, start]) => start.every((byte, i) => bytes[i] === byte))?.[0] ?? null;
}

/** What people scan into and this program does not read; null for what is none of it. */
export function foreignPicture(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  if (/^....ftyp(?:hei[cxms]|mif1|msf1|avi[fs])/s.test(head))
    return 'a HEIC photo, as phones take them';
  if (head.startsWith('%PDF-')) return 'a PDF file';
  if (/^(?:II\*\0|MM\0\*)/.test(head)) return 'a TIFF picture';
  if (/^RIFF....WEBP/s.test(head)) return 'a WebP picture';
  if (/^GIF8|^BM/.test(head)) return 'a GIF or BMP picture';
  return null;
}

/**
 * Checks that the picture says a size that may be decoded, and that what it holds is no more than that.
 * @throws VaultError `FORMAT`
 */
export async function checkPicture(bytes: Uint8Array, kind: PictureKind): Promise<void> {
  const size = kind === 'png' ? pngSize(bytes) : jpegSize(bytes);
  const { width, height } = size;
  if (width === 0 || height === 0 || width * height > pictureLimits.pixels) {
    const most = pictureLimits.pixels / 1_000_000;
    throw new VaultError(
      'FORMAT',
      `the picture has ${width} x ${height} pixels: at most ${most} million are read`,
    );
  }
  if (kind === 'png') await checkInflated(bytes, size);
}

function pngSize(bytes: Uint8Array): Size {
  const reader = byteReader(bytes, 'PNG header');
  return { width: reader.u32be(16), height: reader.u32be(20) };
}

/** Out of the first frame header (SOF); the segments before it are passed over. */
function jpegSize(bytes: Uint8Array): Size {
  const reader = byteReader(bytes, 'JPEG');
  let at = 2;
  for (;;) {
    if (reader.u8(at) !== 0xff) throw new VaultError('FORMAT', 'the JPEG picture is damaged');
    const marker = reader.u8(at + 1);
    // Any number of bytes 0xff may come before a marker.
    if (marker === 0xff) at += 1;
    else if (isFrame(marker)) return { height: reader.u16be(at + 5), width: reader.u16be(at + 7) };
    else at += 2 + reader.u16be(at + 2);
  }
}

/** SOF0 to SOF15, without DHT, JPG and DAC, which lie between. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** Inflates a PNG's pixels and throws them away, so that nothing that decodes them gets more than it said. */
async function checkInflated(bytes: Uint8Array, { width, height }: Size): Promise<void> {
  // Four channels of two bytes at most, a byte a row, and as much again for the rows of interlacing.
  const most = height * (width * 8 + 1) + 16 * height + 4096;
  const inflate = createInflate();
  let total = 0;
  const ended = new Promise<boolean>((resolve) => {
    inflate.on('data', (chunk: Buffer) => {
      total += chunk.length;
      if (total > most) inflate.destroy(new Error('more than it says'));
    });
    inflate.on('error', () => {
      resolve(total <= most);
    });
    inflate.on('end', () => {
      resolve(true);
    });
  });
  for (const part of imageData(bytes)) inflate.write(part);
  inflate.end();
  if (!(await ended)) throw new VaultError('FORMAT', 'the picture holds more than it says');
}

function* imageData(bytes: Uint8Array): Generator<Uint8Array> {
  const reader = byteReader(bytes, 'PNG');
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = reader.u32be(at);
    if (reader.latin1(at + 4, 4) === 'IDAT') yield reader.bytes(at + 8, length);
    at += 12 + length;
  }
}
