// The connection to the child process that reads volumes (reader-process.ts): starting it, matching
// answers to calls, and letting go of it. A call that is not answered in time, or is not wanted any more,
// ends the child and never the run; Ctrl-C is heard at any time, since nothing here touches a disk.
import { type ChildProcess, fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ErrorCode, type Hint, VaultError } from '../../errors.js';
import type { CollectContext } from '../collector.js';
import type { Sight } from './sight.js';
import type { Volume, Volumes } from './volume.js';
import type { VolumeContent, VolumeReader } from './volume-reader.js';

/** What the child is asked to do. */
export type ReaderCall =
  | { readonly call: 'find' }
  | { readonly call: 'look'; readonly volume: Volume }
  | {
      readonly call: 'read';
      readonly path: string;
      readonly context: Omit<CollectContext, 'signal'>;
    };

/** Volumes for `find`, a sight for `look`, content for `read`. */
export type ReaderValue = Volumes | Sight | VolumeContent;

/** How a call came out. */
export type ReaderOutcome =
  | { readonly ok: true; readonly value: ReaderValue }
  | {
      readonly ok: false;
      readonly error: {
        readonly code: ErrorCode;
        readonly message: string;
        readonly hint: Hint | undefined;
      };
    };

/** A call as it goes over, and its outcome as it comes back. */
export type Numbered<T> = T & { readonly id: number };

/** How long is waited, and where the child's program lies. */
export interface ReaderChildOptions {
  /** For a first sight: a disk that sleeps takes some ten seconds to wake. */
  readonly lookMs?: number;
  /** For a whole volume: a disk that fails is read slowly. */
  readonly readMs?: number;
  readonly program?: URL;
}

/** Beside this file and with its extension, since the sources run under a loader too. */
const usualProgram = new URL(`./reader-process${extname(import.meta.url)}`, import.meta.url);
/** Every volume may hang, and a thread with it. */
const threads = '64';

/** A reader whose work is done in a child process, which is started when it is needed. */
export function readerChild(options: ReaderChildOptions = {}): VolumeReader {
  const { lookMs = 30_000, readMs = 15 * 60_000, program = usualProgram } = options;
  let running: Running | null = null;
  let lastId = 0;
  const end = (): void => {
    running?.child.kill('SIGKILL');
    running = null;
  };
  const start = (): Running => {
    const started = startChild(program, () => {
      if (running === started) running = null;
    });
    return started;
  };
  /** The outcome; null when none came in time. */
  const ask = async (
    call: ReaderCall,
    { signal, timeoutMs }: { readonly signal: AbortSignal; readonly timeoutMs: number },
  ): Promise<ReaderOutcome | null> => {
    signal.throwIfAborted();
    running ??= start();
    lastId += 1;
    try {
      return await exchange(running, { ...call, id: lastId }, { signal, timeoutMs });
    } catch (error) {
      end();
      throw error;
    }
  };
  return {
    find: async (signal) => {
      const outcome = await ask({ call: 'find' }, { signal, timeoutMs: readMs });
      return valueOf(outcome, 'the attached disks') as Volumes;
    },
    look: async (volume, signal) => {
      const outcome = await ask({ call: 'look', volume }, { signal, timeoutMs: lookMs });
      return outcome === null ? { kind: 'silent' } : (valueOf(outcome, volume.name) as Sight);
    },
    read: async (path, { signal, ...context }) => {
      // What still hangs in there from looking would hold up nothing but its end.
      if (running !== null && running.unanswered > 0) end();
      const outcome = await ask({ call: 'read', path, context }, { signal, timeoutMs: readMs });
      if (outcome === null) end();
      return valueOf(outcome, path) as VolumeContent;
    },
    close: end,
  };
}

interface Running {
  readonly child: ChildProcess;
  readonly waiting: Map<number, (outcome: ReaderOutcome) => void>;
  /** Calls that were given up, and may never end. */
  unanswered: number;
}

async function exchange(
  running: Running,
  call: Numbered<ReaderCall>,
  { signal, timeoutMs }: { readonly signal: AbortSignal; readonly timeoutMs: number },
): Promise<ReaderOutcome | null> {
  const { child, waiting } = running;
  let stop = (): void => undefined;
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<ReaderOutcome | null>((resolve, reject) => {
      stop = () => {
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', stop);
      timer = setTimeout(() => {
        running.unanswered += 1;
        resolve(null);
      }, timeoutMs);
      waiting.set(call.id, resolve);
      child.send(call, (error) => {
        if (error !== null) resolve(ended(error.message));
      });
    });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    waiting.delete(call.id);
  }
}

function startChild(program: URL, onEnd: () => void): Running {
  const child = fork(fileURLToPath(program), {
    // Dates and lists go over as they are.
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { ...process.env, UV_THREADPOOL_SIZE: threads },
  });
  const running: Running = { child, waiting: new Map(), unanswered: 0 };
  const end = (reason: string): void => {
    onEnd();
    for (const answer of running.waiting.values()) answer(ended(reason));
  };
  child.on('message', (message) => {
    const { id, ...outcome } = message as Numbered<ReaderOutcome>;
    running.waiting.get(id)?.(outcome);
  });
  child.on('error', (error) => {
    end(error.message);
  });
  child.on('exit', (code, signal) => {
    end(signal ?? `status ${String(code)}`);
  });
  child.unref();
  child.channel?.unref();
  return running;
}

function ended(reason: string): ReaderOutcome {
  const message = `the part of the program that reads disks ended (${reason})`;
  return { ok: false, error: { code: 'SOURCE_UNREADABLE', message, hint: undefined } };
}

function valueOf(outcome: ReaderOutcome | null, what: string): ReaderValue {
  if (outcome === null) {
    throw new VaultError('SOURCE_UNREADABLE', `${what}: no answer came any more`, {
      hint: 'The disk may be failing: copy it with a rescue tool first, and read the copy.',
    });
  }
  if (outcome.ok) return outcome.value;
  const { code, message, hint } = outcome.error;
  throw new VaultError(code, message, hint === undefined ? {} : { hint });
}
