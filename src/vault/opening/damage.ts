// Which errors say that a record is bad, as opposed to sealed by others or not read at all.
import type { ErrorCode, VaultError } from '../../errors.js';

const damages: readonly ErrorCode[] = [
  'DAMAGED',
  'NOT_A_RECORD',
  'MALFORMED',
  'ALTERED',
  'COST_REFUSED',
];

/** Whether the record itself is bad. */
export function isDamage({ code }: VaultError): boolean {
  return damages.includes(code);
}
