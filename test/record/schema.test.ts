import { describe, expect, it } from 'vitest';
import { validateContent } from '../../src/record/schema.js';
import { refusal } from '../support/refusal.js';
import { sixKeyContent, smallContent } from '../support/sample-content.js';

const [licence] = sixKeyContent.licences;

/** Every member of an object, with the path to it. */
function* members(value: unknown, path: readonly (string | number)[]): Generator<typeof path> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    const own = [...path, Array.isArray(value) ? Number(name) : name];
    if (!Array.isArray(value)) yield own;
    yield* members(member, own);
  }
}

/** A deep copy without one member. */
function without(value: unknown, [step, ...rest]: readonly (string | number)[]): unknown {
  if (typeof value !== 'object' || value === null || step === undefined) return value;
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return items.map((item, i) => (i === step ? without(item, rest) : item));
  }
  const entries = Object.entries(value).flatMap(([name, member]) => {
    if (name !== step) return [[name, member] as const];
    return rest.length === 0 ? [] : [[name, without(member, rest)] as const];
  });
  return Object.fromEntries(entries);
}

describe('the schema of content', () => {
  it('takes the samples', () => {
    expect(validateContent(smallContent)).toEqual(smallContent);
    expect(validateContent(sixKeyContent)).toEqual(sixKeyContent);
  });

  it('asks for every member: what is not known is null, not left out', async () => {
    // Records of before have none.
    const paths = [...members(sixKeyContent, [])].filter((path) => path.at(-1) !== 'family');
    expect(paths.length).toBeGreaterThan(100);
    for (const path of paths) {
      const attempt = () => validateContent(without(sixKeyContent, path));
      expect(await refusal(attempt), path.join('.')).toBe('MALFORMED');
    }
  });

  it.each([
    ['a list', []],
    ['a text', 'x'],
    ['null', null],
    [
      'a tag in upper case',
      { ...smallContent, machine: { ...smallContent.machine, tag: 'A'.repeat(16) } },
    ],
    [
      'a tag that is too short',
      { ...smallContent, machine: { ...smallContent.machine, tag: 'a' } },
    ],
    ['a time with a fraction', { ...smallContent, takenAt: '2026-11-21T19:55:01.000Z' }],
    ['a time with an offset', { ...smallContent, takenAt: '2026-11-21T19:55:01+01:00' }],
    ['a time with a line end', { ...smallContent, takenAt: '2026-11-21T19:55:01Z\n' }],
    ['a time in other digits', { ...smallContent, takenAt: '\u0662026-11-21T19:55:01Z' }],
    ['sequence 0', { ...smallContent, sequence: 0 }],
    ['a fraction as sequence', { ...smallContent, sequence: 1.5 }],
    ['a record id that is too short', { ...smallContent, previous: 'ab' }],
    ['schema 0', { ...smallContent, schema: 0 }],
    ['schema as a text', { ...smallContent, schema: '1' }],
    ['a fraction as schema', { ...smallContent, schema: 1.5 }],
    [
      'an outcome that does not exist',
      {
        ...smallContent,
        licences: [{ ...licence, checks: { ...licence?.checks, typo: 'maybe' } }],
      },
    ],
    ['a caution that is no text', { ...smallContent, licences: [{ ...licence, cautions: [1] }] }],
  ])('refuses %s', async (_, value) => {
    expect(await refusal(() => validateContent(value))).toBe('MALFORMED');
  });

  it('says of a later schema that it is of a newer version, whatever else it holds', async () => {
    expect(await refusal(() => validateContent({ ...smallContent, schema: 2 }))).toBe(
      'UNSUPPORTED_VERSION',
    );
    expect(await refusal(() => validateContent({ schema: 3 }))).toBe('UNSUPPORTED_VERSION');
  });

  it('names the member that is wrong, not what it says', () => {
    const value = { ...smallContent, licences: [{ ...licence, productKey: 25 }] };
    expect(() => validateContent(value)).toThrow('licences.0.productKey');
    const tagged = { ...smallContent, machine: { ...smallContent.machine, tag: 'secret' } };
    expect(() => validateContent(tagged)).not.toThrow(/secret/);
  });

  it('stops at the first fault of a hostile list', async () => {
    const value = { ...smallContent, licences: new Array(1_000_000).fill(0) };
    expect(await refusal(() => validateContent(value))).toBe('MALFORMED');
  });
});
