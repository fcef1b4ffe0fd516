// The list of kinds, and the order in which an opened target is wrapped.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  findKind,
  initialisePlace,
  openTarget,
  parsePlace,
  targetKinds,
} from '../../src/targets/kinds.js';
import { type Target, TargetError } from '../../src/targets/target.js';
import type { TargetKind } from '../../src/targets/target-kind.js';
import { memoryTarget } from '../support/memory-target.js';
import { sealedSample } from '../support/sealed.js';
import { expectTargetError, namesIn } from '../support/target-assertions.js';
import { never } from '../support/signal.js';
import { folderOfTest } from '../support/temporary-folder.js';

const sample = sealedSample({ sizeBytes: 600, seed: 'kinds' });

function kindOf(target: Target): TargetKind {
  return {
    kind: 'memory',
    isOnlyOne: false,
    callLimitMs: 60_000,
    members: [],
    secret: null,
    parsePlace: () => null,
    parseOptions: () => ({}),
    describe: () => 'memory',
    words: () => Promise.resolve([]),
    facts: () => Promise.resolve([]),
    initialise: () => new Promise(() => undefined),
    open: () => target,
  };
}

describe('the list of kinds', () => {
  it('finds each kind by its name', () => {
    expect(targetKinds.length).toBeGreaterThan(0);
    for (const kind of targetKinds) expect(findKind(kind.kind)).toBe(kind);
    expect(new Set(targetKinds.map(({ kind }) => kind)).size).toBe(targetKinds.length);
    expect(findKind('carrier-pigeon')).toBeNull();
  });

  it.each(['/mnt/stick/vault', './vault', 'credential-store', 's3://bucket/prefix'])(
    'has at most one kind that claims %s',
    (place) => {
      const claims = targetKinds.filter((kind) => kind.parsePlace(place) !== null);
      expect(claims.length).toBeLessThanOrEqual(1);
    },
  );

  it('tells a place that no kind understands', () => {
    expect(() => parsePlace('ftp://example.com/vault')).toThrow(
      expect.objectContaining({ code: 'USAGE' }),
    );
  });

  it('sets up and opens a folder', async () => {
    const folder = folderOfTest();
    const place = await initialisePlace(parsePlace(join(folder, 'vault')), never);
    const target = openTarget(place);
    await target.put(sample.name, sample.record, never);
    expect(await namesIn(target)).toEqual([sample.name]);
  });
});

describe('an opened target', () => {
  it('bounds each attempt, retries those that took too long, and then verifies', async () => {
    const place = new Map<string, Uint8Array>();
    const inner = memoryTarget(place);
    const calls: string[] = [];
    const slowAtFirst = memoryTarget(place, {
      put: (name, record, signal) => {
        calls.push('put');
        if (calls.length === 1) return new Promise(() => undefined);
        return inner.put(name, record, signal);
      },
      get: (name, signal) => {
        calls.push('get');
        if (calls.length === 3) return Promise.reject(new TargetError('UNAVAILABLE', 'not now'));
        return inner.get(name, signal);
      },
    });
    const opened = openTarget({ kind: kindOf(slowAtFirst), options: {} }, { limitMs: 50 });
    await opened.put(sample.name, sample.record, never);
    expect(calls).toEqual(['put', 'put', 'get', 'get']);
  });

  it('never retries a put for what the reading back found', async () => {
    let puts = 0;
    const lying = memoryTarget(new Map(), {
      put: () => {
        puts += 1;
        return Promise.resolve();
      },
    });
    const opened = openTarget({ kind: kindOf(lying), options: {} });
    await expectTargetError(opened.put(sample.name, sample.record, never), 'DAMAGED');
    expect(puts).toBe(1);
  });

  it('fails for itself, whatever comes out of it', async () => {
    const fault = new TypeError('a mistake');
    const broken = memoryTarget(new Map(), {
      identify: () => Promise.reject(fault),
      list: async function* () {
        await Promise.resolve();
        throw fault;
      },
    });
    const opened = openTarget({ kind: kindOf(broken), options: {} });
    const error = await expectTargetError(opened.identify(never), 'UNAVAILABLE');
    expect(error.cause).toBe(fault);
    expect(error.message).toContain('a mistake');
    await expectTargetError(namesIn(opened), 'UNAVAILABLE');
    const reason = new Error('stopped');
    await expect(opened.identify(AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  it('bounds the setting up too', async () => {
    const place = { kind: kindOf(memoryTarget(new Map())), options: {} };
    await expectTargetError(initialisePlace(place, never, { limitMs: 10 }), 'TIMEOUT');
  });
});
