// The lines of a text one at a time: a list of all lines of a large file is several times as large.

/** The lines, without their ends; every kind of line end counts. */
export function* linesOf(text: string): Generator<string> {
  let start = 0;
  for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) {
    yield text.slice(start, index);
    start = index + end.length;
  }
  yield text.slice(start);
}
