// A target that fails for itself: what nobody expected in its code, or in a package that it uses, is an
// error of this place like any other, and never ends a run over several.
import { systemCode, VaultError } from '../errors.js';
import { type Target, TargetError } from './target.js';

/** The target; whatever else than a VaultError or its signal's reason comes out of it is `UNAVAILABLE`. */
export function withBoundary(target: Target): Target {
  const bounded = async <T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> => {
    try {
      return await call();
    } catch (error) {
      throw ofThePlace(error, signal);
    }
  };
  return {
    identify: (signal) => bounded(signal, () => target.identify(signal)),
    tryWriting: (signal) => bounded(signal, () => target.tryWriting(signal)),
    clockAheadMs: (signal) => bounded(signal, () => target.clockAheadMs(signal)),
    put: (name, record, signal) => bounded(signal, () => target.put(name, record, signal)),
    get: (name, signal) => bounded(signal, () => target.get(name, signal)),
    list: async function* (signal) {
      try {
        yield* target.list(signal);
      } catch (error) {
        throw ofThePlace(error, signal);
      }
    },
    remove: (name, signal) => bounded(signal, () => target.remove(name, signal)),
    close: () => target.close(),
  };
}

/** The error as one of the place; that of an abort, and one that says what it means, as it is. */
export function ofThePlace(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted || error instanceof VaultError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const code = systemCode(error);
  const why = code === undefined || message.includes(code) ? message : `${code}: ${message}`;
  return new TargetError('UNAVAILABLE', `the place failed unexpectedly: ${why}`, {
    hint: 'Try again. If it happens every time, please report it.',
    cause: error,
  });
}
