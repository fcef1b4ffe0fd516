// Every parser of bytes and text from outside, with anything at all and with real structures that were
// changed: it gives what it can, and refuses the rest with a FormatError or a warning, never otherwise.
// And whatever it says, it never repeats a product key, nor most of one. That what it reads is right is
// for each parser's own tests.
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { FormatError } from '../../src/bytes.js';
import { VaultError } from '../../src/errors.js';
import { fileParsers } from '../support/foreign-files.js';
import {
  anyInput,
  canaryForms,
  holdsCanary,
  inputWithCanary,
  mutatedInput,
} from '../support/foreign-input.js';
import type { ForeignParser } from '../support/foreign-parser.js';
import { structureParsers } from '../support/foreign-structures.js';
import { textParsers } from '../support/foreign-texts.js';

const inMemory = [...structureParsers, ...textParsers].map(
  (parser) => [parser.name, parser] as const,
);
const files = fileParsers.map((parser) => [parser.name, parser] as const);
const all = [...inMemory, ...files];
const runsOf = ({ name }: ForeignParser): number =>
  files.some(([file]) => file === name) ? 40 : 150;

/** What came of all inputs so far, by parser: one that refuses or takes everything would test little. */
const outcomes = new Map<string, { taken: number; refused: number }>();
afterAll(() => {
  expect(outcomes.size).toBe(all.length);
  const idle = [...outcomes].filter(([, { taken }]) => taken === 0);
  expect(idle).toEqual([]);
});

/** Everything that the parser says of the input. */
async function told(parser: ForeignParser, input: Uint8Array): Promise<string> {
  const outcome = outcomes.get(parser.name) ?? { taken: 0, refused: 0 };
  outcomes.set(parser.name, outcome);
  try {
    const warnings = (await parser.read(input)) ?? [];
    outcome.taken += 1;
    // A person reads them, whatever the input.
    expect(warnings.length).toBeLessThan(200);
    for (const { message } of warnings) expect(message.length).toBeLessThan(2000);
    return JSON.stringify(warnings);
  } catch (error) {
    outcome.refused += 1;
    const isOfFile = files.some(([name]) => name === parser.name);
    expect(error).toBeInstanceOf(isOfFile ? VaultError : FormatError);
    return printed(error);
  }
}

/** Everything that could be printed of an error. */
function printed(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const hint = error instanceof VaultError ? error.hint : '';
  return [error.message, hint, error.stack, JSON.stringify(error), printed(error.cause)].join('\n');
}

describe('a parser of foreign input', () => {
  it('is in the list, whichever it is', () => {
    expect(all.length).toBeGreaterThan(45);
    expect(new Set(all.map(([name]) => name)).size).toBe(all.length);
  });

  it.each(all)('takes or refuses anything at all: %s', async (_, parser) => {
    await fc.assert(
      fc.asyncProperty(anyInput(parser.tokens), async (input) => {
        await told(parser, input);
      }),
      { numRuns: runsOf(parser) },
    );
  });

  it.each(all)('takes or refuses a real structure with changes in it: %s', async (_, parser) => {
    await fc.assert(
      fc.asyncProperty(mutatedInput(parser.samples, parser.tokens), async (input) => {
        await told(parser, input);
      }),
      { numRuns: runsOf(parser) },
    );
  });

  it.each(all)('repeats no product key in what it says: %s', async (_, parser) => {
    await fc.assert(
      fc.asyncProperty(inputWithCanary(parser.samples), async (input) => {
        expect(holdsCanary(await told(parser, input))).toBe(false);
      }),
      { numRuns: runsOf(parser) },
    );
  });
});

describe('the search for a product key in messages', () => {
  it('finds it in every form, and not in its last five characters', () => {
    expect(canaryForms.filter((form) => !holdsCanary(`key ${form} of`))).toEqual([]);
    expect(holdsCanary('*****-*****-*****-*****-3V66T')).toBe(false);
  });
});
