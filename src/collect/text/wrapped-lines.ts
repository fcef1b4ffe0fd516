// Lines put together again where a line end divides a key: behind a hyphen, as mails and narrow columns
// break lines, or before one. All other lines stay as they are, and each keeps the number that it begins on.
import { hyphen } from './key-forms.js';

/** A line, or several that a key goes over. */
export interface NumberedLine {
  readonly text: string;
  /** From 1. */
  readonly number: number;
}

/** Puts lines together as they come. */
export interface LineJoiner {
  /** The lines that are whole now. */
  push(line: string): readonly NumberedLine[];
  end(): readonly NumberedLine[];
  /** The number of the line that comes next. */
  next(): number;
}

const group = '[B-DF-HJKMNP-RTV-Y2-46-9]{5}';
const between = `\\s?${hyphen}\\s?`;
const groups = `${group}(?:${between}${group}){0,3}`;
const edge = '(?<![A-Za-z0-9])';
const beginsKey = new RegExp(`${edge}(${groups})\\s?(${hyphen})?\\s*$`, 'i');
const goesOn = new RegExp(`^[\\s>|]*(${hyphen})?\\s?(${groups})(?![A-Za-z0-9])`, 'i');
const longestLine = 4096;
const keyGroups = 5;

/** A joiner for one text. */
export function lineJoiner(): LineJoiner {
  let number = 0;
  let open: NumberedLine[] = [];
  const end = (): readonly NumberedLine[] => {
    const lines = open;
    open = [];
    return lines;
  };
  return {
    end,
    next: () => number + 1,
    push: (text) => {
      number += 1;
      const line = { text, number };
      const joined =
        open.length === 0 ? null : together(open.map((one) => one.text).join('\n'), text);
      if (joined === null) {
        const before = end();
        if (mayBegin(text)) open = [line];
        return open.length === 0 ? [...before, line] : before;
      }
      if (joined.isWhole) {
        const first = open[0]?.number ?? number;
        open = [];
        return [{ text: joined.text, number: first }];
      }
      open.push(line);
      return [];
    },
  };
}

function mayBegin(text: string): boolean {
  return text.length <= longestLine && beginsKey.test(text);
}

/** Null where the line does not go on with the key. */
function together(before: string, line: string): { text: string; isWhole: boolean } | null {
  const text = before.split('\n').reduce((all, one) => joinedLine(all, one));
  const [begun, last] = [beginsKey.exec(text), goesOn.exec(line)];
  if (begun === null || last === null || (begun[2] === undefined) === (last[1] === undefined))
    return null;
  const count = groupsIn(begun[1]) + groupsIn(last[2]);
  if (count > keyGroups) return null;
  const joined = joinedLine(text, line);
  if (count === keyGroups) return { text: joined, isWhole: true };
  return beginsKey.test(joined) ? { text: joined, isWhole: false } : null;
}

function joinedLine(before: string, line: string): string {
  return before.trimEnd() + line.replace(/^[\s>|]+/, '');
}

function groupsIn(text = ''): number {
  return text.match(/[A-Za-z0-9]{5}/g)?.length ?? 0;
}
