import { describe, expect, it } from 'vitest';
import { advancedPidDigits, productIdDigits } from '../../src/keys/product-id.js';

describe('productIdDigits', () => {
  it('reads group and serial as Windows 8 and later write them', () => {
    expect(productIdDigits('00330-80000-00000-AA123')).toEqual({ group: 3308, serial: 0 });
    expect(productIdDigits('00326-12345-67890-AAOEM')).toEqual({ group: 3261, serial: 234567890 });
  });

  it.each(['', '00371-OEM-8992671-00004', '55274-640-1234567-23456', '00330-80000-00000'])(
    'has none for the older form: %j',
    (text) => {
      expect(productIdDigits(text)).toBeNull();
    },
  );
});

describe('advancedPidDigits', () => {
  it('reads group and serial of the longer form', () => {
    const pid = '03612-03308-012-345678-02-1033-26100.0000-1382024';
    expect(advancedPidDigits(pid)).toEqual({ group: 3308, serial: 12345678 });
    const volume = '06401-02618-012-345678.03-1036-9600.0000-0062014';
    expect(advancedPidDigits(volume)).toEqual({ group: 2618, serial: 12345678 });
  });

  it('has none for anything else', () => {
    expect(advancedPidDigits('')).toBeNull();
    expect(advancedPidDigits('00330-80000-00000-AA123')).toBeNull();
  });
});
