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
import { type ForeignParser, removeForeignFolder } from '../support/foreign-parser.js';
import { structureParsers } from '../support/foreign-structures.js';
import { textParsers } from '../support/foreign-texts.js';

const parsers: readonly ForeignParser[] = [...structureParsers, ...textParsers, ...fileParsers];
const all = parsers.map((parser) => [parser.name, parser] as const);
const readsFiles = (parser: ForeignParser): boolean => fileParsers.includes(parser);
const runs = (parser: ForeignParser) => ({ numRuns: readsFiles(parser) ? 30 : 100 });

/** How many inputs each parser took: where it refuses all of them, the tests below try little. */
const taken = new Map(all.map(([name]) => [name, 0]));
afterAll(() => {
  removeForeignFolder();
  expect([...taken].filter(([, count]) => count === 0)).toEqual([]);
});

/** Everything that the parser says of the input. */
async function told(parser: ForeignParser, input: Uint8Array): Promise<string> {
  try {
    const warnings = (await parser.read(input)) ?? [];
    taken.set(parser.name, (taken.get(parser.name) ?? 0) + 1);
    // A person reads them, whatever the input.
    expect(warnings.length).toBeLessThan(200);
    for (const { message } of warnings) expect(message.length).toBeLessThan(2000);
    return JSON.stringify(warnings);
  } catch (error) {
    expect(error).toBeInstanceOf(readsFiles(parser) ? VaultError : FormatError);
    return printed(error);
  }
}

/** Everything that could be printed of an error. */
function printed(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const hint = error instanceof VaultError ? error.hint : '';
  return [
    error.message,
    JSON.stringify(hint),
    error.stack,
    JSON.stringify(error),
    printed(error.cause),
  ].join('\n');
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
      runs(parser),
    );
  });

  it.each(all)('takes or refuses a real structure with changes in it: %s', async (_, parser) => {
    await fc.assert(
      fc.asyncProperty(mutatedInput(parser.samples, parser.tokens), async (input) => {
        await told(parser, input);
      }),
      runs(parser),
    );
  });

  it.each(all)('repeats no product key in what it says: %s', async (_, parser) => {
    await fc.assert(
      fc.asyncProperty(inputWithCanary(parser.samples), async (input) => {
        expect(holdsCanary(await told(parser, input))).toBe(false);
      }),
      runs(parser),
    );
  });
});

describe('the search for a product key in messages', () => {
  it('finds it in every form, and not in its last five characters', () => {
    expect(canaryForms.filter((form) => !holdsCanary(`key ${form} of`))).toEqual([]);
    expect(holdsCanary('*****-*****-*****-*****-3V66T')).toBe(false);
  });
});
