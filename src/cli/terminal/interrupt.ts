// Ctrl-C, a request to end, or the terminal hanging up: the first one stops the command in good order
// (nothing half-written stays), the second one at once.
import { VaultError, exitStatus } from '../../errors.js';

let isHungUp = false;

/** A signal that is aborted by Ctrl-C, a request to end or the end of the terminal. */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  const interrupt = (name: NodeJS.Signals): void => {
    isHungUp ||= name === 'SIGHUP';
    if (controller.signal.aborted) endNow(exitStatus.interrupted);
    controller.abort(new VaultError('INTERRUPTED', 'stopped; what was stored before stays'));
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, interrupt);
  return controller.signal;
}

/**
 * Ends the process at once. Without its terminal Node cannot exit by itself: it aborts when it cannot set
 * the terminal back. There it ends by the signal that tells of that.
 */
export function endNow(status: number): void {
  if (hasNoTerminal() && process.platform !== 'win32') {
    process.removeAllListeners('SIGHUP');
    process.kill(process.pid, 'SIGHUP');
    return;
  }
  process.exit(status);
}

/** Whether the terminal that this process was started at is gone. */
export function hasNoTerminal(): boolean {
  const { stdin } = process;
  return isHungUp || (stdin.isTTY && (stdin.destroyed || stdin.readableEnded));
}
