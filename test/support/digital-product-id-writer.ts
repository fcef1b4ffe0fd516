// Makes DigitalProductId and DigitalProductId4 structures that hold a given, public key, for tests and
// the example disk. The program itself never makes any. It shares no arithmetic with the decoder in
// src/keys: the layout and the checksums are written down a second time here.
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** What a DigitalProductId is to say; left out fields are empty, or as in a retail Windows. */
export interface DigitalProductIdSpec {
  /** Null for an erased key. */
  readonly productKey: string | null;
  readonly productId?: string;
  readonly group?: number;
  readonly partNumber?: string;
  /** 0 retail, 1 upgrade, 2 OEM, 3 volume. */
  readonly licenceType?: number;
  readonly installedAt?: Date;
  readonly oemId?: string;
  /** More than 164 for the longer ones that occur. */
  readonly length?: number;
}

/** What a DigitalProductId4 is to say. */
export interface DigitalProductId4Spec {
  /** Null for an erased key. */
  readonly productKey: string | null;
  readonly advancedPid?: string;
  readonly activationId?: string;
  readonly edition?: string;
  readonly keyType?: string;
  readonly partNumber?: string;
}

const alphabet = 'BCDFGHJKMPQRTVWXY2346789';

/** The 15 bytes of a key; all zero for an erased one. */
export function encodeKey(productKey: string | null): Uint8Array {
  const bytes = new Uint8Array(15);
  if (productKey === null) return bytes;
  const symbols = productKey.replaceAll('-', '');
  const place = symbols.indexOf('N');
  const letters = place < 0 ? symbols : (alphabet[place] ?? '') + symbols.replace('N', '');
  for (const letter of letters) {
    let carry = alphabet.indexOf(letter);
    for (let i = 0; i < bytes.length; i += 1) {
      carry += (bytes[i] ?? 0) * alphabet.length;
      bytes[i] = carry & 0xff;
      carry >>= 8;
    }
  }
  if (place >= 0) bytes[14] = (bytes[14] ?? 0) | 8;
  return bytes;
}

/** A DigitalProductId with its CRC. */
export function digitalProductId(spec: DigitalProductIdSpec): Uint8Array {
  const bytes = new Uint8Array(spec.length ?? 164);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 164, true);
  view.setUint16(4, 3, true);
  putAscii(bytes, 8, spec.productId ?? '');
  view.setUint32(32, spec.group ?? 0, true);
  putAscii(bytes, 36, spec.partNumber ?? '');
  bytes.set(encodeKey(spec.productKey), 52);
  view.setUint32(72, Math.floor((spec.installedAt?.getTime() ?? 0) / 1000), true);
  view.setUint32(80, spec.licenceType ?? 0, true);
  putAscii(bytes, 92, spec.oemId ?? '');
  // zlib inverts at the end, this structure does not.
  view.setUint32(160, ~crc32(bytes.subarray(0, 160)) >>> 0, true);
  return bytes;
}

/** A DigitalProductId4 with both hashes. */
export function digitalProductId4(spec: DigitalProductId4Spec): Uint8Array {
  const bytes = new Uint8Array(1272);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 1272, true);
  view.setUint16(4, 4, true);
  putUtf16(bytes, 8, spec.advancedPid ?? '');
  putUtf16(bytes, 136, spec.activationId ?? '');
  putUtf16(bytes, 280, spec.edition ?? '');
  bytes.set(encodeKey(spec.productKey), 808);
  putUtf16(bytes, 888, spec.partNumber ?? '');
  putUtf16(bytes, 1016, spec.keyType ?? '');
  putUtf16(bytes, 1144, spec.keyType?.split(':')[0] ?? '');
  bytes.set(sha256(bytes.subarray(808, 824)), 824);
  bytes.set(sha256(bytes), 856);
  return bytes;
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}

function putAscii(bytes: Uint8Array, offset: number, text: string): void {
  bytes.set(Buffer.from(text, 'latin1'), offset);
}

function putUtf16(bytes: Uint8Array, offset: number, text: string): void {
  bytes.set(Buffer.from(text, 'utf16le'), offset);
}
