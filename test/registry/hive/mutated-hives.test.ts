import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { FormatError } from '../../../src/bytes.js';
import { type Hive, readHive } from '../../../src/registry/hive/hive.js';
import type { RegistryKey } from '../../../src/registry/registry.js';
import { writeHive, type HiveOptions } from '../../support/hive-writer.js';
import { sampleHive } from './sample-hive.js';

const forms: readonly HiveOptions[] = [
  { subkeysPerList: 10 },
  { subkeyList: 'lf' },
  { subkeyList: 'li', subkeysPerList: 5, names: 'utf16' },
];
const hives = forms.map((form) => {
  const bytes = writeHive(sampleHive, form);
  return { bytes, cells: cellsInUse(bytes), structures: structureBytes(bytes) };
});
const hive = fc.constantFrom(...hives);

/** How far into a list of places; without bias, which would change the signature every time. */
const position = fc.noBias(fc.nat(999_999)).map((n) => n / 1_000_000);
let keysRead = 0;

afterAll(() => {
  // most of what was changed could still be opened and read, or the tests above test nothing
  expect(keysRead).toBeGreaterThan(5000);
});

describe('reading everything in a hive', () => {
  it('with random bytes changed ends, and throws nothing but a FormatError', () => {
    const change = fc.tuple(position, fc.integer({ min: 0, max: 255 }));
    const changes = fc.array(change, { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(hive, changes, ({ bytes, structures }, edits) => {
        const changed = bytes.slice();
        for (const [at, byte] of edits) changed[pick(structures, at)] = byte;
        readEverything(changed);
      }),
      { numRuns: 1000 },
    );
  });

  it('with fields that point to other structures ends, and throws nothing but a FormatError', () => {
    const value = fc.oneof(
      fc.constantFrom(0, 1, 0x20, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffff8),
      // where another cell of the hive may be: lists that point to themselves or to their parents
      position.map((at) => ({ cellAt: at })),
    );
    const changes = fc.array(fc.tuple(position, value), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(hive, changes, ({ bytes, cells, structures }, edits) => {
        const changed = bytes.slice();
        const view = new DataView(changed.buffer);
        for (const [at, edit] of edits) {
          const target = typeof edit === 'number' ? edit : pick(cells, edit.cellAt);
          view.setUint32(pick(structures, at) & ~3, target, true);
        }
        readEverything(changed);
      }),
      { numRuns: 1000 },
    );
  });

  it('cut off and continued with noise ends, and throws nothing but a FormatError', () => {
    fc.assert(
      fc.property(hive, position, fc.uint8Array({ maxLength: 9000 }), ({ bytes }, at, noise) => {
        const start = bytes.subarray(0, Math.floor(at * bytes.length));
        readEverything(Buffer.concat([start, noise]));
      }),
      { numRuns: 100 },
    );
  });
});

/** Reads all keys and values; fails where it gives more than the bytes can hold. */
function readEverything(bytes: Uint8Array): void {
  let opened: Hive;
  try {
    opened = readHive(bytes, 'x');
  } catch (error) {
    expect(error).toBeInstanceOf(FormatError);
    return;
  }
  const seen = { keys: 0 };
  readKey(opened.root, bytes.length, seen);
  keysRead += seen.keys;
  // the least that a key node takes: none is reached twice
  expect(seen.keys).toBeLessThanOrEqual(bytes.length / 80);
  expect(opened.warnings().length).toBeLessThanOrEqual(51);
}

function readKey(key: RegistryKey, most: number, seen: { keys: number }): void {
  seen.keys += 1;
  for (const value of key.values()) {
    if (value.data.length > most) throw new Error(`a value of ${value.data.length} bytes`);
  }
  key.subkey('Sub 7');
  key.value('Number');
  for (const subkey of key.subkeys()) readKey(subkey, most, seen);
}

/** Where the cells of an undamaged hive are, as offset fields name them. */
function cellsInUse(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const cells: number[] = [];
  for (let bin = 4096; bin < bytes.length; bin += view.getUint32(bin + 8, true)) {
    const end = bin + view.getUint32(bin + 8, true);
    for (let at = bin + 32; at < end; at += Math.abs(view.getInt32(at, true))) {
      if (view.getInt32(at, true) < 0) cells.push(at - 4096);
    }
  }
  return cells;
}

/** Every byte that is a structure's: of the base block's fields, and of cells that hold no long data. */
function structureBytes(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const places = Array.from({ length: 48 }, (_, i) => i);
  for (const cell of cellsInUse(bytes)) {
    const size = -view.getInt32(4096 + cell, true);
    if (size < 1000) for (let i = 0; i < size; i += 1) places.push(4096 + cell + i);
  }
  return places;
}

function pick(cells: readonly number[], at: number): number {
  return cells[Math.floor(at * cells.length)] ?? 0;
}
