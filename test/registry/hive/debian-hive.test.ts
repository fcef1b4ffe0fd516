// A real SOFTWARE hive of Windows 8.1: 65 MB, dirty, without its logs. It is not in the repository;
// scripts/fetch-debian-hive.sh fetches it where Debian's sources can be had.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { collectFrom } from '../../../src/collect/collectors.js';
import { openHive } from '../../../src/registry/hive/hive.js';
import { never } from '../../support/signal.js';

const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
const path = join(cache, 'product-key-vault-tests/debian-hive/SOFTWARE');
const isThere = existsSync(path);
if (!isThere) console.warn('skipped: needs a large hive; fetch: scripts/fetch-debian-hive.sh');

describe.skipIf(!isThere)('a real hive of Windows 8.1', () => {
  it('is the one that is meant', () => {
    const digest = createHash('sha256').update(readFileSync(path)).digest('hex');
    expect(digest).toBe('701862e7a17f2d63e36d2796af9244feb99180c5e56dbb5b2c8a82c01ddf4a6d');
  });

  it('is read although it is dirty', () => {
    const hive = openHive(path);
    expect(hive.dirty).toBe(true);
    expect(hive.warnings().map((warning) => warning.code)).toContain('dirty-hive');
    const version = hive.root.subkey('Microsoft\\Windows NT\\CurrentVersion');
    expect([...(version?.values() ?? [])].length).toBeGreaterThan(10);
    hive.close();
  });

  it('gives its Windows, and the copy of another edition last', async () => {
    const context = { now: new Date(), signal: never };
    const { findings } = await collectFrom([path], context);
    const [finding] = findings;
    expect(finding?.snapshot.os.productName).toMatch(/^Windows 8\.1/);
    const licences = finding?.snapshot.licences ?? [];
    expect(licences.length).toBeGreaterThan(1);
    expect(licences[0]?.checks).toMatchObject({
      typo: 'passed',
      integrity: 'passed',
      group: 'passed',
    });
    expect(licences.at(-1)?.places[0]?.location).toContain('Internet Explorer');
  });
});
