// The channel that a key was sold through, in Microsoft's words (`Retail`, `OEM:DM`, `Volume:MAK`),
// from whatever a structure or the key itself says about it.
import type { DigitalProductId } from './digital-product-id.js';
import { genericKey } from './generic-keys.js';

/** The channel of keys for an organisation's KMS host; they are public. */
export const kmsClientChannel = 'Volume:GVLK';

/** The channel of a key in a DigitalProductId; less exact than the key type of a DigitalProductId4. */
export function channelOfLicenceType(id: DigitalProductId): string | null {
  // In product ids up to Windows 7 the second part says so; from Windows 8 on the last one.
  const productId = id.productId ?? '';
  if (/-OEM-|-AAOEM$/.test(productId)) return 'OEM';
  return id.licenceType;
}

/** The channel of a public key, null when the key is in no list or the list does not say. */
export function channelOfGenericKey(productKey: string): string | null {
  return genericKey(productKey)?.kind === 'kms-client' ? kmsClientChannel : null;
}
