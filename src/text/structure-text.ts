// Text out of a fixed field of a binary structure, made fit to be shown and stored: what a damaged
// or hostile file holds there may be anything.

/** The most characters of a text that is shown. */
export const longestText = 256;

/**
 * The text without control characters, lone surrogates and outer blanks; null when nothing is left.
 * @param options `longest`: where it is cut, in characters.
 */
export function cleanText(
  text: string,
  { longest = longestText }: { readonly longest?: number } = {},
): string | null {
  const plain = plainText(text);
  return plain === '' ? null : Array.from(plain).slice(0, longest).join('');
}

/** The same without the cut, and empty when nothing is left. */
export function plainText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '')
    .trim();
}
