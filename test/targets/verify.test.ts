// A put counts only when the same bytes come back.
import { describe, expect, it } from 'vitest';
import { type Target, TargetError } from '../../src/targets/target.js';
import { withVerification } from '../../src/targets/verify.js';
import { memoryTarget } from '../support/memory-target.js';
import { sealedSample } from '../support/sealed.js';
import { expectHeld, expectTargetError, rejection } from '../support/target-assertions.js';
import { never } from '../support/signal.js';

const sample = sealedSample({ sizeBytes: 600, seed: 'verify' });
const traits = { durability: 'detachable', maxRecordBytes: 1024, space: 'ample' } as const;
const put = (target: Target) => withVerification(target).put(sample.name, sample.record, never);

describe('a target with verification', () => {
  it('reads back what it put', async () => {
    const asked: string[] = [];
    const inner = memoryTarget(new Map());
    await put({
      ...inner,
      get: (name, signal) => {
        asked.push(name);
        return inner.get(name, signal);
      },
    });
    expect(asked).toEqual([sample.name]);
    await expectHeld(inner, sample);
  });

  const flipped = sample.record.slice();
  flipped[599] = (flipped[599] ?? 0) ^ 1;
  it.each([
    { lie: 'one bit flipped', bytes: flipped },
    { lie: 'a byte missing', bytes: sample.record.slice(0, -1) },
    { lie: 'a byte too many', bytes: new Uint8Array([...sample.record, 0]) },
    { lie: 'nothing', bytes: new Uint8Array(0) },
  ])('finds $lie', async ({ bytes }) => {
    const lying = memoryTarget(new Map(), { get: () => Promise.resolve(bytes) });
    const error = await expectTargetError(put(lying), 'DAMAGED');
    expect(error.hint).toContain('Do not rely');
  });

  it('finds that the record is not there', async () => {
    const forgetful = memoryTarget(new Map(), { put: () => Promise.resolve() });
    await expectTargetError(put(forgetful), 'DAMAGED');
  });

  it.each([
    ['is there no more', () => Promise.reject(new TargetError('UNAVAILABLE', 'pulled'))],
    ['is only its mount point now', () => Promise.resolve({ placeId: null, traits })],
  ])('calls a place not damaged that %s', async (_how, identify) => {
    const get = () => Promise.reject(new TargetError('NOT_FOUND', 'no such file'));
    await expectTargetError(put(memoryTarget(new Map(), { get, identify })), 'UNAVAILABLE');
    const short = () => Promise.resolve(sample.record.slice(0, -1));
    await expectTargetError(put(memoryTarget(new Map(), { get: short, identify })), 'UNAVAILABLE');
  });

  it.each([new TargetError('DENIED', 'may write, but not read'), new TypeError('a mistake')])(
    'hands on why it could not read back: %s',
    async (error) => {
      const unreadable = memoryTarget(new Map(), { get: () => Promise.reject(error) });
      expect(await rejection(put(unreadable))).toBe(error);
    },
  );

  it('reads nothing back of what was refused', async () => {
    const error = new TargetError('FULL', 'no room');
    const full = memoryTarget(new Map(), {
      put: () => Promise.reject(error),
      get: () => expect.fail('read back all the same'),
    });
    expect(await rejection(put(full))).toBe(error);
  });
});
