// Finding every name on this machine, as RFC 6761 has it for names that end in `.localhost` and not
// every system does.
import type { LookupFunction } from 'node:net';

/** A look-up that answers 127.0.0.1 to every name, and adds the name to `asked`. */
export function toLoopback(asked = new Set<string>()): LookupFunction {
  return (hostname, { all }, callback) => {
    asked.add(hostname);
    if (all === true) callback(null, [{ address: '127.0.0.1', family: 4 }]);
    else callback(null, '127.0.0.1', 4);
  };
}
