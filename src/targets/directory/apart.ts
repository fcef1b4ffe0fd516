// Folders whose every call is done in a helper process, one for each place (process.ts): a network mount
// that is gone, or a dying stick, holds that process and nothing of this one, and is left to itself when
// it does not answer. One that was silent once is not asked again in the same run.
import { errorOfHelper, type HelperOutcome, helperProcess } from '../../system/helper/calls.js';
import type { PlainError } from '../../system/helper/message.js';
import { programFile } from '../../system/helper/program-file.js';
import type { RecordName } from '../../record/name.js';
import { type Target, TargetError, targetErrors, type TargetErrorCode } from '../target.js';
import type { TargetKind } from '../target-kind.js';
import type { FolderAnswers, FolderCall } from './folder-call.js';
import { type DirectoryOptions, directoryKind } from './kind.js';

/** How long is waited, and where the program of the process lies. */
export interface ApartOptions {
  /** For what only reads: a disk that sleeps takes some ten seconds to wake, a NAS twice that. */
  readonly lookMs?: number;
  /** For what writes: a stick may have much else to write first. */
  readonly writeMs?: number;
  readonly program?: URL;
}

/** Every volume that is searched may hang, and a thread of the process with it. */
const environment = { UV_THREADPOOL_SIZE: '64' };

/** The kind of {@link directoryKind}, each place worked on in a process of its own. */
export function directoryKindApart(options: ApartOptions = {}): TargetKind<DirectoryOptions> {
  return {
    ...directoryKind,
    initialise: async (place, signal) => {
      const folder = folderHelper(place, options);
      try {
        return await folder.ask({ call: 'initialise', options: place }, signal);
      } finally {
        folder.end();
      }
    },
    open: (place) => openApart(place, options),
  };
}

function openApart(options: DirectoryOptions, apart: ApartOptions): Target {
  const folder = folderHelper(options, apart);
  return {
    identify: (signal) => folder.ask({ call: 'identify', options }, signal),
    tryWriting: async (signal) => {
      await folder.ask({ call: 'tryWriting', options }, signal);
    },
    clockAheadMs: (signal) => folder.ask({ call: 'clockAheadMs', options }, signal),
    put: async (name, record, signal) => {
      await folder.ask({ call: 'put', options, name, record }, signal);
    },
    get: (name, signal) => folder.ask({ call: 'get', options, name }, signal),
    list: (signal) => listed(folder, options, signal),
    remove: async (name, signal) => {
      await folder.ask({ call: 'remove', options, name }, signal);
    },
    close: async () => {
      await folder.settled();
      folder.end();
    },
  };
}

async function* listed(
  folder: FolderHelper,
  options: DirectoryOptions,
  signal: AbortSignal,
): AsyncGenerator<RecordName, void, undefined> {
  for (const name of await folder.ask({ call: 'list', options }, signal)) {
    signal.throwIfAborted();
    yield name;
  }
}

/** The process of one place. */
interface FolderHelper {
  /** @throws TargetError, or the signal's reason. */
  ask<C extends FolderCall>(call: C, signal: AbortSignal): Promise<FolderAnswers[C['call']]>;
  /** What is being written is done or given up. */
  settled(): Promise<void>;
  end(): void;
}

/** How long a write that is not wanted any more may take to end: it leaves a whole file, or none. */
const graceMs = 1_000;

const writing: readonly FolderCall['call'][] = [
  ...(['initialise', 'tryWriting', 'clockAheadMs', 'put', 'remove'] as const),
];

function folderHelper({ path }: DirectoryOptions, apart: ApartOptions): FolderHelper {
  const { lookMs = 20_000, writeMs = 50_000, program = programFile('folder') } = apart;
  const helper = helperProcess<FolderCall, unknown>({ program, environment });
  const writes = new Set<Promise<unknown>>();
  let silent: TargetError | null = null;
  const send = async (call: FolderCall, signal: AbortSignal, timeoutMs: number) => {
    if (!writing.includes(call.call)) return helper.ask(call, { signal, timeoutMs });
    const delayed = delayedAbort(signal);
    const write = helper.ask(call, { signal: delayed.signal, timeoutMs });
    writes.add(write);
    try {
      return await write;
    } finally {
      writes.delete(write);
      delayed.forget();
    }
  };
  return {
    ask: async <C extends FolderCall>(call: C, signal: AbortSignal) => {
      signal.throwIfAborted();
      if (silent !== null) throw silent;
      const timeoutMs = writing.includes(call.call) ? writeMs : lookMs;
      const outcome = await send(call, signal, timeoutMs);
      signal.throwIfAborted();
      if (outcome.kind === 'silent') {
        silent = noAnswer(path, timeoutMs);
        helper.end();
      }
      return valueOf(outcome, path, silent) as FolderAnswers[C['call']];
    },
    settled: async () => {
      const grace = delayedAbort(AbortSignal.abort());
      const isOver = new Promise((resolve) => {
        grace.signal.addEventListener('abort', resolve);
      });
      await Promise.race([Promise.allSettled(writes), isOver]);
      grace.forget();
    },
    end: () => {
      helper.end();
    },
  };
}

/** The signal, some time after it was given. */
function delayedAbort(signal: AbortSignal): { signal: AbortSignal; forget: () => void } {
  const later = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const abort = (): void => {
    timer = setTimeout(() => {
      later.abort(signal.reason);
    }, graceMs);
  };
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort);
  const forget = (): void => {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  };
  return { signal: later.signal, forget };
}

function valueOf(
  outcome: HelperOutcome<unknown>,
  path: string,
  silent: TargetError | null,
): unknown {
  if (silent !== null) throw silent;
  if (outcome.kind === 'answer') return outcome.value;
  if (outcome.kind === 'error') throw errorOfFolder(outcome.error, path);
  const reason = outcome.kind === 'ended' ? outcome.reason : outcome.kind;
  throw unexpected(path, `the part of the program that works there ended (${reason})`);
}

/** The error as the process threw it; one that nobody expected fails this place alone. */
function errorOfFolder(error: PlainError, path: string): Error {
  const { code, message, hint } = error;
  if (code === null) return unexpected(path, message);
  return isTargetError(code)
    ? new TargetError(code, message, hint === undefined ? {} : { hint })
    : errorOfHelper(error);
}

function isTargetError(code: string): code is TargetErrorCode {
  return Object.hasOwn(targetErrors, code);
}

function unexpected(path: string, why: string): TargetError {
  return new TargetError('UNAVAILABLE', `the folder ${path} failed unexpectedly: ${why}`, {
    hint: 'Look whether the folder can be opened and read. If it can, please report this.',
  });
}

function noAnswer(path: string, timeoutMs: number): TargetError {
  const seconds = Math.ceil(timeoutMs / 1000);
  return new TargetError('TIMEOUT', `the folder ${path} did not answer within ${seconds} s`, {
    hint: 'Look whether the stick or disk is plugged in, or the network drive connected; unplug it and plug it in again.',
  });
}
