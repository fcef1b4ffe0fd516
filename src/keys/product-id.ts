// The digits of a product id. From Windows 8 on they repeat the key's group and serial
// (`00330-80000-00000-AAOEM`: group 3308, serial 0), and so does the longer form that a
// DigitalProductId4 holds (`MPC-GGGGG-SSS-SSSSSS-...`). Older product ids say other things.
import type { CheckOutcome } from '../record/schema.js';
import { type KeyFields, keyFields } from './pkey2009.js';

/** The parts of a product id that a key can be compared with. */
export type ProductIdDigits = Pick<KeyFields, 'group' | 'serial'>;

/** The digits of a product id, or null when it has not the form of Windows 8 and later. */
export function productIdDigits(productId: string): ProductIdDigits | null {
  const match = /^(\d{5})-(\d{5})-(\d{5})-[0-9A-Z]{5}$/.exec(productId.trim());
  if (match === null) return null;
  const digits = match.slice(1).join('');
  return { group: Number(digits.slice(0, 6)), serial: Number(digits.slice(6)) };
}

/** The same from the advanced product id of a DigitalProductId4, or null when it has not its form. */
export function advancedPidDigits(advancedPid: string): ProductIdDigits | null {
  // A public sample of a volume licence has a full stop behind the serial.
  const match = /^[0-9A-Z]+-(\d{5,6})-(\d{3})-(\d{6})[-.]/.exec(advancedPid.trim());
  if (match === null) return null;
  const [, group = '', high = '', low = ''] = match;
  return { group: Number(group), serial: Number(high + low) };
}

/** Whether a key has the group and serial of these digits; not possible where one of them has none. */
export function digitsCheck(
  productKey: string | null,
  digits: ProductIdDigits | null,
): CheckOutcome {
  const fields = productKey === null ? null : keyFields(productKey);
  if (fields === null || digits === null) return 'not-possible';
  return fields.group === digits.group && fields.serial === digits.serial ? 'passed' : 'failed';
}

/** The same with a product id as it stands. */
export function productIdCheck(productKey: string | null, productId: string | null): CheckOutcome {
  return digitsCheck(productKey, productId === null ? null : productIdDigits(productId));
}

/** Whether a product id says that its licence was sold with a PC: in the middle up to Windows 7, then last. */
export function isOemProductId(productId: string | null): boolean {
  return /-OEM-|-AAOEM$/.test(productId ?? '');
}
