// What a test asks of something that should be refused.
import { VaultError } from '../../src/errors.js';

/** The code that `attempt` is refused with, or `accepted`. Errors that are no VaultError are thrown on. */
export async function refusal(attempt: () => unknown): Promise<string> {
  try {
    await attempt();
    return 'accepted';
  } catch (error) {
    if (error instanceof VaultError) return error.code;
    throw error;
  }
}
