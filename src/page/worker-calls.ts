// What the page and its worker say to each other: one question at a time by number, its progress, its answer.
// Both ends are here, so that they cannot disagree.
import { VaultError } from '../errors.js';
import type { Failure, Opening, Progress } from './opening.js';

/** The calls of {@link Opening} that are answered. */
type Calls = Pick<Opening, 'look' | 'open' | 'slipsIn' | 'reveal'>;
type Name = keyof Calls;

/** The first message: the page's block of data. Then one for each call. */
export type ToWorker =
  | { readonly data: string }
  | { readonly id: number; readonly call: Name; readonly args: readonly unknown[] };

export type FromWorker =
  | { readonly id: number; readonly progress: Progress }
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly failure: Failure };

/** What of a Worker is needed. */
export interface WorkerLike {
  postMessage(message: ToWorker): void;
  terminate(): void;
  onmessage: ((event: { readonly data: FromWorker }) => void) | null;
  onerror: ((event: { readonly message?: string }) => void) | null;
}

interface Waiting {
  readonly listen: (progress: Progress) => void;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: VaultError) => void;
}

/** Backups opened in a worker, which is started when it is first needed and ended by a lock. */
export function workerOpening(start: () => WorkerLike, data: string): Opening {
  let worker: WorkerLike | null = null;
  let given: Parameters<Opening['look']>[0] = [];
  let last = 0;
  const waiting = new Map<number, Waiting>();

  const fail = (message: string, code: VaultError['code'] = 'FAILURE'): void => {
    worker?.terminate();
    worker = null;
    for (const { reject } of waiting.values()) reject(new VaultError(code, message));
    waiting.clear();
  };
  const running = (): WorkerLike => {
    if (worker !== null) return worker;
    worker = start();
    worker.onmessage = ({ data: message }) => {
      hear(message, waiting);
    };
    worker.onerror = ({ message }) => {
      fail(message ?? 'the part of the page that opens backups ended');
    };
    worker.postMessage({ data });
    if (given.length > 0) worker.postMessage({ id: 0, call: 'look', args: [given] });
    return worker;
  };
  const ask = <Call extends Name>(
    call: Call,
    args: readonly unknown[],
    listen: (progress: Progress) => void = () => undefined,
  ): ReturnType<Calls[Call]> => {
    const id = (last += 1);
    const to = running();
    return new Promise<unknown>((resolve, reject) => {
      waiting.set(id, { listen, resolve, reject });
      to.postMessage({ id, call, args });
    }) as ReturnType<Calls[Call]>;
  };

  return {
    look(files) {
      const answer = ask('look', [files]);
      given = [...given, ...files];
      return answer;
    },
    open: (secret, listen) => ask('open', [secret], listen),
    slipsIn: (passphrase) => ask('slipsIn', [passphrase]),
    reveal: (pc, entry) => ask('reveal', [pc, entry]),
    lock() {
      fail('it was locked', 'INTERRUPTED');
    },
  };
}

function hear(message: FromWorker, waiting: Map<number, Waiting>): void {
  const one = waiting.get(message.id);
  if (one === undefined) return;
  if ('progress' in message) {
    one.listen(message.progress);
    return;
  }
  waiting.delete(message.id);
  if ('answer' in message) one.resolve(message.answer);
  else one.reject(new VaultError(message.failure.code, message.failure.message));
}

/** The worker's end: answers one message after the other. */
export function answering(
  open: (data: string) => Opening,
  say: (message: FromWorker) => void,
): (message: ToWorker) => Promise<void> {
  let opening: Opening | null = null;
  let before: Promise<unknown> = Promise.resolve();
  return (message) => {
    if ('data' in message) {
      opening = open(message.data);
      return Promise.resolve();
    }
    const { id, call, args } = message;
    const answer = async (): Promise<void> => {
      try {
        if (opening === null) throw new VaultError('FAILURE', 'there is nothing to open yet');
        say({
          id,
          answer: await called(opening, { call, args }, (progress) => {
            say({ id, progress });
          }),
        });
      } catch (error) {
        say({ id, failure: failureOf(error) });
      }
    };
    const answered = before.then(answer);
    before = answered;
    return answered;
  };
}

/** Only our own page sends messages: what they hold is of the types that it was compiled with. */
function called(
  opening: Opening,
  { call, args }: { readonly call: Name; readonly args: readonly unknown[] },
  listen: (progress: Progress) => void,
): Promise<unknown> {
  if (call === 'look') return opening.look(...(args as Parameters<Opening['look']>));
  if (call === 'reveal') return opening.reveal(...(args as Parameters<Opening['reveal']>));
  if (call === 'slipsIn') return opening.slipsIn(...(args as Parameters<Opening['slipsIn']>));
  const [secret] = args as Parameters<Opening['open']>;
  return opening.open(secret, listen);
}

function failureOf(error: unknown): Failure {
  if (error instanceof VaultError) return { code: error.code, message: error.message };
  const message = error instanceof Error ? error.message : 'unknown';
  return { code: 'FAILURE', message: `something unexpected happened: ${message}` };
}
