import { deflateRawSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes, sameBytes } from '../../src/bytes.js';
import {
  maximumInflatedBytes,
  packPayload,
  paddedLength,
  unpackPayload,
} from '../../src/crypto/payload.js';
import { refusal } from '../support/refusal.js';

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 5000 }),
  fc.nat({ max: 200_000 }).map((length) => new Uint8Array(length).fill(120)),
);

function lengths(payload: Uint8Array): { inflated: number; deflated: number } {
  const view = new DataView(payload.buffer, payload.byteOffset);
  return { inflated: view.getUint32(0), deflated: view.getUint32(4) };
}

function payloadOf(inflatedLength: number, deflated: Uint8Array): Uint8Array {
  const used = 8 + deflated.length;
  const payload = new Uint8Array(paddedLength(used));
  new DataView(payload.buffer).setUint32(0, inflatedLength);
  new DataView(payload.buffer).setUint32(4, deflated.length);
  payload.set(deflated, 8);
  return payload;
}

describe('a payload', () => {
  it('unpacks to what was packed', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, async (content) => {
        expect(sameBytes(await unpackPayload(await packPayload(content)), content)).toBe(true);
      }),
    );
  });

  it('is raw deflate that zlib reads, and reads what zlib deflates', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, fc.integer({ min: 0, max: 9 }), async (content, level) => {
        const payload = await packPayload(content);
        const stream = payload.subarray(8, 8 + lengths(payload).deflated);
        expect(sameBytes(inflateRawSync(stream), content)).toBe(true);
        const theirs = payloadOf(
          content.length,
          new Uint8Array(deflateRawSync(content, { level })),
        );
        expect(sameBytes(await unpackPayload(theirs), content)).toBe(true);
      }),
    );
  });

  it('is refused with any byte after the deflate stream, whatever the stream', async () => {
    await fc.assert(
      fc.asyncProperty(
        bytes,
        fc.uint8Array({ minLength: 1, maxLength: 9 }),
        async (content, more) => {
          const deflated = concatBytes(new Uint8Array(deflateRawSync(content)), more);
          const attempt = () => unpackPayload(payloadOf(content.length, deflated));
          expect(await refusal(attempt)).toBe('MALFORMED');
        },
      ),
    );
  });

  it('is refused when it ends before its deflate stream', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, fc.nat(), async (content, cut) => {
        const deflated = new Uint8Array(deflateRawSync(content));
        const part = deflated.subarray(0, cut % deflated.length);
        const attempt = () => unpackPayload(payloadOf(content.length, part));
        expect(await refusal(attempt)).toBe('MALFORMED');
      }),
    );
  });

  it('is refused, and nothing else, for any bytes at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 8, maxLength: 600 }), async (noise) => {
        expect(await refusal(() => unpackPayload(noise))).toBe('MALFORMED');
      }),
    );
  });

  it('takes 8 MiB and refuses to pack or unpack a byte more', async () => {
    const most = new Uint8Array(maximumInflatedBytes);
    expect((await unpackPayload(await packPayload(most))).length).toBe(maximumInflatedBytes);
    const over = new Uint8Array(maximumInflatedBytes + 1);
    expect(await refusal(() => packPayload(over))).toBe('TOO_LARGE');
    const hostile = payloadOf(over.length, new Uint8Array(deflateRawSync(over)));
    expect(await refusal(() => unpackPayload(hostile))).toBe('MALFORMED');
  });

  it('is refused when it inflates to less or more than it says', async () => {
    const content = new Uint8Array(100);
    const deflated = new Uint8Array(deflateRawSync(content));
    expect(await refusal(() => unpackPayload(payloadOf(100, deflated)))).toBe('accepted');
    expect(await refusal(() => unpackPayload(payloadOf(101, deflated)))).toBe('MALFORMED');
    expect(await refusal(() => unpackPayload(payloadOf(99, deflated)))).toBe('MALFORMED');
  });

  it('is left at the first byte too many, before what comes after is looked at', async () => {
    const start = new Uint8Array(deflateRawSync(new Uint8Array(1_000_000), { finishFlush: 3 }));
    const broken = concatBytes(start, Uint8Array.of(0xff, 0xff));
    await expect(unpackPayload(payloadOf(100, broken))).rejects.toThrow('more than it says');
    await expect(unpackPayload(payloadOf(2_000_000, broken))).rejects.toThrow('does not inflate');
  });

  it('stops a stream of 1 GiB at the length that it names', async () => {
    // Deflate repeats: a stream is a first block, many equal blocks of 1 MiB of zeros, and an end.
    const mebibyte = new Uint8Array(1024 * 1024);
    const block = new Uint8Array(deflateRawSync(mebibyte, { finishFlush: 3 }));
    const blocks = Array.from({ length: 1024 }, () => block);
    const bomb = payloadOf(100, concatBytes(...blocks, Uint8Array.of(3, 0)));
    expect(await refusal(() => unpackPayload(bomb))).toBe('MALFORMED');
  });

  it.each([
    [8, 512],
    [512, 512],
    [513, 1024],
    [1536, 1536],
    [2047, 2048],
    [2048, 2048],
    [2049, 3072],
    [3073, 4096],
  ])('of %i bytes is padded to %i', (used, padded) => {
    expect(paddedLength(used)).toBe(padded);
  });
});
