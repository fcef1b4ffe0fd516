// Calls that the system broke off and asks to make again: EINTR (network and FUSE mounts that were
// interrupted) and EAGAIN. They say nothing of the file, and are made again here, at the call.
// Source: errno(3), signal(7).
import { setTimeout as sleep } from 'node:timers/promises';
import { systemCode } from '../errors.js';

const passing = new Set(['EINTR', 'EAGAIN']);
const attempts = 10;

/** What `call` resolves to; made again, some times, while the system says that it should be. */
export async function triedAgain<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (attempt === attempts || !passing.has(systemCode(error) ?? '')) throw error;
      await sleep(attempt);
    }
  }
}
