// The five cross-checks of a key: against the check inside it, the checksum of the value that held it,
// the group and product id written beside it, and the end that Windows reports for activation. Each
// can be impossible: older keys and plain text say less.
import type { CheckOutcome, Checks, OperatingSystem } from '../record/schema.js';
import { keyFields, typoCheck } from '../keys/pkey2009.js';
import { digitsCheck, productIdCheck } from '../keys/product-id.js';
import type { HeldKey } from '../keys/held-key.js';

/** What a key can be checked against besides the value that held it. */
export interface CheckContext {
  readonly os: OperatingSystem;
  /** Whether it is the key that Windows says is installed. */
  readonly isInstalled: boolean;
  /** What Windows reports of its activated key; null where it cannot be asked. */
  readonly activatedLastFive: string | null;
}

/** The outcome of every check for a key in a value. */
export function crossChecks(held: HeldKey, context: CheckContext): Checks {
  const { productKey, integrity } = held;
  const fields = productKey === null ? null : keyFields(productKey);
  return {
    typo: typoCheck(productKey),
    integrity,
    group:
      fields === null || held.group === null
        ? 'not-possible'
        : outcome(fields.group === held.group),
    productId: ownProductIdCheck(held, context),
    lastFive: lastFiveCheck(productKey, context),
  };
}

/** Both together: what the better place says, and what it cannot say from the other. */
export function combineChecks(better: Checks, other: Checks): Checks {
  const pick = (first: CheckOutcome, second: CheckOutcome): CheckOutcome =>
    first === 'not-possible' ? second : first;
  return {
    typo: pick(better.typo, other.typo),
    integrity: pick(better.integrity, other.integrity),
    group: pick(better.group, other.group),
    productId: pick(better.productId, other.productId),
    lastFive: pick(better.lastFive, other.lastFive),
  };
}

function ownProductIdCheck(
  { productKey, digits }: HeldKey,
  { os, isInstalled }: CheckContext,
): CheckOutcome {
  if (digits !== null) return digitsCheck(productKey, digits);
  // A key without a product id of its own: only the installed one has anything to do with Windows'.
  return isInstalled ? productIdCheck(productKey, os.productId) : 'not-possible';
}

function lastFiveCheck(
  productKey: string | null,
  { isInstalled, activatedLastFive }: CheckContext,
): CheckOutcome {
  if (productKey === null || activatedLastFive === null || !isInstalled) return 'not-possible';
  return outcome(productKey.endsWith(activatedLastFive));
}

function outcome(fits: boolean): CheckOutcome {
  return fits ? 'passed' : 'failed';
}
