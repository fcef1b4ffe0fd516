// Hides every product key in a text but for its last five characters, also one that is mistyped or
// written in an unusual way: what is hidden by mistake costs a word, what is not costs a key.

const hyphen = '[-\\u00ad\\u2010-\\u2015\\u2212\\ufe58\\ufe63\\uff0d]';
const blank = '[ \\t\\u00a0]';
const divider = `${blank}{0,2}${hyphen}${blank}{0,2}`;
const consonant = '[B-DF-HJ-NP-RTV-Z0-9b-df-hj-np-rtv-z]';

/** Five groups or more of five with hyphens, with blanks where they are no words, or with nothing. */
const forms = [
  `[A-Za-z0-9]{5}(?:${divider}[A-Za-z0-9]{5}){4,9}`,
  `[A-Z0-9]{5}(?:${blank}{1,3}[A-Z0-9]{5}){4,9}`,
  `${consonant}{5}(?:${blank}{1,3}${consonant}{5}){4,9}`,
  '[A-Z0-9]{25,60}',
  `${consonant}{25,60}`,
];
// Where a form ends with a group it is taken so; else a word after the key would count as its end.
const ended = forms.map((form) => `(?:${form})(?![A-Za-z0-9])`);
const keys = new RegExp([...ended, ...forms].join('|'), 'g');

/** The text, as long as before, with asterisks in place of all but the end of each key. */
export function maskKeys(text: string): string {
  return text.replaceAll(keys, (key) => {
    return key.slice(0, -5).replaceAll(/[A-Za-z0-9]/g, '*') + key.slice(-5);
  });
}
