// The reasons why records do not open, each one object however many records it is of.
import type { VaultError } from '../../errors.js';

/** How many different reasons are told apart: their number is not for a place to choose. */
const mostReasons = 1000;

/** One error for all records of one reason: each has a trace that takes more memory than a name. */
export function sharedReasons(): (error: VaultError) => VaultError {
  const known = new Map<string, VaultError>();
  return (error) => {
    const full = `${error.code} ${error.message}`;
    const name = known.has(full) || known.size < mostReasons ? full : error.code;
    const shared = known.get(name) ?? error;
    known.set(name, shared);
    return shared;
  };
}
