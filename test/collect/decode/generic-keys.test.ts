import { describe, expect, it } from 'vitest';
import { channelOfGenericKey } from '../../../src/collect/decode/channel.js';
import { genericKey, genericKeys } from '../../../src/collect/decode/generic-keys.js';
import { normaliseProductKey } from '../../../src/collect/decode/product-key.js';

describe('genericKeys', () => {
  it('holds well-formed keys, none of them twice', () => {
    const keys = genericKeys.map((key) => key.productKey);
    expect(keys.length).toBeGreaterThan(60);
    expect(keys.map(normaliseProductKey)).toEqual(keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('tells keys for KMS clients from those that Setup installs', () => {
    expect(genericKey('W269N-WFGWX-YVC9B-4J6C9-T83GX')).toMatchObject({
      kind: 'kms-client',
      edition: 'Professional',
    });
    expect(genericKey('YTMG3-N6DKC-DKB77-7M9GH-8HVX7')).toMatchObject({
      kind: 'default-install',
      product: 'Windows 10/11 Home',
    });
    expect(channelOfGenericKey('W269N-WFGWX-YVC9B-4J6C9-T83GX')).toBe('Volume:GVLK');
    expect(channelOfGenericKey('YTMG3-N6DKC-DKB77-7M9GH-8HVX7')).toBeNull();
  });

  it('does not know other keys', () => {
    expect(genericKey('BBBBB-BBBBB-BBBBB-BBBBB-BBBBB')).toBeNull();
  });
});
