import { expect, it } from 'vitest';
import { fromHex } from '../../../src/bytes.js';
import { marvin32 } from '../../../src/registry/hive/marvin32.js';

// the header of the one log entry in NTUSER.DAT.LOG of dfwinreg's test data (Apache-2.0)
const header = '48764c45002e00000000000083000000' + '00000700020000001dd9b16db892ae9e';

it('hashes the header of a log entry that Windows wrote', () => {
  const hash = marvin32([fromHex(header) ?? new Uint8Array()]);
  expect(hash).toEqual({ low: 0x3017e264, high: 0xb41dc2e4 });
});

it('hashes parts as it hashes the whole', () => {
  const bytes = Uint8Array.from({ length: 400 }, (_, i) => i % 256);
  const parts = [bytes.subarray(0, 4), bytes.subarray(4, 396), bytes.subarray(396)];
  expect(marvin32(parts)).toEqual(marvin32([bytes]));
});
