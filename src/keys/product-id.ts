// The digits of a product id. From Windows 8 on they repeat the key's group and serial
// (`00330-80000-00000-AAOEM`: group 3308, serial 0), and so does the longer form that a
// DigitalProductId4 holds (`MPC-GGGGG-SSS-SSSSSS-...`). Older product ids say other things.
import type { KeyFields } from './pkey2009.js';

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
