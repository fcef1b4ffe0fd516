// Codes are written so that they read back, and read without asking anybody for anything.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readQrCodes } from '../../../src/restore/qr/qr-reader.js';
import { type QrCode, pathOf, pictureOf, qrCode } from '../../../src/restore/qr/qr-writer.js';
import { checkCode } from '../../../src/restore/sheet/read-back.js';
import { pngOf } from '../../support/raster.js';

const symbols = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const textOf = (length: number): string =>
  Array.from({ length }, (_, i) => symbols.charAt((i * i + 3 * i) % symbols.length)).join('');

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a QR code', () => {
  it('is read without fetching anything', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new Error('nothing is fetched')));
    expect(await readQrCodes(pictureOf(qrCode('HELLO'), 3))).toEqual(['HELLO']);
  });

  // 600, 2,420 and 3,391 symbols are the most of each level.
  it.each([1, 600, 601, 2420, 2421, 3391])('of %d symbols reads back', async (length) => {
    await checkCode(qrCode(textOf(length)));
  });

  it.each([textOf(3392), 'lower case', ''])('is of no other text', (text) => {
    expect(() => qrCode(text)).toThrow(TypeError);
  });

  it('that was drawn otherwise is found out', async () => {
    const code = qrCode('HELLO');
    const other: QrCode = { ...qrCode('WORLD'), text: code.text };
    await expect(checkCode(other)).rejects.toMatchObject({ code: 'FAILURE' });
  });

  it('is drawn in a page as it is read: a rectangle for each run of dark modules', () => {
    const [T, F] = [true, false];
    const modules = [
      [T, T, F],
      [F, F, F],
      [T, F, T],
    ];
    expect(pathOf({ text: '', modules })).toBe('M0 0h2v1h-2zM0 2h1v1h-1zM2 2h1v1h-1z');
  });

  it('is found beside others in one picture', async () => {
    const texts = ['ONE', 'TWO', 'THREE'];
    const pictures = texts.map((text) => pictureOf(qrCode(text), 4));
    const width = Math.max(...pictures.map((one) => one.width));
    const height = pictures.reduce((sum, one) => sum + one.height, 0);
    const pixels = new Uint8Array(width * height).fill(255);
    let top = 0;
    for (const { data, width: side } of pictures) {
      for (let i = 0; i < side * side; i += 1)
        pixels[(top + Math.floor(i / side)) * width + (i % side)] = data[i * 4] ?? 255;
      top += side;
    }
    const found = await readQrCodes(pngOf({ width, height, pixels }));
    expect([...found].sort()).toEqual([...texts].sort());
  });
});
