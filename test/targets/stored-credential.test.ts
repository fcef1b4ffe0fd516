// Small texts in a real Secret Service, seen by secret-tool too.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  accessService,
  deleteStoredCredential,
  readStoredCredential,
  writeStoredCredential,
} from '../../src/targets/stored-credential.js';
import { realPart } from '../support/real-parts.js';
import {
  secretServicePart,
  type SecretService,
  startSecretService,
} from '../support/secret-service.js';
import { expectTargetError } from '../support/target-assertions.js';
import { never } from '../support/signal.js';

const part = realPart(secretServicePart);

describe.skipIf(part === null)('a stored credential', () => {
  let service: SecretService;
  beforeAll(async () => {
    service = await startSecretService();
  });
  afterEach(() => {
    service.clear(accessService);
  });
  afterAll(() => {
    service.stop();
  });

  it('is given back, also to another program', async () => {
    const text = JSON.stringify({ accessKeyId: 'AK', note: 'Zürich – 東京' });
    await writeStoredCredential('s3 photos', text, never);
    expect(await readStoredCredential('s3 photos', never)).toBe(text);
    expect(service.text(accessService, 's3 photos')).toBe(text);
    expect(service.accounts(accessService)).toEqual(['s3 photos']);
  });

  it('is replaced by a later one, and kept apart by its name', async () => {
    await writeStoredCredential('a', 'first', never);
    await writeStoredCredential('b', 'other', never);
    await writeStoredCredential('a', 'second', never);
    expect(await readStoredCredential('a', never)).toBe('second');
    expect(await readStoredCredential('b', never)).toBe('other');
  });

  it('is null where there is none, and after it was removed', async () => {
    expect(await readStoredCredential('a', never)).toBeNull();
    await writeStoredCredential('a', 'text', never);
    await deleteStoredCredential('a', never);
    await deleteStoredCredential('a', never);
    expect(await readStoredCredential('a', never)).toBeNull();
    expect(service.accounts(accessService)).toEqual([]);
  });

  it('is looked for without a change, whether it is there or not', async () => {
    await writeStoredCredential('a', 'text', never);
    const watch = await service.watchChanges();
    expect(await readStoredCredential('a', never)).toBe('text');
    expect(await readStoredCredential('b', never)).toBeNull();
    expect(await watch.stop()).toEqual([]);
  });

  it('takes up to 2,560 bytes, counted as UTF-8', async () => {
    const full = 'ü'.repeat(1_280);
    await writeStoredCredential('a', full, never);
    expect(await readStoredCredential('a', never)).toBe(full);
    for (const text of [`${full}x`, '']) {
      await expectTargetError(writeStoredCredential('a', text, never), 'TOO_LARGE');
    }
    expect(await readStoredCredential('a', never)).toBe(full);
  });

  it('is not taken for missing while the store is locked', async () => {
    const locked = await startSecretService();
    try {
      await writeStoredCredential('a', 'text', never);
      locked.lock();
      await expectTargetError(readStoredCredential('a', never), 'LOCKED');
      await expectTargetError(writeStoredCredential('a', 'new', never), 'LOCKED');
      await expectTargetError(deleteStoredCredential('a', never), 'LOCKED');
    } finally {
      locked.stop();
    }
  });
});
