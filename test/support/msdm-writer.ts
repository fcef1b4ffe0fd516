// Writes MSDM tables, whole and wrong, for tests of what reads them.

/** How a table differs from the one that a maker writes. */
export interface MsdmChanges {
  /** Instead of the true length in the header. */
  readonly length?: number;
  /** Instead of the length of the key. */
  readonly dataLength?: number;
  /** The four numbers before the data length: version, reserved, type, reserved. */
  readonly fields?: readonly [number, number, number, number];
  /** Added to the right checksum. */
  readonly checksumError?: number;
  readonly signature?: string;
  readonly oemId?: string;
}

/** A table with this text in the place of the key. */
export function msdmTable(key: string | Uint8Array, changes: MsdmChanges = {}): Uint8Array {
  const data = typeof key === 'string' ? new TextEncoder().encode(key) : key;
  const table = new Uint8Array(56 + data.length);
  const view = new DataView(table.buffer);
  const { signature = 'MSDM', oemId = 'LENOVO', fields = [1, 0, 1, 0] } = changes;
  table.set(new TextEncoder().encode(signature), 0);
  view.setUint32(4, changes.length ?? table.length, true);
  table[8] = 3;
  table.set(new TextEncoder().encode(oemId.padEnd(6)), 10);
  table.set(new TextEncoder().encode('TC-FAKE '), 16);
  fields.forEach((field, i) => {
    view.setUint32(36 + 4 * i, field, true);
  });
  view.setUint32(52, changes.dataLength ?? data.length, true);
  table.set(data, 56);
  const sum = table.reduce((total, byte) => total + byte, 0);
  table[9] = (256 - (sum % 256) + (changes.checksumError ?? 0)) % 256;
  return table;
}
