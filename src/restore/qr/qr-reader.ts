// QR codes in a picture: the one file with zxing-wasm. Its WebAssembly is given to it as bytes that lie in this
// program's own folder: by itself it would fetch them from a server. Loaded only where a picture is read.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { isBundle } from '../../system/program-root.js';

/** Pixels: red, green, blue and opacity, a byte each. */
export interface Picture {
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

/** More codes than any sheet has on one page. */
const mostCodes = 64;

let loading: ReturnType<typeof loaded> | null = null;

/**
 * The texts of all codes in the picture, in no order; of a picture in a file its bytes, PNG or JPEG.
 * @throws Error of the library for what it cannot decode.
 */
export async function readQrCodes(picture: Picture | Uint8Array): Promise<readonly string[]> {
  const { readBarcodes } = await (loading ??= loaded());
  const input =
    picture instanceof Uint8Array ? picture : { ...picture, colorSpace: 'srgb' as const };
  const found = await readBarcodes(input as Parameters<typeof readBarcodes>[0], {
    ...{ formats: ['QRCode'], maxNumberOfSymbols: mostCodes },
    ...{ tryHarder: true, tryRotate: true, tryInvert: false, tryDownscale: true },
  });
  return found.filter(({ isValid }) => isValid).map(({ text }) => text);
}

/** The library with its WebAssembly. */
async function loaded() {
  const [zxing, wasm] = await Promise.all([import('zxing-wasm/reader'), readFile(wasmFile())]);
  const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength);
  await zxing.prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  return zxing;
}

/** In the bundle it lies beside the program (scripts/bundle.mjs), else in its package. */
function wasmFile(): string | URL {
  const name = 'zxing_reader.wasm';
  if (isBundle) return new URL(`./${name}`, import.meta.url);
  return createRequire(import.meta.url).resolve(`zxing-wasm/reader/${name}`);
}
