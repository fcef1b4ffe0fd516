import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHive } from '../../../src/registry/hive/hive.js';
import { memoryPages } from '../../../src/registry/hive/page-source.js';
import { dirtyVectorLog, entriesLog, repairHashes } from '../../support/hive-log.js';
import { regDword, repairChecksum, writeHive } from '../../support/hive-writer.js';
import { pathsBelow, pictureOf } from '../../support/registry-walk.js';

const version = (n: number): Uint8Array => {
  const subkeys = Array.from({ length: 5 * n }, (_, i) => ({
    name: `Key ${n}-${i}`,
    values: [regDword('n', i)],
  }));
  return writeHive({ name: 'ROOT', subkeys }, { dirty: true });
};
const [before, between, after] = [version(20), version(30), version(40)] as const;
const entries = entriesLog([
  { sequence: 7, before, after: between },
  { sequence: 8, before: between, after },
]);
const vector = dirtyVectorLog(before, after);
const firstEntry = 512;
const secondEntry =
  firstEntry + new DataView(entries.buffer, entries.byteOffset).getUint32(516, true);

type Edit = (log: DataView) => void;

function open(log: Uint8Array) {
  const hive = readHive(before, 'x', { logs: [{ name: 'LOG1', pages: memoryPages(log) }] });
  return { hive, messages: hive.warnings().map(({ message }) => message) };
}

function edited(log: Uint8Array, edit: Edit): Uint8Array {
  const copy = Uint8Array.from(log);
  edit(new DataView(copy.buffer));
  return copy;
}

/** Changed so that every checksum is right all the same. */
function forged(edit: Edit): Uint8Array {
  const log = edited(entries, edit);
  const size = new DataView(log.buffer).getUint32(firstEntry + 4, true);
  if (size >= 512 && firstEntry + size <= log.length) repairHashes(log, firstEntry);
  return log;
}

const set =
  (offset: number, value: number): Edit =>
  (log) => {
    log.setUint32(offset, value, true);
  };

describe('a log of entries', () => {
  it.each([
    ['an entry of no size', forged(set(firstEntry + 4, 0)), 'a size of whole sectors'],
    ['an entry of half a sector', forged(set(firstEntry + 4, 700)), 'a size of whole sectors'],
    ['an entry longer than the log', forged(set(firstEntry + 4, 0x40000000)), 'within the log'],
    ['no bins', forged(set(firstEntry + 16, 0)), 'a size of whole bins, found 0'],
    ['bins of half a page', forged(set(firstEntry + 16, 5000)), 'a size of whole bins'],
    [
      'a count of 0xFFFFFFFF pages',
      forged(set(firstEntry + 20, 0xffffffff)),
      'pages that fit into',
    ],
    ['one page too many', forged(set(firstEntry + 20, 2)), 'pages within the entry and the bins'],
    ['a page beyond the bins', forged(set(firstEntry + 40, 0x7ffff000)), 'pages within the entry'],
    ['a page that is not aligned', forged(set(firstEntry + 40, 100)), 'pages within the entry'],
    ['a page of no size', forged(set(firstEntry + 44, 0)), 'found 0 bytes at'],
    [
      'a page longer than the entry',
      forged(set(firstEntry + 44, 0x100000)),
      'pages within the entry',
    ],
    ['a wrong header', edited(entries, set(firstEntry + 12, 9)), 'the hash of its header'],
    ['a wrong page', edited(entries, set(firstEntry + 100, 1)), 'the hash of its pages'],
    ['its end missing', entries.subarray(0, 2000), 'a size of whole sectors within the log'],
  ])('with %s is refused, with a warning', (_name, log, message) => {
    const { hive, messages } = open(log);
    expect(pictureOf(hive.root)).toEqual(pictureOf(readHive(before, 'x').root));
    expect(messages[0]).toMatch(/^LOG1: log entry: at byte \d+ expected /);
    expect(messages[0]).toContain(message);
    expect(hive.warnings().map(({ code }) => code)).toEqual(['log-refused', 'dirty-hive']);
  });

  it('with a damaged second entry gives the first, with a warning', () => {
    const { hive, messages } = open(edited(entries, set(secondEntry + 300, 1)));
    expect(pictureOf(hive.root)).toEqual(pictureOf(readHive(between, 'x').root));
    expect(messages).toEqual([expect.stringContaining('expected the hash of its pages')]);
  });

  it('that claims huge bins gives no more than there is', () => {
    const { hive, messages } = open(forged(set(firstEntry + 16, 0xfffff000)));
    expect(Array.from(pathsBelow(hive.root)).length).toBeGreaterThan(100);
    expect(messages[0] ?? '').not.toContain('refused');
  });
});

describe('a log', () => {
  it.each([
    ['a wrong checksum', edited(entries, set(508, 1)), 'a base block that was finished'],
    [
      'two sequence numbers',
      withRepairedBase(entries, set(8, 6)),
      'a base block that was finished',
    ],
    ['neither entries nor vector', edited(entries, set(512, 1)), '"HvLE" or "DIRT"'],
    ['a vector for entries', withRepairedBase(vector, set(28, 6)), '"HvLE" or "DIRT"'],
    ['its vector cut off', vector.subarray(0, 516), 'bytes of bits'],
    ['its sectors cut off', vector.subarray(0, vector.length - 1), 'dirty sectors'],
    ['bins of 4 GiB', withRepairedBase(vector, set(40, 0xfffff000)), 'bytes of bits'],
  ])('with %s is refused, with a warning', (_name, log, message) => {
    const { hive, messages } = open(log);
    expect(pictureOf(hive.root)).toEqual(pictureOf(readHive(before, 'x').root));
    expect(messages[0]).toContain(message);
    expect(hive.warnings().map(({ code }) => code)).toEqual(['log-refused', 'dirty-hive']);
  });
});

describe('any changed log', () => {
  it('leaves a hive that can be read to its end', () => {
    const position = fc.noBias(fc.nat(999_999)).map((n) => n / 1_000_000);
    const changes = fc.array(fc.tuple(position, fc.nat(0xffffffff)), {
      minLength: 1,
      maxLength: 20,
    });
    let replayed = 0;
    fc.assert(
      fc.property(fc.constantFrom('entries', 'vector'), changes, (form, edits) => {
        const log = form === 'entries' ? entries : vector;
        const changed = edited(log, (view) => {
          for (const [at, value] of edits) {
            const field = 512 + 4 * Math.floor((at * (log.length - 512)) / 4);
            view.setUint32(Math.min(field, log.length - 4), value, true);
          }
          if (log === entries) {
            view.setUint32(firstEntry, 0x454c7648, true);
            set(firstEntry + 4, secondEntry - firstEntry)(view);
          }
        });
        if (log === entries) repairHashes(changed, firstEntry);
        const { hive } = open(changed);
        if (hive.replayedLogs.length > 0) replayed += 1;
        pictureOf(hive.root);
      }),
      { numRuns: 500 },
    );
    expect(replayed).toBeGreaterThan(100);
  });
});

function withRepairedBase(log: Uint8Array, edit: Edit): Uint8Array {
  const changed = edited(log, edit);
  repairChecksum(changed);
  return changed;
}
