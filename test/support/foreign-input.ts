// What a parser of bytes or text from outside is given in tests: anything at all, real structures with
// changes in them, and real structures with a product key in any place.
import fc from 'fast-check';

/** A real structure: bytes, or text that is encoded as UTF-8. */
export type Sample = Uint8Array | string;

/** The key that no message may repeat. It is public. */
const canary = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';

/** The ways in which it may be written, and what is most of it. */
export const canaryForms: readonly string[] = [
  canary,
  canary.toLowerCase(),
  canary.replaceAll('-', ''),
  ...[' ', ' - ', '–', '.', '_'].map((mark) => canary.replaceAll('-', mark)),
  canary.slice(1),
  canary.slice(0, -1),
  canary.replace('H', ''),
  canary.replace('C', 'CC'),
  canary.replace('9', 'O'),
];

/** Whether a text holds more of the canary than its last five characters. */
export function holdsCanary(text: string): boolean {
  const symbols = canary.replaceAll('-', '');
  // The asterisks of a mask stay: what stands before and after one is not one text.
  const letters = text.toUpperCase().replaceAll(/[^A-Z0-9*]/g, '');
  return Array.from({ length: symbols.length - 5 }, (_, i) => symbols.slice(i, i + 6)).some(
    (part) => letters.includes(part),
  );
}

/** Any text with the canary in it, in one of its forms, as a word of its own. */
export const textWithCanary: fc.Arbitrary<string> = fc
  .record({
    before: fc.string({ unit: 'binary', maxLength: 40 }),
    mark: fc.constantFrom(' ', '\\', '/', '"', '(', ': ', '\n'),
    form: fc.constantFrom(...canaryForms),
    after: fc.string({ unit: 'binary', maxLength: 40 }),
  })
  .map(({ before, mark, form, after }) => `${before}${mark}${form}${mark}${after}`);

/** Bytes and texts of any kind, made of what means something to the parser among other things. */
export function anyInput(tokens: readonly string[]): fc.Arbitrary<Uint8Array> {
  const noise = fc.string({ unit: 'binary', maxLength: 20 });
  const piece = tokens.length === 0 ? noise : fc.oneof(fc.constantFrom(...tokens), noise);
  const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
  return fc.oneof(
    fc.uint8Array({ maxLength: 1400 }),
    text.map((one) => bytesOf(one)),
    text.map((one) => Uint8Array.from(Buffer.from(one, 'utf16le'))),
  );
}

/** Real structures with up to eight changes. */
export function mutatedInput(
  samples: readonly Sample[],
  tokens: readonly string[],
): fc.Arbitrary<Uint8Array> {
  const edits = fc.array(edit(tokens), { minLength: 1, maxLength: 8 });
  return fc
    .tuple(fc.constantFrom(...samples), edits)
    .map(([sample, all]) => all.reduce((bytes, change) => change(bytes), bytesOf(sample)));
}

/** Real structures with the canary somewhere, in place of a word or on its own. */
export function inputWithCanary(samples: readonly Sample[]): fc.Arbitrary<Uint8Array> {
  const form = fc.constantFrom(...canaryForms);
  const isWord = fc.boolean();
  const isWide = fc.boolean();
  return fc
    .record({
      sample: fc.constantFrom(...samples),
      at: position,
      form,
      isWord,
      isWide,
      cut: position,
    })
    .map(({ sample, cut, ...place }) => {
      // Now and then without its end: what is cut off is refused, and the refusal must be silent too.
      const whole = cut < 0.8 ? sample : sample.slice(0, Math.floor(cut * sample.length));
      return bytesOf(
        typeof whole === 'string' ? insertedText(whole, place) : insertedBytes(whole, place),
      );
    });
}

interface CanaryPlace {
  /** From 0 to 1. */
  readonly at: number;
  readonly form: string;
  readonly isWord: boolean;
  /** For bytes: UTF-16 rather than a byte a character. */
  readonly isWide: boolean;
}

/** From 0 to 1; without bias, which would go for the ends. */
const position = fc.noBias(fc.nat(999_999)).map((n) => n / 1_000_000);

type Edit = (bytes: Uint8Array) => Uint8Array;

function edit(tokens: readonly string[]): fc.Arbitrary<Edit> {
  const number = fc.constantFrom(0, 1, 0x7fffffff, 0x80000000, 0xfffffff8, 0xffffffff);
  const inserted = fc.oneof(
    fc.uint8Array({ maxLength: 30 }),
    ...(tokens.length === 0 ? [] : [fc.constantFrom(...tokens).map((token) => bytesOf(token))]),
  );
  const length = fc.nat(40);
  return fc.oneof(
    fc.tuple(position, fc.nat(255)).map(([at, byte]): Edit => {
      return (bytes) => spliced(bytes, at, 1, Uint8Array.of(byte));
    }),
    fc.tuple(position, number).map(([at, value]): Edit => {
      const field = new Uint8Array(4);
      new DataView(field.buffer).setUint32(0, value, true);
      return (bytes) => spliced(bytes, at, 4, field);
    }),
    fc.tuple(position, length, inserted).map(([at, removed, other]): Edit => {
      return (bytes) => spliced(bytes, at, removed, other);
    }),
    fc.tuple(position, position, length).map(([at, from, count]): Edit => {
      return (bytes) => {
        const start = Math.floor(from * bytes.length);
        return spliced(bytes, at, 0, bytes.slice(start, start + count));
      };
    }),
    position.map(
      (at): Edit =>
        (bytes) =>
          bytes.slice(0, Math.floor(at * bytes.length)),
    ),
  );
}

function spliced(bytes: Uint8Array, at: number, removed: number, other: Uint8Array): Uint8Array {
  const start = Math.floor(at * bytes.length);
  return Uint8Array.from(
    Buffer.concat([bytes.subarray(0, start), other, bytes.subarray(start + removed)]),
  );
}

function insertedBytes(bytes: Uint8Array, { at, form, isWord, isWide }: CanaryPlace): Uint8Array {
  const encoded = Buffer.from(form, isWide ? 'utf16le' : 'latin1');
  return spliced(bytes, at, isWord ? encoded.length : 0, encoded);
}

function insertedText(text: string, { at, form, isWord }: CanaryPlace): string {
  const words = [...text.matchAll(/[\w.-]+/g)];
  const word = words[Math.floor(at * words.length)];
  if (isWord && word !== undefined) {
    return text.slice(0, word.index) + form + text.slice(word.index + word[0].length);
  }
  const start = Math.floor(at * text.length);
  return `${text.slice(0, start)} ${form} ${text.slice(start)}`;
}

function bytesOf(sample: Sample): Uint8Array {
  return Uint8Array.from(typeof sample === 'string' ? Buffer.from(sample) : sample);
}
