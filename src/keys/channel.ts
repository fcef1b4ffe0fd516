// The channel that a key was sold through, in Microsoft's words (`Retail`, `OEM:DM`, `Volume:MAK`),
// from whatever a structure or the key itself says about it.
import type { Channel } from '../record/vocabulary.js';
import type { DigitalProductId } from './digital-product-id.js';
import { genericKey } from './generic-keys.js';
import { isOemProductId } from './product-id.js';

/** The channel of keys for an organisation's KMS host; they are public. */
export const kmsClientChannel: Channel = 'Volume:GVLK';

/** The channel of a key in a DigitalProductId; less exact than the key type of a DigitalProductId4. */
export function channelOfLicenceType(id: DigitalProductId): Channel | null {
  return isOemProductId(id.productId) ? 'OEM' : id.licenceType;
}

/** The channel of a public key, null when the key is in no list or the list does not say. */
export function channelOfGenericKey(productKey: string): Channel | null {
  return genericKey(productKey)?.kind === 'kms-client' ? kmsClientChannel : null;
}
