// The helper's own side of the protocol in calls.ts: what a program that is run as a child process or
// a thread calls once. It imports next to nothing, so that a helper starts fast.
import { isMainThread, parentPort } from 'node:worker_threads';
import { VaultError } from '../../errors.js';
import type { Numbered, PlainError, Reply } from './message.js';

/** Does what is asked. What it throws goes over as plain data; `send` sends a part of the answer. */
export type Perform<Request, Answer> = (
  request: Request,
  send: (part: unknown) => void,
) => Promise<Answer>;

/** Answers every request with what `perform` makes of it, several at once if they come so. */
export function serveHelper<Request, Answer>(perform: Perform<Request, Answer>): void {
  const reply = (message: Reply): void => {
    if (isMainThread) process.send?.(message);
    else parentPort?.postMessage(message);
  };
  const answer = async ({ id, request }: Numbered<Request>): Promise<void> => {
    try {
      const value = await perform(request, (part) => {
        reply({ id, part });
      });
      reply({ id, value });
    } catch (error) {
      reply({ id, error: plainError(error) });
    }
  };
  const take = (message: unknown): void => void answer(message as Numbered<Request>);
  if (isMainThread) serveProcess(take);
  else parentPort?.on('message', take);
}

function serveProcess(take: (message: unknown) => void): void {
  process.on('message', take);
  // A call that hangs would also hang an orderly exit.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  // Ctrl-C and the end of a terminal go to this process, too; what follows from it is for the parent to say.
  for (const name of ['SIGINT', 'SIGHUP'] as const) process.on(name, () => undefined);
}

function plainError(error: unknown): PlainError {
  if (error instanceof VaultError) {
    return { code: error.code, message: error.message, hint: error.hint };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: null, message, hint: undefined };
}
