// Ctrl-C: the first one stops the command in good order (nothing half-written stays), the second one
// at once.
import { VaultError, exitStatus } from '../../errors.js';

/** A signal that is aborted by Ctrl-C or a request to end. */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(exitStatus.interrupted);
    controller.abort(new VaultError('INTERRUPTED', 'stopped; what was stored before stays'));
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return controller.signal;
}
