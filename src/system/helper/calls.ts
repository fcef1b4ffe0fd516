// A helper: a part of this program that runs in a process or a thread of its own, because it may hang,
// crash or compute for long. This is the one protocol for all of them, as seen by the program that asks:
// a request with a number goes over; parts of an answer, then the answer or an error come back. A call
// that is aborted ends the helper, so that nothing outlives its caller and the program can always exit.
// The helper's own side is main.ts.
import { VaultError } from '../../errors.js';
import {
  type Connection,
  type Heard,
  type HelperProgram,
  processConnection,
  threadConnection,
} from './connection.js';
import type { Numbered, PlainError, Reply } from './message.js';

/** How a call came out. */
export type HelperOutcome<Answer> =
  | { readonly kind: 'answer'; readonly value: Answer }
  | { readonly kind: 'error'; readonly error: PlainError }
  /** The helper crashed, was killed or could not be started; `reason` is a signal or a message. */
  | { readonly kind: 'ended'; readonly reason: string }
  /** No answer came in time. The helper still runs, and may still be at it. */
  | { readonly kind: 'silent' };

/** What to do while a call is waited for. */
interface AskOptions {
  readonly signal: AbortSignal;
  /** For ever unless told. */
  readonly timeoutMs?: number;
  /** Called for each part of an answer that comes in parts. */
  readonly onPart?: (part: unknown) => void;
}

/** A helper, started by the first call and again after it ended. */
export interface Helper<Request, Answer> {
  /** Rejects only with the signal's reason. Calls may be made while others are waited for. */
  ask(request: Request, options: AskOptions): Promise<HelperOutcome<Answer>>;
  /** Ends it, and every call that is waited for with it. */
  end(): void;
}

/** A helper in a process of its own: it may crash, and be killed at any moment. */
export function helperProcess<Request, Answer>(what: HelperProgram): Helper<Request, Answer> {
  return helperOf((heard) => processConnection(what, heard));
}

/** A helper in a thread of this process: requests stay in this process's memory. */
export function helperThread<Request, Answer>({ program }: HelperProgram): Helper<Request, Answer> {
  return helperOf((heard) => threadConnection(program, heard));
}

interface Running {
  readonly connection: Connection;
  readonly waiting: Map<number, (reply: Reply | { readonly ended: string }) => void>;
}

function helperOf<Request, Answer>(connect: (heard: Heard) => Connection): Helper<Request, Answer> {
  let running: Running | null = null;
  let lastId = 0;
  const letGo = (one: Running | null): void => {
    one?.connection.kill();
    if (running === one) running = null;
  };
  const start = (): Running => {
    const waiting: Running['waiting'] = new Map();
    const ended = (reason: string): void => {
      if (running === started) running = null;
      for (const settle of waiting.values()) settle({ ended: reason });
    };
    const reply = (one: Reply): void => waiting.get(one.id)?.(one);
    const started: Running = { connection: connect({ reply, ended }), waiting };
    return started;
  };
  const ask = async (request: Request, options: AskOptions): Promise<HelperOutcome<Answer>> => {
    options.signal.throwIfAborted();
    const asked = (running ??= start());
    lastId += 1;
    try {
      return await exchange<Answer>(asked, { id: lastId, request }, options);
    } catch (error) {
      letGo(asked);
      throw error;
    }
  };
  return {
    ask,
    end: () => {
      letGo(running);
    },
  };
}

/** Sends one request and waits for what comes of it; only that keeps the program running. */
async function exchange<Answer>(
  { connection, waiting }: Running,
  message: Numbered<unknown>,
  { signal, timeoutMs, onPart }: AskOptions,
): Promise<HelperOutcome<Answer>> {
  let stop = (): void => undefined;
  let timer: NodeJS.Timeout | undefined;
  connection.keepRunning(true);
  try {
    return await new Promise((resolve, reject) => {
      stop = () => {
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', stop);
      if (timeoutMs !== undefined) timer = setTimeout(resolve, timeoutMs, { kind: 'silent' });
      waiting.set(message.id, (reply) => {
        if ('part' in reply) onPart?.(reply.part);
        else resolve(outcomeOf(reply));
      });
      connection.send(message);
    });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    waiting.delete(message.id);
    if (waiting.size === 0) connection.keepRunning(false);
  }
}

function outcomeOf<Answer>(
  reply: Exclude<Reply, { readonly part: unknown }> | { readonly ended: string },
): HelperOutcome<Answer> {
  if ('ended' in reply) return { kind: 'ended', reason: reply.ended };
  if ('error' in reply) return { kind: 'error', error: reply.error };
  return { kind: 'answer', value: reply.value as Answer };
}

/** The error that a helper told of, as one to be thrown here. */
export function errorOfHelper({ code, message, hint }: PlainError): VaultError {
  if (code === null) return new VaultError('FAILURE', `unexpected failure: ${message}`);
  return new VaultError(code, message, hint === undefined ? {} : { hint });
}
