// Sources that were named, each read in a helper process: what lies on a network drive that is gone, or on a
// dying disk, holds that process and nothing of this one. Whether a source still answers is asked of a second
// process, since the first may be busy with what it has read.
import { setTimeout as sleep } from 'node:timers/promises';
import { VaultError } from '../../errors.js';
import { errorOfHelper, type HelperOutcome, helperProcess } from '../../system/helper/calls.js';
import { programFile } from '../../system/helper/program-file.js';
import type { CollectContext, Collection } from '../collector.js';
import { type SourceReader, collectEach } from '../collectors.js';
import { type ReaderCall, environment } from './reader-child.js';

/** How long is waited, and where the program of the process lies. */
export interface ApartOptions {
  /** For a sign of life: a disk that sleeps takes some ten seconds to wake. */
  readonly lookMs?: number;
  /** How long a source is read before it is asked for one, and again and again. */
  readonly restMs?: number;
  readonly program?: URL;
}

/** What `collectFrom` gives, each source read apart. */
export async function collectFromApart(
  paths: readonly string[],
  context: CollectContext,
  options: ApartOptions = {},
): Promise<Collection> {
  const { lookMs = 20_000, restMs = 10_000, program = programFile('disk-reader') } = options;
  const start = () => helperProcess<ReaderCall, unknown>({ program, environment });
  const [reading, watching] = [start(), start()];
  const look = async (helper: typeof reading, path: string, signal: AbortSignal): Promise<void> => {
    const outcome = await helper.ask({ call: 'touch', path }, { signal, timeoutMs: lookMs });
    if (outcome.kind === 'silent') throw noAnswer(path, lookMs);
  };
  const read: SourceReader = async (path, { signal, ...plain }) => {
    const done = new AbortController();
    const either = AbortSignal.any([signal, done.signal]);
    const watch = async (): Promise<never> => {
      for (;;) {
        await sleep(restMs, undefined, { signal: either });
        await look(watching, path, either);
      }
    };
    try {
      await look(reading, path, signal);
      const call = reading.ask({ call: 'source', path, context: plain }, { signal: either });
      return valueOf(await Promise.race([call, watch()]));
    } catch (error) {
      // It may hang, and the next source is read by another.
      for (const helper of [reading, watching]) helper.end();
      signal.throwIfAborted();
      throw error;
    } finally {
      done.abort();
    }
  };
  try {
    return await collectEach(paths, context, read);
  } finally {
    for (const helper of [reading, watching]) helper.end();
  }
}

function valueOf(outcome: HelperOutcome<unknown>): Collection {
  if (outcome.kind === 'answer') return outcome.value as Collection;
  if (outcome.kind === 'error') throw errorOfHelper(outcome.error);
  const reason = outcome.kind === 'ended' ? outcome.reason : outcome.kind;
  throw new VaultError(
    'SOURCE_UNREADABLE',
    `the part of the program that reads it ended (${reason})`,
  );
}

function noAnswer(path: string, lookMs: number): VaultError {
  const message = `${path} did not answer within ${Math.ceil(lookMs / 1000)} s`;
  return new VaultError('SOURCE_UNREADABLE', message, {
    hint: 'Look whether the disk is plugged in, or the network drive connected. A disk that is failing is copied with a rescue tool first.',
  });
}
