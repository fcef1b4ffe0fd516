// The encoding of a text file, told by its first bytes: the mark that editors write, the zeros of
// UTF-16 without one, UTF-8, or the code page of an older Windows. Bytes that are no text are told too.

/** Encodings by the names that TextDecoder knows. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/**
 * The encoding; null where the bytes are not those of a text.
 * @param head the first bytes of a file; the more, the surer.
 */
export function textEncoding(head: Uint8Array): TextEncoding | null {
  const [first, second, third] = head;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  const zeros = zerosByParity(head.subarray(0, 512));
  if (zeros.even === 0 && zeros.odd > 0 && isMostly(zeros.odd, head)) return 'utf-16le';
  if (zeros.odd === 0 && zeros.even > 0 && isMostly(zeros.even, head)) return 'utf-16be';
  if (head.includes(0)) return null;
  return isUtf8(head) ? 'utf-8' : 'windows-1252';
}

/** The text that the head of a file begins with; null where it is no text. */
export function headText(head: Uint8Array): string | null {
  const encoding = textEncoding(head);
  // A character that the end of the head cuts in two is left out.
  return encoding === null ? null : new TextDecoder(encoding).decode(head, { stream: true });
}

function zerosByParity(bytes: Uint8Array): { readonly even: number; readonly odd: number } {
  const zeros = { even: 0, odd: 0 };
  bytes.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2 === 0 ? 'even' : 'odd'] += 1;
  });
  return zeros;
}

/** Most letters of European languages have a zero byte in UTF-16. */
function isMostly(zeros: number, head: Uint8Array): boolean {
  return zeros * 4 >= Math.min(head.length, 512);
}

function isUtf8(head: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}
