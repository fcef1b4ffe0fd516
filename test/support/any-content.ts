// Contents of every kind for properties: any text, any number of licences, unknown members.
import fc from 'fast-check';
import type { RecordContent } from '../../src/record/schema.js';
import { sixKeyContent, smallContent } from './sample-content.js';

/** Any well-formed Unicode text. */
const anyText = fc.string({ unit: 'binary', maxLength: 40 });

const memberName = fc
  .string({ unit: 'grapheme-ascii', maxLength: 12 })
  .filter((name) => name !== '__proto__');

/** Any value of the narrowed JSON, not too deep. */
export const anyJson: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', maxDepth: 5 },
    anyText,
    fc.maxSafeInteger().map((number) => (number === 0 ? 0 : number)),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(memberName, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

/** Any valid content. */
export const anyContent: fc.Arbitrary<RecordContent> = fc
  .record({
    name: fc.option(anyText),
    owner: fc.option(anyText),
    note: fc.option(anyText),
    sequence: fc.integer({ min: 1 }),
    licences: fc.subarray([...sixKeyContent.licences]),
    future: anyJson,
  })
  .map(({ name, owner, note, sequence, licences, future }) => ({
    ...smallContent,
    machine: { ...smallContent.machine, name },
    os: { ...smallContent.os, registeredOwner: owner },
    licences: licences.map((licence) => ({ ...licence, note })),
    sequence,
    future,
  }));
