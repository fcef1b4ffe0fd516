// What tests of targets put in, look up and assert. The contract itself is test/targets/contract.ts.
import { expect } from 'vitest';
import type { RecordName } from '../../src/record/name.js';
import {
  maximumRecordBytes,
  type Target,
  TargetError,
  type TargetErrorCode,
} from '../../src/targets/target.js';
import { firstTag, sealedSample, type SealedSample, secondTag } from './sealed.js';
import { never } from './signal.js';

/** Asserts that the promise is rejected with a `TargetError` of this code; resolves to the error. */
export async function expectTargetError(
  promise: Promise<unknown>,
  code: TargetErrorCode,
): Promise<TargetError> {
  const error = await rejection(promise);
  expect(error).toBeInstanceOf(TargetError);
  expect(error).toMatchObject({ code });
  return error as TargetError;
}

/**
 * Asserts that these are the traits of a target: every one of them is there, of its type, with a value
 * that the contract knows. One that is forgotten is undefined to the vault.
 */
export function expectTraits(traits: object): void {
  const known: Record<string, unknown> = { ...traits };
  expect(Object.keys(known).sort()).toEqual(['durability', 'maxRecordBytes', 'space']);
  expect(['offsite', 'detachable', 'this-install']).toContain(known['durability']);
  expect(['ample', 'scarce']).toContain(known['space']);
  expect(known['maxRecordBytes']).toEqual(expect.any(Number));
  expect(Number.isSafeInteger(known['maxRecordBytes'])).toBe(true);
  expect(known['maxRecordBytes']).toBeGreaterThan(0);
  expect(known['maxRecordBytes']).toBeLessThanOrEqual(maximumRecordBytes);
}

/** What the promise is rejected with; fails the test when it resolves. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  let value: unknown;
  try {
    value = await promise;
  } catch (error) {
    return error;
  }
  expect.fail(`expected a rejection, but it resolved to ${String(value)}`);
}

/** Asserts that the target gives back exactly these bytes under this name. */
export async function expectHeld(target: Target, { name, record }: SealedSample): Promise<void> {
  const held = await target.get(name, never);
  expect(Buffer.compare(held, record), `the bytes under ${name}`).toBe(0);
}

/** Every name that the target lists, sorted; one that is listed twice stands there twice. */
export async function namesIn(target: Target, signal = never): Promise<RecordName[]> {
  const names: RecordName[] = [];
  for await (const name of target.list(signal)) names.push(name);
  return names.sort();
}

/** Puts a record of an ordinary size. */
export async function putSample(target: Target, seed: string): Promise<SealedSample> {
  const sample = sealedSample({ sizeBytes: 1_826, seed });
  await target.put(sample.name, sample.record, never);
  return sample;
}

/** A record so large that writing it takes a while, as far as the target takes it. */
export async function largeSample(target: Target, seed: string): Promise<SealedSample> {
  const { traits } = await target.identify(never);
  return sealedSample({ sizeBytes: Math.min(traits.maxRecordBytes, 300_000), seed });
}

/** Six records of each of three PCs. */
export function manySamples(): SealedSample[] {
  return [firstTag, secondTag, 'abcdefabcdefabcd'].flatMap((tag) =>
    Array.from({ length: 6 }, (_, n) => {
      const takenAt = `2026-11-21T19:55:0${n}Z`;
      return sealedSample({ sizeBytes: 900 + n, seed: `many ${tag} ${n}`, tag, takenAt });
    }),
  );
}

/** The samples' names as {@link namesIn} would list them. */
export function sortedNames(samples: readonly SealedSample[]): RecordName[] {
  return samples.map(({ name }) => name).sort();
}

/** Lets everything that is ready run first. */
export async function nextTurn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
