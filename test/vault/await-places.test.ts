// Waiting for a stick: how long, for which places, and what is said.
import { describe, expect, it } from 'vitest';
import { VaultError } from '../../src/errors.js';
import type { Whereabouts } from '../../src/targets/target.js';
import { type AwaitResult, awaitPlaces } from '../../src/vault/await-places.js';
import type { VaultEvent } from '../../src/vault/run.js';
import { type TestPlace, named, testPlace } from '../support/household.js';

interface Waiting {
  readonly minutes?: number;
  readonly adHoc?: boolean;
  /** Folders that are there. */
  readonly folders?: readonly string[];
  readonly meanwhile?: () => Promise<void>;
  /** What happens while the clock goes on, by its minute. */
  readonly then?: Readonly<Record<number, () => void>>;
}

/** Waits, with a clock that sleeping moves on by a minute. */
async function wait(
  places: readonly TestPlace[],
  { minutes = 10, adHoc = false, folders = [], meanwhile, then = {} }: Waiting = {},
): Promise<{ result: AwaitResult; events: VaultEvent[]; slept: number[] }> {
  const events: VaultEvent[] = [];
  const slept: number[] = [];
  let now = Date.parse('2026-11-21T19:55:01Z');
  const abort = new AbortController();
  const there = { realPath: '', file: null, isFolder: true, disks: [], isOnSystem: false };
  const whereabouts = (path: string): Promise<Whereabouts | null> =>
    Promise.resolve(folders.includes(path) ? there : null);
  const result = await awaitPlaces(
    {
      targets: places.map((place) => named(place, { adHoc })),
      effects: { now: () => new Date(now), whereabouts },
      listen: (event) => events.push(event),
      signal: abort.signal,
    },
    {
      atMostMs: minutes * 60_000,
      everyMs: 60_000,
      sleep: (ms, signal) => {
        slept.push(ms);
        now += ms;
        if (slept.length === 5 && then[-1] !== undefined) abort.abort(interrupted);
        then[slept.length]?.();
        signal.throwIfAborted();
        return Promise.resolve();
      },
      ...(meanwhile === undefined ? {} : { meanwhile }),
    },
  );
  return { result, events, slept };
}

const interrupted = new VaultError('INTERRUPTED', 'stopped');
const stick = (changes: Partial<TestPlace> = {}): TestPlace =>
  testPlace('stick', { folder: '/media/stick/keys', away: true, ...changes });

describe('waiting for a stick', () => {
  it('ends at once, and says nothing, where it is there', async () => {
    const { result, events, slept } = await wait([stick({ away: false })]);
    expect(result).toEqual({ waited: false, missing: [] });
    expect(events).toEqual([]);
    expect(slept).toEqual([]);
  });

  it('goes on until it is plugged in, and says what it waits for', async () => {
    const place = stick();
    const { result, events, slept } = await wait([place], {
      then: {
        3: () => {
          place.away = false;
        },
      },
    });
    expect(result).toEqual({ waited: true, missing: [] });
    expect(events).toEqual([{ kind: 'awaiting', places: ['stick'] }]);
    expect(slept).toHaveLength(3);
  });

  it('ends when the time is over, with 11', async () => {
    await expect(wait([stick()], { minutes: 2.5 })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: 'not there within 3 minutes: stick',
    });
  });

  it('ends with what was said to it: Ctrl-C', async () => {
    await expect(wait([stick()], { then: { [-1]: () => undefined } })).rejects.toBe(interrupted);
  });

  it('is for folders: a bucket that is down is not waited for', async () => {
    const bucket = testPlace('bucket', { away: true });
    const { result, events } = await wait([bucket]);
    expect(result.waited).toBe(false);
    expect(events).toEqual([]);
  });

  it('lets the others be served meanwhile, and leaves to them what does not appear', async () => {
    const done: string[] = [];
    const meanwhile = (): Promise<void> => {
      done.push('pushed');
      return Promise.resolve();
    };
    const { result } = await wait([testPlace('bucket'), stick()], { minutes: 2, meanwhile });
    expect(result).toEqual({ waited: true, missing: ['stick'] });
    expect(done).toEqual(['pushed']);
    await expect(wait([stick()], { minutes: 2, meanwhile })).rejects.toThrow('not there');
    expect(done).toEqual(['pushed']);
  });

  it('takes another stick in its place for absent, until it is the right one', async () => {
    const place = stick({ away: false, made: false });
    const { result } = await wait([place], {
      then: {
        2: () => {
          place.made = true;
        },
      },
    });
    expect(result).toEqual({ waited: true, missing: [] });
  });

  it('takes a folder that is still to be made for there where it can be made', async () => {
    const place = stick({ away: false, made: false });
    const adHoc = true;
    for (const folders of [['/media/stick/'], ['/media/stick/keys']])
      expect((await wait([place], { adHoc, folders })).result.waited).toBe(false);
    await expect(wait([place], { adHoc, folders: ['/media/'] })).rejects.toThrow('not there');
  });
});
