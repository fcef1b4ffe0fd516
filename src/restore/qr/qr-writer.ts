// A text of the alphanumeric alphabet as a QR code: its modules, and how they stand in a page.
// What the text says is crypto/printed-codes.ts. ISO/IEC 18004.
import { type ErrorCorrection, encodeQR } from 'qr';
import type { Picture } from './qr-reader.js';

/** A QR code: rows of modules, true for dark, without the light margin around it. */
export interface QrCode {
  readonly text: string;
  readonly modules: readonly (readonly boolean[])[];
}

/** How much of a code may be lost, the most first, and the longest text that the largest code then holds. */
const levels: readonly (readonly [level: ErrorCorrection, longest: number])[] = [
  ['high', 600],
  ['quartile', 2420],
  ['medium', 3391],
];

/** The light modules that belong around a code, on each side. */
export const quietModules = 4;

/**
 * The code of the text: with 30 % of it gone a short text is still read (a recovery code), 25 % of most
 * records, 15 % of one that fills the largest code. @throws TypeError for a text that no code of ours has
 */
export function qrCode(text: string): QrCode {
  const [level] = levels.find(([, longest]) => text.length <= longest) ?? [];
  if (level === undefined || !/^[0-9A-Z $%*+\-./:]+$/.test(text))
    throw new TypeError('a text that does not fit into one code');
  const border = 1;
  const drawn = encodeQR(text, 'raw', { ecc: level, encoding: 'alphanumeric', border });
  const modules = drawn.slice(border, -border).map((row) => row.slice(border, -border));
  return { text, modules };
}

/** The dark modules as the data of one SVG path, a unit a module: each run in a row is a rectangle. */
export function pathOf({ modules }: QrCode): string {
  const runs = modules.map((row, y) => {
    const line = row.map((isDark) => (isDark ? '1' : '0')).join('');
    return [...line.matchAll(/1+/g)]
      .map(({ 0: run, index }) => `M${index} ${y}h${run.length}v1h-${run.length}z`)
      .join('');
  });
  return runs.join('');
}

/** The code as a picture of so many pixels a module, with the light margin. */
export function pictureOf({ modules }: QrCode, scale: number): Picture {
  const side = (modules.length + 2 * quietModules) * scale;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  const isDark = (pixel: number, row: readonly boolean[]): boolean =>
    row[Math.floor(pixel / scale) - quietModules] ?? false;
  for (let y = 0; y < side; y += 1) {
    const row = modules[Math.floor(y / scale) - quietModules] ?? [];
    for (let x = 0; x < side; x += 1)
      if (isDark(x, row)) data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
  }
  return { data, width: side, height: side };
}
