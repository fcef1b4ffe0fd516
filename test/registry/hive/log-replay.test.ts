import { describe, expect, it } from 'vitest';
import { readHive } from '../../../src/registry/hive/hive.js';
import { memoryPages } from '../../../src/registry/hive/page-source.js';
import { dirtyVectorLog, entriesLog, type HiveChange } from '../../support/hive-log.js';
import { regBinary, regDword, repairChecksum, writeHive } from '../../support/hive-writer.js';
import { pictureOf } from '../../support/registry-walk.js';

/** The hive after so many changes; each adds a key and moves what was there. */
function version(n: number): Uint8Array {
  const subkeys = Array.from({ length: 3 + n }, (_, i) => ({
    name: `Key ${i}`,
    values: [regDword('n', 100 * n + i), regBinary('long', new Uint8Array(300 * (n + 1)).fill(n))],
  }));
  return writeHive({ name: 'ROOT', subkeys }, { dirty: true });
}

// the sequence numbers of a dirty hive are 8 and 7: entries count from 7 on
const hive = version(0);
const change = (sequence: number): HiveChange => ({
  sequence,
  before: version(sequence - 7),
  after: version(sequence - 6),
});
const older: HiveChange = { sequence: 6, before: hive, after: version(9) };

function replay(logs: Readonly<Record<string, Uint8Array>>, bytes = hive) {
  const files = Object.entries(logs).map(([name, log]) => ({ name, pages: memoryPages(log) }));
  const opened = readHive(bytes, 'SOFTWARE', { logs: files });
  return {
    picture: pictureOf(opened.root),
    dirty: opened.dirty,
    logs: opened.replayedLogs,
    codes: opened.warnings().map(({ code }) => code),
    messages: opened.warnings().map(({ message }) => message),
  };
}

function expected(n: number) {
  return pictureOf(readHive(version(n), 'x').root);
}

/** A copy with the first bytes of its base block broken, but for the signature. */
function withBrokenBaseBlock(bytes: Uint8Array): Uint8Array {
  return bytes.slice().fill(0xee, 4, 48);
}

/** A log with all that the hive lacks of a version, written at a time of its own. */
function vectorOf(time: string, n: number): Uint8Array {
  const log = dirtyVectorLog(hive, version(n));
  const other = writeHive({ name: 'ROOT' }, { lastWritten: new Date(time) });
  log.set(other.subarray(12, 20), 12);
  repairChecksum(log);
  return log;
}

/** Sets what the base block of a log says that its first entry is. */
function setSequence(log: Uint8Array, sequence: number): void {
  const view = new DataView(log.buffer, log.byteOffset, log.byteLength);
  view.setUint32(4, sequence, true);
  view.setUint32(8, sequence, true);
  repairChecksum(log);
}

describe('a dirty hive with logs of entries', () => {
  it.each([
    ['one entry', { LOG1: entriesLog([change(7)]) }, 1, ['LOG1']],
    ['three entries', { LOG1: entriesLog([change(7), change(8), change(9)]) }, 3, ['LOG1']],
    [
      'two logs',
      { LOG1: entriesLog([change(7), change(8)]), LOG2: entriesLog([change(9)]) },
      3,
      ['LOG1', 'LOG2'],
    ],
    [
      'two logs, the second first',
      { LOG1: entriesLog([change(9), change(10)]), LOG2: entriesLog([change(7), change(8)]) },
      4,
      ['LOG2', 'LOG1'],
    ],
    ['an entry that the hive has already', { LOG1: entriesLog([older, change(7)]) }, 1, ['LOG1']],
    [
      'a log that the hive has already',
      { LOG1: entriesLog([older]), LOG2: entriesLog([change(7)]) },
      1,
      ['LOG2'],
    ],
    [
      'an entry left over behind the last',
      { LOG1: entriesLog([change(7), change(8), older]) },
      2,
      ['LOG1'],
    ],
    [
      'a log that does not go on where the other ended',
      { LOG1: entriesLog([change(7)]), LOG2: entriesLog([change(9)]) },
      1,
      ['LOG1'],
    ],
    [
      'other bytes behind the last entry',
      { LOG1: Buffer.concat([entriesLog([change(7)]), new Uint8Array(700).fill(3)]) },
      1,
      ['LOG1'],
    ],
    [
      'a log that was never used',
      { LOG1: entriesLog([change(7)]), LOG2: new Uint8Array(0), LOG: new Uint8Array(1024) },
      1,
      ['LOG1'],
    ],
  ])('and %s is read as it was meant to be', (_name, logs, changes, taken) => {
    const result = replay(logs);
    expect(result.picture).toEqual(expected(changes));
    expect([result.dirty, result.logs, result.codes]).toEqual([true, taken, []]);
  });

  it('takes nothing of a log that begins with what was left over of its earlier use', () => {
    const log = entriesLog([change(7), change(8)]);
    setSequence(log, 9);
    expect(replay({ LOG1: log }).logs).toEqual([]);
    expect(replay({ LOG1: log, LOG2: entriesLog([change(7)]) }).picture).toEqual(expected(1));
  });

  it('takes nothing of the second log where the first is needed and damaged', () => {
    const first = entriesLog([change(7)]);
    first.fill(0xee, 600, 604);
    const result = replay({ LOG1: first, LOG2: entriesLog([change(8)]) });
    expect(result.picture).toEqual(expected(0));
    expect(result.codes).toEqual(['log-refused', 'dirty-hive']);
  });

  it('takes a first entry that is far above its own number', () => {
    const far = { ...change(7), sequence: 5000 };
    expect(replay({ LOG1: entriesLog([far]) }).picture).toEqual(expected(1));
  });

  it('goes on counting from 0 after 2^32 - 1', () => {
    const near = hive.slice();
    const view = new DataView(near.buffer);
    view.setUint32(4, 0, true);
    view.setUint32(8, 0xffffffff, true);
    repairChecksum(near);
    const last = { ...change(7), sequence: 0xffffffff };
    const first = { ...change(8), sequence: 0 };
    const logs = { LOG1: entriesLog([first]), LOG2: entriesLog([last]) };
    expect(replay(logs, near).logs).toEqual(['LOG2', 'LOG1']);
  });

  it('and a broken base block takes it from the newest log, and that log alone', () => {
    const logs = { LOG1: entriesLog([older]), LOG2: entriesLog([change(7), change(8)]) };
    const result = replay(logs, withBrokenBaseBlock(hive));
    expect(result.picture).toEqual(expected(2));
    expect([result.logs, result.codes]).toEqual([['LOG2'], []]);
  });
});

