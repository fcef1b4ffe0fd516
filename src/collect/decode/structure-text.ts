// Text out of a fixed field of a binary structure, made fit to be shown and stored: what a damaged
// or hostile file holds there may be anything.

const longestText = 256;

/**
 * The text without control characters, lone surrogates and outer blanks, cut at 256 characters; null
 * when nothing is left.
 */
export function cleanText(text: string): string | null {
  const clean = text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '')
    .trim();
  return clean === '' ? null : Array.from(clean).slice(0, longestText).join('');
}
