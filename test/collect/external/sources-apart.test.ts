// Named sources, with a stand-in for the process that reads them. A real mount that hangs is in
// test/end-to-end.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { collectFromApart } from '../../../src/collect/external/sources-apart.js';
import { VaultError } from '../../../src/errors.js';
import { refusal } from '../../support/refusal.js';
import { never } from '../../support/signal.js';
import { folderOfFile } from '../../support/temporary-folder.js';

const folder = folderOfFile();
const standIn = `
let frozen = false;
process.on('message', ({ id, request: { call, path, context } }) => {
  if (path === '/dead') return;
  if (call === 'touch') {
    if (path !== '/dies' || (frozen = !frozen)) process.send({ id, value: null });
    return;
  }
  if (path === '/dies') return;
  if (path === '/slow') return void setTimeout(() => process.send({ id, value: { findings: [], warnings: [{ code: path }] } }), 300);
  if (path === '/crash') process.exit(3);
  if (path === '/broken') return process.send({ id, error: { code: 'FORMAT', message: 'broken', hint: 'Copy it.' } });
  process.send({ id, value: { findings: [], warnings: [{ code: path }] } });
});
process.on('disconnect', () => process.exit());
`;
writeFileSync(join(folder, 'stand-in.mjs'), standIn);
const program = pathToFileURL(join(folder, 'stand-in.mjs'));
const now = new Date('2026-11-21T19:55:01Z');

const collect = async (paths: readonly string[], signal = never): Promise<string[]> => {
  const options = { program, lookMs: 2_000, restMs: 20 };
  const { warnings } = await collectFromApart(paths, { now, signal }, options);
  return warnings.map(({ code, location, message }) => [code, location, message].join(' ').trim());
};

describe('sources that are read apart', () => {
  it.each([
    ['/dead', 'did not answer within 2 s'],
    ['/dies', 'did not answer within 2 s'],
    ['/crash', 'ended (status 3)'],
    ['/broken', 'broken'],
  ])('%s among others is named, and the others are read', async (path, why) => {
    const [first, bad, last, ...more] = await collect(['/one', path, '/two']);
    expect([first, last, more]).toEqual(['/one', '/two', []]);
    expect(bad).toContain(`source-failed ${path} `);
    expect(bad).toContain(why);
  });

  it('one that is read for long and answers is waited for', async () => {
    expect(await collect(['/slow'])).toEqual(['/slow']);
  });

  it('one by itself that does not answer is why it fails', async () => {
    expect(await refusal(() => collect(['/dead']))).toBe('SOURCE_UNREADABLE');
  });

  it('are not waited for once nobody wants them', async () => {
    const stop = new AbortController();
    const collected = collect(['/dead'], stop.signal);
    stop.abort(new VaultError('INTERRUPTED', 'stopped by the test'));
    expect(await refusal(() => collected)).toBe('INTERRUPTED');
  });
});