describe('logs that leave a hive without a root key', () => {
  it('are refused, with a warning', () => {
    const after = version(1).fill(0, 4096, 8192);
    const result = replay({ LOG1: entriesLog([{ ...change(7), after }]) });
    expect(result.picture).toEqual(expected(0));
    expect(result.codes).toEqual(['damaged-hive', 'log-refused', 'dirty-hive']);
    expect(result.messages[1]).toMatch(/^LOG1: with it the hive has no root key: key node: /);
  });
});

describe('a clean hive', () => {
  it('ignores its logs', () => {
    const clean = writeHive({ name: 'ROOT' });
    const result = replay({ LOG1: entriesLog([change(7)]) }, clean);
    expect([result.picture.subkeys, result.dirty, result.logs]).toEqual([[], false, []]);
  });
});

describe('a dirty hive with a dirty vector', () => {
  it.each(['LOG1', 'LOG2', 'LOG'])('in its %s is read as it was meant to be', (name) => {
    const result = replay({ [name]: dirtyVectorLog(hive, version(4)) });
    expect(result.picture).toEqual(expected(4));
    expect([result.logs, result.codes]).toEqual([[name], []]);
  });

  it('and a broken base block takes it from the log', () => {
    const log = dirtyVectorLog(hive, version(4));
    const result = replay({ LOG1: log }, withBrokenBaseBlock(hive));
    expect(result.picture).toEqual(expected(4));
  });

  it('of an earlier time refuses the log', () => {
    const result = replay({ LOG1: vectorOf('2020-01-01T00:00:00Z', 4) });
    expect(result.picture).toEqual(expected(0));
    expect(result.codes).toEqual(['log-refused', 'dirty-hive']);
    expect(result.messages[0]).toBe('LOG1: it was written before the hive was');
  });

  it('of a later time, after a write that failed, is read as it was meant to be', () => {
    const logs = { LOG1: dirtyVectorLog(hive, version(2)), LOG2: vectorOf('2030-01-01', 4) };
    const result = replay(logs);
    expect(result.picture).toEqual(expected(4));
    expect([result.logs, result.codes]).toEqual([['LOG2'], []]);
  });

  it('and a broken base block refuses a log that is older than its first bin', () => {
    const log = vectorOf('2020-01-01T00:00:00Z', 4);
    const result = replay({ LOG1: log }, withBrokenBaseBlock(hive));
    expect(result.codes[0]).toBe('log-refused');
    expect(result.logs).toEqual([]);
  });

  it('prefers a log of entries', () => {
    const logs = { LOG1: dirtyVectorLog(hive, version(4)), LOG2: entriesLog([change(7)]) };
    expect(replay(logs).picture).toEqual(expected(1));
  });
});

describe('a dirty hive without logs', () => {
  it('is read as it is, with a warning', () => {
    const result = replay({});
    expect(result.picture).toEqual(expected(0));
    expect(result.codes).toEqual(['dirty-hive']);
    expect(result.messages[0]).toContain(
      'its logs (SOFTWARE.LOG1 and SOFTWARE.LOG2) are not beside it',
    );
  });

  it('that hold newer changes is read as it is, with a warning', () => {
    const result = replay({ LOG1: entriesLog([older]) });
    expect(result.picture).toEqual(expected(0));
    expect(result.messages).toEqual([expect.stringContaining('no log beside it belongs to it')]);
  });
});
