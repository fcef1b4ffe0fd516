// The way to a real server: path and virtual-host style, TLS with an authority of one's own, names and
// ports where nothing is, a server that stops answering.
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { shownHint } from '../../support/shown-hint.js';
import type { S3KindSetup } from '../../../src/targets/s3/kind.js';
import type { S3Options } from '../../../src/targets/s3/options.js';
import type { Target } from '../../../src/targets/target.js';
import { type Ceph, cephPart, startCeph } from '../../support/ceph.js';
import { toLoopback } from '../../support/loopback.js';
import { realPart } from '../../support/real-parts.js';
import { type Buckets, bucketsOf, kindFor } from '../../support/s3-buckets.js';
import {
  expectHeld,
  expectTargetError,
  namesIn,
  putSample,
} from '../../support/target-assertions.js';
import { never } from '../../support/signal.js';

const part = realPart(cephPart);

describe.skipIf(part === null)('the way to a bucket', () => {
  let ceph: Ceph;
  let buckets: Buckets;
  let opened: Target[];
  const open = (options: Partial<S3Options>, setup: S3KindSetup = {}): Target => {
    const place = { endpoint: ceph.endpoint, bucket: 'vault', ...options };
    const target = kindFor(ceph.owner, setup).open(place);
    opened.push(target);
    return target;
  };

  beforeAll(async () => {
    ceph = await startCeph();
    buckets = bucketsOf(ceph);
    await buckets.make('vault');
  });
  afterAll(() => {
    buckets.close();
    ceph.stop();
  });
  beforeEach(() => {
    opened = [];
  });
  afterEach(async () => {
    for (const target of opened) await target.close();
  });

  it('goes through the path or through the name of the host', async () => {
    const asked = new Set<string>();
    const endpoint = `http://localhost:${ceph.port}`;
    const virtual = open({ endpoint, pathStyle: false }, { lookup: toLoopback(asked) });
    const sample = await putSample(virtual, 'by host name');
    expect([...asked]).toEqual(['vault.localhost']);
    asked.clear();
    const path = open({ endpoint, pathStyle: true }, { lookup: toLoopback(asked) });
    await expectHeld(path, sample);
    expect([...asked]).toEqual(['localhost']);
    expect((await path.identify(never)).placeId).toBe((await virtual.identify(never)).placeId);
  });

  it('goes through TLS with an authority of its own', async () => {
    const target = open({ endpoint: ceph.tlsEndpoint, caFile: ceph.caFile });
    const sample = await putSample(target, 'by TLS');
    await expectHeld(target, sample);
    expect(await namesIn(target)).toContain(sample.name);
  });

  it('does not trust an authority that it was not told of', async () => {
    const error = await expectTargetError(
      open({ endpoint: ceph.tlsEndpoint }).identify(never),
      'WRONG_TARGET',
    );
    expect(error.message).toContain('certificate');
    expect(error.hint).toContain('"caFile"');
  });

  it('does not trust a certificate of another name', async () => {
    const endpoint = ceph.tlsEndpoint.replace('127.0.0.1', 'nas.lan');
    const options = { endpoint, caFile: ceph.caFile };
    const target = open(options, { lookup: toLoopback() });
    const error = await expectTargetError(target.identify(never), 'WRONG_TARGET');
    expect(error.message).toContain('another name');
  });

  it('says what is wrong with the file of an authority', async () => {
    const empty = join(ceph.folder, 'empty.pem');
    writeFileSync(empty, 'no certificate');
    for (const caFile of [empty, join(ceph.folder, 'none.pem'), ceph.folder]) {
      const target = open({ endpoint: ceph.tlsEndpoint, caFile });
      const error = await expectTargetError(target.identify(never), 'DENIED');
      expect(error.message).toContain(caFile);
      expect(error.hint).toContain('"caFile"');
    }
  });

  it('says so when TLS is spoken to a port without', async () => {
    const endpoint = ceph.endpoint.replace('http:', 'https:');
    const error = await expectTargetError(open({ endpoint }).identify(never), 'WRONG_TARGET');
    expect(shownHint(error)).toContain('http://');
  });

  it('says so when nothing listens, or the name is not known', async () => {
    const refused = await expectTargetError(
      open({ endpoint: 'http://127.0.0.1:1' }).identify(never),
      'UNAVAILABLE',
    );
    expect(refused.message).toContain('127.0.0.1:1');
    const unknown = open({ endpoint: 'http://server.invalid' });
    const error = await expectTargetError(unknown.identify(never), 'UNAVAILABLE');
    expect(error.message).toContain('server.invalid');
  });

  it('does not wait for ever for a server that stopped answering, and finds it again', async () => {
    const target = open({}, { timeoutMs: 300 });
    const sample = await putSample(target, 'before it stopped');
    ceph.freeze(true);
    try {
      await expectTargetError(target.identify(never), 'TIMEOUT');
      await expectTargetError(target.get(sample.name, never), 'TIMEOUT');
      await expectTargetError(target.put(sample.name, sample.record, never), 'TIMEOUT');
      await expectTargetError(namesIn(target), 'TIMEOUT');
    } finally {
      ceph.freeze(false);
    }
    await expectHeld(target, sample);
  });

  it('lets go of a server that stopped answering as soon as it is told to', async () => {
    const target = open({});
    await target.identify(never);
    ceph.freeze(true);
    try {
      const controller = new AbortController();
      const reason = new Error('stopped by the test');
      const identified = target.identify(controller.signal);
      setImmediate(() => {
        controller.abort(reason);
      });
      await expect(identified).rejects.toBe(reason);
    } finally {
      ceph.freeze(false);
    }
  });
});
