// Text out of a fixed field of a binary structure, made fit to be shown and stored: what a damaged
// or hostile file holds there may be anything.

const longestText = 256;

/**
 * The text without control characters, lone surrogates and outer blanks; null when nothing is left.
 * @param options `longest`: where it is cut, in characters.
 */
export function cleanText(
  text: string,
  { longest = longestText }: { readonly longest?: number } = {},
): string | null {
  const clean = text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '')
    .trim();
  return clean === '' ? null : Array.from(clean).slice(0, longest).join('');
}
