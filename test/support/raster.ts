// Gray pictures in plain code, for tests of what is scanned: PGM as pdftoppm writes it, what paper and scanners
// do to a page, and PNG. Noise is drawn from a seed, so that a failure comes again.
import { deflateSync } from 'node:zlib';
import { crc32Reflected } from '../../src/keys/crc32.js';

/** A picture, a byte a pixel. */
export interface Gray {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** A PGM (P5) of 8 bits. */
export function parsePgm(bytes: Uint8Array): Gray {
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(
    Buffer.from(bytes.subarray(0, 64)).toString('latin1'),
  );
  if (head === null) throw new Error('this is no PGM');
  const [all, width, height] = head;
  return { width: Number(width), height: Number(height), pixels: bytes.subarray(all.length) };
}

/** A PGM, as zbarimg reads it. */
export function pgmOf({ width, height, pixels }: Gray): Uint8Array {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), pixels]);
}

/** A gray PNG. */
export function pngOf({ width, height, pixels }: Gray): Uint8Array {
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y += 1)
    rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  return pngWith({ width, height, compressed: deflateSync(rows) });
}

/** A PNG that says this size and holds these compressed bytes, whether they fit or not. */
export function pngWith(parts: {
  width: number;
  height: number;
  compressed: Uint8Array;
}): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(parts.width, 0);
  header.writeUInt32BE(parts.height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunks = [
    chunk('IHDR', header),
    chunk('IDAT', parts.compressed),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([signature, ...chunks]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(~crc32Reflected(body) >>> 0);
  return Buffer.concat([length, body, sum]);
}

/** Turned about its middle, on a white ground that is large enough. */
export function rotated({ width, height, pixels }: Gray, degrees: number): Gray {
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  const w = Math.ceil(Math.abs(width * cos) + Math.abs(height * sin));
  const h = Math.ceil(Math.abs(width * sin) + Math.abs(height * cos));
  const at = (x: number, y: number): number =>
    x < 0 || y < 0 || x >= width || y >= height ? 255 : (pixels[y * width + x] ?? 255);
  return drawn(w, h, (x, y) => {
    const [dx, dy] = [x - w / 2, y - h / 2];
    const [sx, sy] = [dx * cos + dy * sin + width / 2, dy * cos - dx * sin + height / 2];
    const [x0, y0] = [Math.floor(sx), Math.floor(sy)];
    const [fx, fy] = [sx - x0, sy - y0];
    const top = at(x0, y0) * (1 - fx) + at(x0 + 1, y0) * fx;
    return top * (1 - fy) + (at(x0, y0 + 1) * (1 - fx) + at(x0 + 1, y0 + 1) * fx) * fy;
  });
}

/** As out of focus: each pixel the mean of the nine around it. */
export function blurred({ width, height, pixels }: Gray): Gray {
  return drawn(width, height, (x, y) => {
    let sum = 0;
    for (let dy = -1; dy <= 1; dy += 1)
      for (let dx = -1; dx <= 1; dx += 1) sum += pixels[(y + dy) * width + x + dx] ?? 255;
    return sum / 9;
  });
}

/** Grain over everything, paper that is not white, and so many specks of ink or dust. */
export function dirty({ width, height, pixels }: Gray, seed: number, specks = 150): Gray {
  const random = randomOf(seed);
  const grain = drawn(width, height, (x, y) => {
    return (pixels[y * width + x] ?? 255) * 0.85 + 18 + (random() - 0.5) * 60;
  });
  for (let i = 0; i < specks; i += 1) {
    const [x, y] = [Math.floor(random() * width), Math.floor(random() * height)];
    const shade = random() < 0.5 ? 20 : 235;
    for (let row = y; row < Math.min(y + 4, height); row += 1)
      grain.pixels.fill(shade, row * width + x, row * width + Math.min(x + 4, width));
  }
  return grain;
}

/** A crease: a gray stripe across the page, so many pixels high. */
export function folded({ width, height, pixels }: Gray, y: number, rows: number): Gray {
  const creased = new Uint8Array(pixels);
  creased.fill(150, y * width, (y + rows) * width);
  return { width, height, pixels: creased };
}

function drawn(width: number, height: number, shadeAt: (x: number, y: number) => number): Gray {
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      pixels[y * width + x] = Math.max(0, Math.min(255, Math.round(shadeAt(x, y))));
  return { width, height, pixels };
}

/** mulberry32 */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
