// Text from disks and records as a file may hold it: whatever stands in a name, no reader of the file is
// steered by it. Each form escapes what has a meaning in that form; this takes away what has none anywhere.

/** Control characters, half characters, what turns the direction of a line, and what XML never holds. */
const unsafe = /(?![\n\t])[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu;

/** The text without what could move a cursor or break a parser; its lines end with `\n`. */
export function harmless(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(unsafe, '\ufffd');
}

/** The same on one line. */
export function oneLine(text: string): string {
  return harmless(text).replaceAll(/\s+/g, ' ').trim();
}
