// Names with wildcards: `*` stands for any run of characters. Patterns come from lists of the user's and
// names from any disk, so no regular expression is made of them: one with half a dozen wildcards takes
// minutes for a name of a hundred characters.
import { foldCase } from './name-case.js';

/** A test for names. */
export interface NamePattern {
  test(name: string): boolean;
}

/** The names that a pattern stands for, whatever the case. Each part of it is looked for once. */
export function namePattern(pattern: string): NamePattern {
  const [first = '', ...others] = foldCase(pattern).split('*');
  const last = others.pop();
  return {
    test: (text) => {
      const name = foldCase(text);
      if (last === undefined) return name === first;
      if (!name.startsWith(first)) return false;
      const end = endOfParts(name, others, first.length);
      return end !== null && name.length - last.length >= end && name.endsWith(last);
    },
  };
}

/** Where the last of the parts ends that follow each other from `start` on; null where one is missing. */
function endOfParts(name: string, parts: readonly string[], start: number): number | null {
  let end = start;
  for (const part of parts) {
    const found = name.indexOf(part, end);
    if (found < 0) return null;
    end = found + part.length;
  }
  return end;
}
