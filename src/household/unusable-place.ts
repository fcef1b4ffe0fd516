// A place that the config names and of which nothing else is known, since its entry is of no use: it stands
// among the places of a run as one that fails, so that it harms only itself and is named.
import type { VaultError } from '../errors.js';
import type { Target } from '../targets/target.js';
import type { TargetKind } from '../targets/target-kind.js';

/**
 * The kind of such a place: whatever is asked of it fails for this reason.
 * @param kind what the entry calls its kind.
 */
export function unusableKind(kind: string, reason: VaultError): TargetKind {
  const fail = (): Promise<never> => Promise.reject(reason);
  const target: Target = {
    identify: fail,
    tryWriting: fail,
    clockAheadMs: fail,
    put: fail,
    get: fail,
    // eslint-disable-next-line @typescript-eslint/require-await -- there is nothing to wait for
    list: async function* () {
      throw reason;
    },
    remove: fail,
    close: () => Promise.resolve(),
  };
  return {
    kind,
    callLimitMs: 1000,
    isOnlyOne: false,
    members: [],
    secret: null,
    parsePlace: () => null,
    parseOptions: () => {
      throw reason;
    },
    describe: () => 'its entry in the config cannot be used',
    words: () => Promise.resolve([]),
    facts: () => Promise.resolve([]),
    initialise: fail,
    open: () => target,
  };
}
