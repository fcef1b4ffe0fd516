// What keys mean at each kind of question, where the prompts themselves take them for something else.
import type { KeyRule } from './keyboard.js';

const up = '\u001b[A';
const down = '\u001b[B';
const clearLine = '\u0015';
/** An arrow in either form that terminals send, with or without Shift and its like. */
const arrows = '\\u001b(?:\\[[\\d;]*|O)[A-D]';
const eachKey = new RegExp(`${arrows}|[^]`, 'gu');
const yesNo = new RegExp(`^(?:${arrows}|[yYnN\\r\\n\\u0003\\u0004\\u001b])*$`, 'u');

/** Every key is what it is. */
export const anyKeys: KeyRule = (keys) => keys;

/** Only y, n, Enter, arrows and what ends a question: a path that is typed there is no answer. */
export const yesNoKeys: KeyRule = (keys) => (yesNo.test(keys) ? keys : '');

/**
 * For a line with something in it: Enter keeps it, typing takes its place, and an arrow or Backspace begins to
 * change it.
 */
export function replacingKeys(initial: string): KeyRule {
  let isFirst = initial !== '';
  return (keys) => {
    const isTyped = isFirst && /^[^\u0000-\u001f\u007f]/u.test(keys);
    isFirst &&= keys === '';
    return isTyped ? `${clearLine}${keys}` : keys;
  };
}

/**
 * For a numbered list: a number goes to its line, and Enter behind a number that no line has takes none.
 * `at` is the line, from 0, that is marked at first.
 */
export function numberKeys(count: number, at: number): KeyRule {
  let line = at;
  let typed = '';
  let isOfNoLine = false;
  const goTo = (target: number): string => {
    const moves = target - line;
    line = target;
    return (moves < 0 ? up : down).repeat(Math.abs(moves));
  };
  const digit = (key: string): string => {
    // A number that goes on beyond the list begins anew.
    typed = Number(typed + key) <= count ? typed + key : key;
    const number = Number(typed);
    isOfNoLine = number < 1 || number > count;
    return isOfNoLine ? '' : goTo(number - 1);
  };
  const other = (key: string): string => {
    typed = '';
    const isLeftOut = isOfNoLine && /^[\r\n]$/.test(key);
    isOfNoLine = false;
    if (isLeftOut) return '';
    if (key.startsWith('\u001b') && key.length > 1)
      line = (line + (/[AD]$/.test(key) ? count - 1 : 1)) % count;
    return key;
  };
  return (keys) =>
    (keys.match(eachKey) ?? []).map((key) => (/^\d$/.test(key) ? digit(key) : other(key))).join('');
}
