import { describe, expect, it } from 'vitest';
import { FormatError } from '../../../src/bytes.js';
import { readHive } from '../../../src/registry/hive/hive.js';
import { type HiveSurgeon, hiveSurgeon } from '../../support/hive-surgeon.js';
import { regSz, repairChecksum, writeHive } from '../../support/hive-writer.js';
import { pathsBelow, pictureOf } from '../../support/registry-walk.js';
import { sampleHive } from './sample-hive.js';

const valid = writeHive(sampleHive);
const allPaths = Array.from(pathsBelow(readHive(valid, 'x').root));

describe('a base block', () => {
  const change = (edit: (hive: HiveSurgeon) => void): Uint8Array => {
    const surgeon = hiveSurgeon(valid);
    edit(surgeon);
    repairChecksum(surgeon.bytes);
    return surgeon.bytes;
  };

  it.each([
    ['nothing', new Uint8Array(0), 'regf base block: at byte 0 expected "regf", found ""'],
    ['another file', Buffer.from('MZ and more'), 'expected "regf", found "MZ a"'],
    ['zeros', new Uint8Array(8192), 'expected "regf", found ""'],
    ['its signature alone', Buffer.from('regf'), 'at byte 508 expected 4 bytes'],
    ['a half base block', valid.subarray(0, 500), 'at byte 508 expected 4 bytes'],
    ['a base block and no bins', valid.subarray(0, 4096), 'key node: at byte'],
    [
      'the version 1.2',
      change((h) => {
        h.u32(24, 2);
      }),
      'a version from 1.3 to 1.6, found 1.2',
    ],
    [
      'the version 2.5',
      change((h) => {
        h.u32(20, 2);
      }),
      'found 2.5',
    ],
    [
      'a log',
      change((h) => {
        h.u32(28, 6);
      }),
      'a hive (file type 0), not one of its logs, found 6',
    ],
    ['a root that is nowhere', change(loseRoot), 'key node: at byte'],
  ])('of %s is refused, saying why', (_name, bytes, message) => {
    expect(() => readHive(bytes, 'x')).toThrow(FormatError);
    expect(() => readHive(bytes, 'x')).toThrow(message);
  });

  it('with a wrong root is helped by the first cell, where the root is', () => {
    const hive = readHive(
      change((h) => {
        h.u32(36, 0xffffffff);
      }),
      'x',
    );
    expect(Array.from(pathsBelow(hive.root))).toEqual(allPaths);
    expect(hive.warnings()[0]?.message).toMatch(/^the root key was found in its usual place: /);
  });

  it('with a wrong checksum means a dirty hive, read as far as it goes', () => {
    const surgeon = hiveSurgeon(valid);
    surgeon.u32(508, 0x12345678);
    surgeon.u32(40, 0);
    const hive = readHive(surgeon.bytes, 'x');
    expect(hive.dirty).toBe(true);
    expect(Array.from(pathsBelow(hive.root))).toEqual(allPaths);
  });

  it.each([0, 0xffffffff])('whose checksum comes out as %i stores its neighbour', (sum) => {
    const surgeon = hiveSurgeon(valid);
    let others = sum;
    for (let at = 0; at < 504; at += 4) others ^= surgeon.get32(at);
    surgeon.u32(504, others >>> 0);
    surgeon.u32(508, sum === 0 ? 1 : 0xfffffffe);
    expect(readHive(surgeon.bytes, 'x').dirty).toBe(false);
  });

  it('that tells less than the file holds hides what lies behind', () => {
    const hive = readHive(
      change((h) => {
        h.u32(40, 0x1000);
      }),
      'x',
    );
    expect(Array.from(pathsBelow(hive.root)).length).toBeLessThan(allPaths.length);
  });
});

describe('hive bins', () => {
  it('with wrong headers do not matter, but the first is told of', () => {
    const surgeon = hiveSurgeon(valid);
    for (let at = 4096; at < surgeon.bytes.length; at += 4096) {
      if (surgeon.get32(at) === 0x6e696268) surgeon.bytes.fill(0xee, at, at + 32);
    }
    const hive = readHive(surgeon.bytes, 'x');
    expect(Array.from(pathsBelow(hive.root))).toEqual(allPaths);
    expect(hive.warnings()[0]?.message).toContain('"hbin"');
  });
});

describe('a truncated hive', () => {
  const lengths = Array.from({ length: 60 }, (_, i) => Math.floor((valid.length * i) / 60));

  it.each(lengths)('of %i bytes is refused, or read as far as it goes with a warning', (length) => {
    const bytes = valid.subarray(0, length);
    let hive;
    try {
      hive = readHive(bytes, 'x');
    } catch (error) {
      expect(error).toBeInstanceOf(FormatError);
      return;
    }
    const reached = Array.from(pathsBelow(hive.root));
    expect(reached.filter((path) => !allPaths.includes(path))).toEqual([]);
    pictureOf(hive.root);
    expect(hive.warnings()[0]?.message).toContain('the file ends after');
  });

  it('gives what lies before the cut', () => {
    const subkeys = Array.from({ length: 500 }, (_, i) => ({ name: `Key ${i}` }));
    const whole = writeHive({ name: 'ROOT', values: [regSz('Text', 'there')], subkeys });
    const hive = readHive(whole.subarray(0, whole.length / 2), 'x');
    expect(hive.root.value('text')?.data.length).toBe(12);
    expect(Array.from(hive.root.subkeys())).toEqual([]);
    expect(hive.warnings().map(({ code }) => code)).toEqual(['damaged-hive', 'damaged-hive']);
  });
});

function loseRoot(hive: HiveSurgeon): void {
  hive.u32(36, 0xffffffff);
  hive.u16(hive.find('nk', 'ROOT') + 2, 0x20);
}
