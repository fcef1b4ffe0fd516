// What would end the process by the runtime's own rules: an error that nobody caught, and a wait for
// something that never comes (Node ends with 13 then, without a word).
import { VaultError } from '../../errors.js';

/** What ends a command from outside of it. */
export interface Unforeseen {
  /** Rejects when it happens, and never resolves. */
  readonly happens: Promise<never>;
  /** Whether it has happened: what else the process is doing is not to be waited for. */
  readonly happened: () => boolean;
}

/** Watches this process for it. */
export function unforeseen(): Unforeseen {
  let hasHappened = false;
  const happens = new Promise<never>((_, reject) => {
    const fail = (error: unknown): void => {
      hasHappened = true;
      reject(error instanceof Error ? error : new Error('something was thrown that is no error'));
    };
    process.on('uncaughtException', fail);
    process.on('unhandledRejection', fail);
    process.once('beforeExit', () => {
      fail(new VaultError('INTERRUPTED', 'stopped: it waited for something that never came'));
    });
  });
  // Where the command has ended before, nobody listens.
  happens.catch(() => undefined);
  return { happens, happened: () => hasHappened };
}
