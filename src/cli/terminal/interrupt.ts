// Ctrl-C, a request to end, or the terminal hanging up: the first one stops the command in good order
// (nothing half-written stays), the second one at once.
import { setTimeout as sleep } from 'node:timers/promises';
import { VaultError, exitStatus } from '../../errors.js';

let isHungUp = false;

/**
 * One Ctrl-C can come as several signals: npm and some shells hand on what the terminal has sent to the
 * program already, and a terminal that closes asks twice. They are one wish.
 */
const sameStopMs = 500;

/** A signal that is aborted by Ctrl-C, a request to end or the end of the terminal. */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  let stoppedAt = 0;
  const interrupt = (name: NodeJS.Signals): void => {
    isHungUp ||= name === 'SIGHUP';
    if (controller.signal.aborted) {
      if (performance.now() - stoppedAt >= sameStopMs) endNow(exitStatus.interrupted);
      return;
    }
    stoppedAt = performance.now();
    controller.abort(new VaultError('INTERRUPTED', 'stopped; what was stored before stays'));
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, interrupt);
  return controller.signal;
}

/**
 * Ends the process of a command that was stopped. Node's own exit waits for its threads, and one that is
 * in a call to a file that does not answer never comes back: then the process ends as one that Ctrl-C
 * ends, which shells tell as the same status.
 */
export async function endStopped(): Promise<void> {
  for (let waited = 0; waited < patienceMs && waitsForFile(); waited += stepMs) await sleep(stepMs);
  endNow(exitStatus.interrupted);
}

/** A write to a slow disk gets longer than its own grace; a call that is lost takes no longer than this. */
const patienceMs = 5_000;
const stepMs = 20;

/** https://nodejs.org/api/process.html#processgetactiveresourcesinfo */
function waitsForFile(): boolean {
  return process.getActiveResourcesInfo().some((name) => /^(?:FSReq|GetAddrInfo)/.test(name));
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
  if (status === exitStatus.interrupted && waitsForFile() && process.platform !== 'win32') {
    process.removeAllListeners('SIGINT');
    process.kill(process.pid, 'SIGINT');
  }
  // The first process of a container is not ended by a signal of its own.
  process.exit(status);
}

/** Whether the terminal that this process was started at is gone. */
export function hasNoTerminal(): boolean {
  const { stdin } = process;
  return isHungUp || (stdin.isTTY && (stdin.destroyed || stdin.readableEnded));
}
