// docs/format.md against the code: its test values, its table of members, its example of a recovery code
// and its classes. What it says in words is tested by the second reader, which was written from it.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { fromHex } from '../../src/bytes.js';
import { parseArmor } from '../../src/crypto/armor.js';
import { type ParsedRecord, parseSealedRecord } from '../../src/crypto/inspect.js';
import { openRecord, unlockWithRecoveryCode } from '../../src/crypto/open.js';
import {
  type RecoveryCode,
  formatRecoveryCode,
  parseRecoveryCode,
} from '../../src/crypto/recovery-code.js';
import { encodeCanonical } from '../../src/record/canonical.js';
import { contentSchema } from '../../src/record/schema.js';
import { keySchedule } from '../support/key-schedule.js';
import { removalOf } from '../../src/record/removed.js';
import { sixKeyContent } from '../support/sample-content.js';
import { type Vector, readVector } from '../support/vector.js';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const page = read('../../docs/format.md');

/** The rows of the page's tables, cells without the spaces around them. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()));

describe('the test values in docs/format.md', () => {
  let vector: Vector;
  let parsed: ParsedRecord;
  const passphrase = 'correct horse battery staple';

  beforeAll(async () => {
    vector = readVector(read('../vectors/open-recovery-code.txt'));
    parsed = await parseSealedRecord(parseArmor(vector.body));
  });

  it('are what this code computes, each of them', async () => {
    const recoveryCode = vector.recoveryCode ?? '';
    expect(page).toContain(recoveryCode);
    const values = Object.entries(await keySchedule(parsed, { passphrase, recoveryCode }));
    expect(values.length).toBeGreaterThan(20);
    for (const [name, hex] of values) {
      expect(rows, name).toContainEqual(['', name, `\`${hex}\``, '']);
    }
  });

  it('show the content of the vector', async () => {
    const code = parseRecoveryCode(vector.recoveryCode ?? '');
    const content = await openRecord(parsed, await unlockWithRecoveryCode(parsed, code));
    expect(page).toContain(new TextDecoder().decode(encodeCanonical(content)));
  });

  it('show how a recovery code is printed', () => {
    const code = fromHex('000102030405060708090a0b0c0d0e0f10111213') as RecoveryCode;
    expect(page).toContain(`\`${formatRecoveryCode(code)}\``);
  });
});

/** A content with the members, too, that a record may lack. */
const fullContent = {
  clock: sixKeyContent.takenAt,
  ...sixKeyContent,
  licences: sixKeyContent.licences.map((licence) => ({ ...licence, corrected: ['product'] })),
  removed: sixKeyContent.licences.map((licence) => removalOf(licence, sixKeyContent.takenAt)),
};

describe('the table of members in docs/format.md', () => {
  const documented = rows
    .map((cells) => /^`([a-z][\w.[\]]*)`$/i.exec(cells[1] ?? '')?.[1] ?? '')
    .filter((path) => path.split('.')[0]?.replace('[]', '') ?? '' in contentSchema.entries);

  it('names every member of a full content', () => {
    const members = [...memberPaths(fullContent, '')];
    expect(members.length).toBeGreaterThan(50);
    expect(members.filter((path) => !documented.includes(path))).toEqual([]);
  });

  it('names no member that a full content lacks', () => {
    const members = new Set(memberPaths(fullContent, ''));
    const tops = new Set(Object.keys(contentSchema.entries));
    const ours = documented.filter((path) => tops.has(path.replace(/[.[].*/, '')));
    expect(ours.length).toBe(members.size);
    expect(ours.filter((path) => !members.has(path))).toEqual([]);
  });
});

/** `machine`, `machine.tag`, `licences[].places[].foundAt`, ... each once. */
function memberPaths(value: unknown, path: string): Set<string> {
  const found = new Set<string>();
  if (Array.isArray(value)) {
    for (const item of value)
      for (const member of memberPaths(item, `${path}[]`)) found.add(member);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      const own = path === '' ? name : `${path}.${name}`;
      found.add(own);
      for (const inner of memberPaths(member, own)) found.add(inner);
    }
  }
  return found;
}
