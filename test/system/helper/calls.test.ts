// The protocol between this program and its helpers, with a helper that does what helpers do at their
// worst, as a process and as a thread. The real ones have tests of their own.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { type Helper, helperProcess, helperThread } from '../../../src/system/helper/calls.js';
import { never } from '../../support/signal.js';
import { folderOfFile } from '../../support/temporary-folder.js';

const folder = folderOfFile();
const from = (path: string): string => new URL(`../../../src/${path}`, import.meta.url).href;

/** Its own side is the real one, run from its source. */
const standIn = `
import { register } from '${import.meta.resolve('tsx/esm/api')}';
register();
const { serveHelper } = await import('${from('system/helper/main.ts')}');
const { VaultError } = await import('${from('errors.ts')}');
serveHelper(async ({ does, value }, send) => {
  switch (does) {
    case 'echo':
      return value;
    case 'environment':
      return { ...process.env };
    case 'pid':
      return process.pid;
    case 'parts':
      for (const part of value) send(part);
      return value.length;
    case 'refuse':
      throw new VaultError('DENIED', 'refused', { hint: 'Ask somebody.' });
    case 'fail':
      throw new TypeError('a mistake');
    case 'crash':
      process.exit(3);
    case 'hang':
      return new Promise(() => setInterval(() => undefined, 1_000));
  }
});
`;
writeFileSync(join(folder, 'stand-in.mjs'), standIn);
const program = pathToFileURL(join(folder, 'stand-in.mjs'));

interface Request {
  readonly does: string;
  readonly value?: unknown;
}
const helpers: Helper<Request, unknown>[] = [];
function started(helper: Helper<Request, unknown>): Helper<Request, unknown> {
  helpers.push(helper);
  return helper;
}
afterEach(() => {
  for (const helper of helpers.splice(0)) helper.end();
});
const kinds = [
  { name: 'process', start: () => started(helperProcess({ program })) },
  { name: 'thread', start: () => started(helperThread({ program })) },
];

describe.each(kinds)('a helper in a $name of its own', ({ start }) => {
  it('answers each of several calls at once', async () => {
    const helper = start();
    const values = [new Date(0), new Uint8Array([1, 2]), null, 'text'];
    const asked = values.map((value) => helper.ask({ does: 'echo', value }, { signal: never }));
    expect(await Promise.all(asked)).toEqual(
      values.map((value) => expect.objectContaining({ kind: 'answer', value }) as unknown),
    );
  });

  it('may answer in parts, before the end of the answer', async () => {
    const told: unknown[] = [];
    const outcome = await start().ask(
      { does: 'parts', value: ['a', 'b', 'c'] },
      { signal: never, onPart: (part) => told.push(part) },
    );
    expect(told).toEqual(['a', 'b', 'c']);
    expect(outcome).toEqual({ kind: 'answer', value: 3 });
  });

  it('tells its errors as plain data, and those that it did not expect as such', async () => {
    const helper = start();
    expect(await helper.ask({ does: 'refuse' }, { signal: never })).toEqual({
      kind: 'error',
      error: { code: 'DENIED', message: 'refused', hint: 'Ask somebody.' },
    });
    expect(await helper.ask({ does: 'fail' }, { signal: never })).toEqual({
      kind: 'error',
      error: { code: null, message: 'a mistake', hint: undefined },
    });
  });

  it('that ends ends every call with the reason, and the next call starts a new one', async () => {
    const helper = start();
    const hanging = helper.ask({ does: 'hang' }, { signal: never });
    const ended = { kind: 'ended', reason: 'status 3' };
    expect(await helper.ask({ does: 'crash' }, { signal: never })).toEqual(ended);
    expect(await hanging).toEqual(ended);
    const outcome = await helper.ask({ does: 'echo', value: 1 }, { signal: never });
    expect(outcome).toEqual({ kind: 'answer', value: 1 });
  });

  it('that does not answer in time goes on with other calls', async () => {
    const helper = start();
    const timeoutMs = 50;
    expect(await helper.ask({ does: 'hang' }, { signal: never, timeoutMs })).toEqual({
      kind: 'silent',
    });
    const outcome = await helper.ask({ does: 'echo', value: 1 }, { signal: never });
    expect(outcome).toEqual({ kind: 'answer', value: 1 });
  });

  it('is ended by a call that is not wanted any more, which rejects with the reason', async () => {
    const helper = start();
    const controller = new AbortController();
    const other = helper.ask({ does: 'hang' }, { signal: never });
    const call = helper.ask({ does: 'hang' }, { signal: controller.signal });
    controller.abort(new Error('stopped'));
    await expect(call).rejects.toThrow('stopped');
    expect(await other).toMatchObject({ kind: 'ended' });
    await expect(helper.ask({ does: 'hang' }, controller)).rejects.toThrow('stopped');
  });

  it('that cannot be started is said to have ended', async () => {
    const missing = { program: pathToFileURL(join(folder, 'missing.mjs')) };
    for (const make of [helperProcess, helperThread]) {
      const helper = started(make(missing));
      expect(await helper.ask({ does: 'echo' }, { signal: never })).toMatchObject({
        kind: 'ended',
      });
    }
  });
});

describe('a helper process', () => {
  it('is given what programs need of the environment, and no access keys', async () => {
    const before = { ...process.env };
    Object.assign(process.env, {
      AWS_SECRET_ACCESS_KEY: 'secret',
      DBUS_SESSION_BUS_ADDRESS: 'bus',
    });
    try {
      const helper = started(helperProcess({ program, environment: { ITS_OWN: '64' } }));
      const outcome = await helper.ask({ does: 'environment' }, { signal: never });
      const given = outcome.kind === 'answer' ? (outcome.value as Record<string, string>) : {};
      expect(given).toMatchObject({ DBUS_SESSION_BUS_ADDRESS: 'bus', ITS_OWN: '64' });
      expect(given['PATH']).toBe(process.env['PATH']);
      expect(Object.values(given)).not.toContain('secret');
    } finally {
      process.env = before;
    }
  });

  it.skipIf(process.platform === 'win32')('outlives the Ctrl-C that reaches it', async () => {
    const helper = started(helperProcess({ program }));
    const pid = async (): Promise<unknown> => helper.ask({ does: 'pid' }, { signal: never });
    const first = await pid();
    process.kill((first as { value: number }).value, 'SIGINT');
    expect(await pid()).toEqual(first);
  });
});
