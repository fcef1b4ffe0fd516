import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { RecordName } from '../../../src/record/name.js';
import type { Target } from '../../../src/targets/target.js';
import { TargetError } from '../../../src/targets/target.js';
import { placeBudget, placeLimits, type PlaceLimits } from '../../../src/vault/places/budget.js';
import { budgetedTarget } from '../../../src/vault/places/budgeted-target.js';
import { memoryTarget } from '../../support/memory-target.js';
import { refusal } from '../../support/refusal.js';
import { sealedSample } from '../../support/sealed.js';
import { never } from '../../support/signal.js';

function bounded(
  limits: Partial<PlaceLimits>,
  replaced: Partial<Target> = {},
  held = new Map<string, Uint8Array>(),
) {
  const budget = placeBudget('stick', { ...placeLimits, ...limits });
  return { budget, target: budgetedTarget(memoryTarget(held, replaced), budget) };
}

const samples = Array.from({ length: 5 }, (_, i) =>
  sealedSample({ sizeBytes: 100, seed: String(i), takenAt: `2026-01-0${i + 1}T00:00:00Z` }),
);
const held = (): Map<string, Uint8Array> =>
  new Map(samples.map(({ name, record }) => [name, record]));

async function names(target: Target): Promise<RecordName[]> {
  const all: RecordName[] = [];
  for await (const name of target.list(never)) all.push(name);
  return all;
}

async function readAll(target: Target): Promise<number> {
  let count = 0;
  for (const { name } of samples) {
    await target.get(name, never);
    count += 1;
  }
  return count;
}

describe('a place that breaks its budget', () => {
  it.each<[string, Partial<PlaceLimits>]>([
    ['records', { records: 4 }],
    ['bytes', { bytes: 499 }],
  ])('of %s is left off with TOO_MUCH, and nothing more is read of it', async (_what, limits) => {
    const read: string[] = [];
    const all = held();
    const get: Target['get'] = (name) => {
      read.push(name);
      return Promise.resolve(all.get(name) ?? new Uint8Array());
    };
    const { target, budget } = bounded(limits, { get }, all);
    expect(await refusal(() => readAll(target))).toBe('TOO_MUCH');
    const before = read.length;
    expect(await refusal(() => readAll(target))).toBe('TOO_MUCH');
    expect(read).toHaveLength(before);
    expect(budget.broken?.message).toContain('stick');
  });

  it('of names is left off, however many more it would list', async () => {
    let given = 0;
    const list: Target['list'] = async function* () {
      for (;;) {
        given += 1;
        await Promise.resolve();
        yield samples[0]?.name ?? ('' as RecordName);
      }
    };
    const { target } = bounded({ names: 1000 }, { list });
    expect(await refusal(() => names(target))).toBe('TOO_MUCH');
    expect(given).toBe(1001);
  });

  it('of names may be listed again where one listing keeps within it', async () => {
    const { target } = bounded({ names: 5 }, {}, held());
    expect(await names(target)).toHaveLength(5);
    expect(await names(target)).toHaveLength(5);
  });

  it('of time is given up, and what it was asked for is aborted', async () => {
    const aborted: string[] = [];
    const silent = (what: string, signal: AbortSignal): Promise<never> =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          aborted.push(what);
          reject(new TargetError('UNAVAILABLE', 'aborted'));
        });
      });
    const { target, budget } = bounded(
      { seconds: 0.01 },
      { get: (_name, signal) => silent('get', signal) },
      held(),
    );
    const [first] = samples;
    const asked = [target.get(first?.name ?? ('' as RecordName), never), readAll(target)];
    const ended = await Promise.allSettled(asked);
    expect(
      ended.map((one) => one.status === 'rejected' && (one.reason as TargetError).code),
    ).toEqual(['TOO_MUCH', 'TOO_MUCH']);
    expect(aborted).toEqual(['get', 'get']);
    budget.renew();
    expect(await refusal(() => readAll(target))).toBe('TOO_MUCH');
  });

  it('of time is longer for a place whose backups open', async () => {
    const slow: Target['get'] = async () => {
      await sleep(30);
      return samples[0]?.record ?? new Uint8Array();
    };
    const poor = bounded({ seconds: 0.1 }, { get: slow }, held());
    expect(await refusal(() => readAll(poor.target))).toBe('TOO_MUCH');
    const rich = bounded({ seconds: 0.1 }, { get: slow }, held());
    for (let n = 0; n < 600; n += 1) rich.budget.earn();
    expect(await readAll(rich.target)).toBe(5);
  });

  it('is still written to as far as what it takes goes', async () => {
    const { target } = bounded({ records: 0 });
    const [sample] = samples;
    if (sample === undefined) throw new Error('there are samples');
    await target.put(sample.name, sample.record, never);
    await target.remove(sample.name, never);
    expect(await refusal(() => target.get(sample.name, never))).toBe('TOO_MUCH');
  });

  it('counts anew where a person wants to go on', async () => {
    const { target, budget } = bounded({ records: 5 }, {}, held());
    expect(await readAll(target)).toBe(5);
    expect(await refusal(() => readAll(target))).toBe('TOO_MUCH');
    budget.renew();
    expect(await readAll(target)).toBe(5);
  });

  it('gives the reason of an abort as it is', async () => {
    const reason = new Error('stopped');
    const { target } = bounded({}, {}, held());
    await expect(target.identify(AbortSignal.abort(reason))).rejects.toBe(reason);
    await expect(
      target.list(AbortSignal.abort(reason))[Symbol.asyncIterator]().next(),
    ).rejects.toBe(reason);
  });
});
