// The payload before encryption: two lengths, the raw deflate stream, zeros to the next step, so that
// sizes tell little. The only importer of pako. docs/format.md, "Payload".
import { byteReader, concatBytes } from '../bytes.js';
import { VaultError } from '../errors.js';

/** The most that a record's content may inflate to. */
export const maximumInflatedBytes = 8 * 1024 * 1024;

const lengthsBytes = 8;

/**
 * Deflates and pads a record's content.
 * @throws VaultError `TOO_LARGE` beyond 8 MiB; what a record can hold is the sealer's limit.
 */
export async function packPayload(content: Uint8Array): Promise<Uint8Array> {
  if (content.length > maximumInflatedBytes) {
    throw new VaultError('TOO_LARGE', `the backup has ${content.length} bytes, more than 8 MiB`);
  }
  const { deflateRaw } = await import('pako');
  const deflated = deflateRaw(content, { level: 9 });
  const lengths = new Uint8Array(lengthsBytes);
  const view = new DataView(lengths.buffer);
  view.setUint32(0, content.length);
  view.setUint32(4, deflated.length);
  const used = lengthsBytes + deflated.length;
  return concatBytes(lengths, deflated, new Uint8Array(paddedLength(used) - used));
}

/**
 * The content out of a decrypted payload. Inflating stops at the first byte beyond the length that the
 * payload names.
 * @throws VaultError `MALFORMED`
 */
export async function unpackPayload(payload: Uint8Array): Promise<Uint8Array> {
  const reader = byteReader(payload, 'payload');
  const inflatedLength = reader.u32be(0);
  const deflatedLength = reader.u32be(4);
  const used = lengthsBytes + deflatedLength;
  if (inflatedLength > maximumInflatedBytes) throw malformed('it inflates to more than 8 MiB');
  if (paddedLength(used) !== payload.length) throw malformed('its padding has the wrong length');
  if (payload.subarray(used).some((byte) => byte !== 0)) throw malformed('its padding is not zero');
  return inflateExactly(payload.subarray(lengthsBytes, used), inflatedLength);
}

/** The step that so many bytes are padded to: 512 each, and 1,024 each from 2,048 on. */
export function paddedLength(used: number): number {
  const step = used <= 2048 ? 512 : 1024;
  return Math.ceil(used / step) * step;
}

/** Inflates all of `deflated` to exactly `length` bytes. */
async function inflateExactly(deflated: Uint8Array, length: number): Promise<Uint8Array> {
  const { Inflate } = await import('pako');
  const inflate = new Inflate({ raw: true });
  const inflated = new Uint8Array(length);
  let written = 0;
  let unread = (): number => deflated.length;
  inflate.onStart = (stream) => {
    unread = () => stream.avail_in;
  };
  // Thrown from inside of push, so a stream that inflates without end is left after one chunk too many.
  inflate.onData = (chunk) => {
    if (written + chunk.length > length) throw malformed('it inflates to more than it says');
    inflated.set(chunk, written);
    written += chunk.length;
  };
  if (!inflate.push(deflated, true)) throw malformed('it does not inflate');
  if (unread() !== 0) throw malformed('bytes follow its deflate stream');
  if (written !== length) throw malformed('it inflates to less than it says');
  return inflated;
}

function malformed(why: string): VaultError {
  return new VaultError('MALFORMED', `the content of the backup is not valid: ${why}`);
}
