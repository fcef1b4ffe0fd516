// The words of a mail's subject as they were before they were encoded for its way: `=?utf-8?Q?B=C3=BCro?=`.
// RFC 2047.

const word = /=\?([\w-]{1,40})\?([QB])\?([^?\s]{0,400})\?=(?:\s+(?==\?))?/gi;
const longestSubject = 2000;

/** The text with its encoded words decoded; one in a charset that nobody knows stays as it is. */
export function decodedWords(text: string): string {
  const near = text.slice(0, longestSubject);
  return near.replaceAll(word, (whole: string, charset: string, way: string, words: string) => {
    try {
      return new TextDecoder(charset).decode(bytesOf(way, words));
    } catch {
      return whole;
    }
  });
}

function bytesOf(way: string, words: string): Uint8Array {
  if (way.toUpperCase() === 'B') return Buffer.from(words, 'base64');
  const plain = words.replaceAll('_', ' ');
  const bytes = plain.replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1');
}
