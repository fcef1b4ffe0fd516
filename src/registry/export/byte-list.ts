// Bytes as people copy them from a console: PowerShell's `{164, 0, 0, 0, 3}` and its column of numbers,
// `A4-00-00-00`, `a4 00 00 00`. They are known by how the structures that hold keys begin: with their own
// length.

/** How the structures begin, in decimal and in hex. */
const beginnings = [
  { tokens: ['164', '0', '0', '0'], radix: 10, length: 164 },
  { tokens: ['a4', '00', '00', '00'], radix: 16, length: 164 },
  { tokens: ['248', '4', '0', '0'], radix: 10, length: 1272 },
  { tokens: ['f8', '04', '00', '00'], radix: 16, length: 1272 },
] as const;

const isRun = /^[{(]?\s*(?:0x)?[\da-f]{1,3}(?:[\s,;-]+(?:0x)?[\da-f]{1,3})*[\s,;-]*[)}]?$/i;

/** The numbers of a line that has nothing else in it, as they are written; null for any other line. */
export function numbersIn(line: string): string[] | null {
  const text = line.trim();
  if (text.length > 16 * 1024 || !isRun.test(text)) return null;
  return (text.match(/[\da-f]{2,3}(?![\dx])|[\da-f](?![\dx])/gi) ?? []).map((one) =>
    one.toLowerCase(),
  );
}

/** The bytes of a structure that holds a key; null where the numbers are those of something else. */
export function structureBytes(numbers: readonly string[]): readonly number[] | null {
  const found = beginnings.find(({ tokens }) => tokens.every((token, i) => numbers[i] === token));
  if (found === undefined || numbers.length < found.length) return null;
  const bytes = numbers.slice(0, found.length).map((one) => Number.parseInt(one, found.radix));
  return bytes.every((byte) => byte >= 0 && byte <= 0xff) ? bytes : null;
}

/** The bytes as a registry export writes them. */
export function hexValue(bytes: readonly number[], type = 3): string {
  const digits = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(',');
  return `${type === 3 ? 'hex' : `hex(${type.toString(16)})`}:${digits}`;
}
