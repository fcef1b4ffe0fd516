// Whether this PC remembers a key that opens the backups, so that a push needs nobody.

/** Whether one is remembered. So far nothing remembers one. */
export function hasRememberedKey(signal: AbortSignal): Promise<boolean> {
  signal.throwIfAborted();
  return Promise.resolve(false);
}
