// The connection to the child process that talks to the credential store (credential-store/process.ts
// says why it is a process): starting it, matching replies to calls, ending it. A call that is aborted
// kills the child, so no native call outlives its caller and the program can always exit.
import { type ChildProcess, fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Credential } from './parts.js';

/** What the child is asked to do, for one service of the credential store. */
export type StoreCall = { readonly service: string } & (
  | { readonly call: 'get' | 'delete'; readonly account: string }
  | { readonly call: 'set'; readonly account: string; readonly text: string }
  | { readonly call: 'find' }
);

/** The text or null for `get`, every credential of the service for `find`, else null. */
export type StoreValue = string | readonly Credential[] | null;

/** How a call came out. */
export type StoreOutcome =
  | { readonly ok: true; readonly value: StoreValue }
  /** `message` is what the store, the loader or the operating system said. */
  | { readonly ok: false; readonly message: string };

/** A call as it goes over, and its outcome as it comes back. */
export type Numbered<T> = T & { readonly id: number };

/** Calls to the child, which is started by the first and again after it ended. */
export interface StoreChild {
  /** Rejects only with the signal's reason. */
  ask(call: StoreCall, signal: AbortSignal): Promise<StoreOutcome>;
  kill(): void;
}

interface Running {
  readonly child: ChildProcess;
  readonly waiting: Map<number, (outcome: StoreOutcome) => void>;
}

/** A child that is not started yet. */
export function storeChild(): StoreChild {
  let running: Running | null = null;
  let lastId = 0;
  const kill = (): void => {
    running?.child.kill('SIGKILL');
    running = null;
  };
  const start = (): Running => {
    const started = startChild(() => {
      if (running === started) running = null;
    });
    return started;
  };
  const ask = async (call: StoreCall, signal: AbortSignal): Promise<StoreOutcome> => {
    signal.throwIfAborted();
    running ??= start();
    lastId += 1;
    try {
      return await exchange(running, { ...call, id: lastId }, signal);
    } catch (error) {
      kill();
      throw error;
    }
  };
  return { ask, kill };
}

/** Sends one call and waits for its outcome; only that keeps the program running. */
async function exchange(
  { child, waiting }: Running,
  call: Numbered<StoreCall>,
  signal: AbortSignal,
): Promise<StoreOutcome> {
  let stop = (): void => undefined;
  child.channel?.ref();
  try {
    return await new Promise<StoreOutcome>((resolve, reject) => {
      stop = () => {
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', stop);
      waiting.set(call.id, resolve);
      child.send(call);
    });
  } finally {
    signal.removeEventListener('abort', stop);
    waiting.delete(call.id);
    if (waiting.size === 0) child.channel?.unref();
  }
}

/** Beside this file and with its extension, since the sources run under a loader too. */
const programFile = new URL(`./process${extname(import.meta.url)}`, import.meta.url);

function startChild(onEnd: () => void): Running {
  const child = fork(fileURLToPath(programFile), { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const waiting: Running['waiting'] = new Map();
  const end = (message: string): void => {
    onEnd();
    for (const answer of waiting.values()) answer({ ok: false, message });
  };
  child.on('message', (message) => {
    const { id, ...outcome } = message as Numbered<StoreOutcome>;
    waiting.get(id)?.(outcome);
  });
  child.on('error', (error) => {
    end(error.message);
  });
  child.on('exit', (code, signal) => {
    end(`helper process ended: ${signal ?? `status ${String(code)}`}`);
  });
  child.unref();
  return { child, waiting };
}
