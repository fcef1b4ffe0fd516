// Hides every product key in a text but for its last five characters, also one that is mistyped, lacks
// a symbol or is written in an unusual way: what is hidden by mistake costs a word, what is not costs a
// key.

const hyphen = '[-._\\u00ad\\u2010-\\u2015\\u2212\\ufe58\\ufe63\\uff0d]';
const blank = '[ \\t\\u00a0]';
const divider = `${blank}{0,2}${hyphen}${blank}{0,2}`;
const consonant = '[B-DF-HJ-NP-RTV-Z0-9b-df-hj-np-rtv-z]';
const isStart = '(?<![\\p{L}\\p{N}])';
const isEnd = '(?![\\p{L}\\p{N}])';

/** Groups with the same between them, which tells a key from the words around it. */
function chain(group: string, divided: string, more: string): RegExp {
  return new RegExp(`${isStart}${group}(${divided})${group}(?:\\1${group})${more}${isEnd}`, 'gu');
}

/** A symbol too few or too many in a group is a typing error; the groups of a GUID are longer. */
const chains = [
  chain('[A-Za-z0-9]{4,6}', divider, '{3,8}'),
  chain(`${consonant}{4,6}`, `${blank}{1,3}`, '{3,8}'),
];
/** Most of a key; a product id has as many groups. */
const fourGroups = chain('[A-Za-z0-9]{5}', divider, '{2}');
const isProductId = /^(?:\d{5}[^A-Za-z0-9]+){3}/;
const hasBoth = /\d.*[A-Za-z]|[A-Za-z].*\d/s;

/** Five groups or more of five with hyphens, with blanks where they are no words, or with nothing. */
const forms = [
  `[A-Za-z0-9]{5}(?:${divider}[A-Za-z0-9]{5}){4,9}`,
  `[A-Z0-9]{5}(?:${blank}{1,3}[A-Z0-9]{5}){4,9}`,
  `${consonant}{5}(?:${blank}{1,3}${consonant}{5}){4,9}`,
  '[A-Z0-9]{24,60}',
  `${consonant}{24,60}`,
];
// Where a form ends with a group it is taken so; else a word after the key would count as its end.
const ended = forms.map((form) => `(?:${form})(?![A-Za-z0-9])`);
/** The digest in the name of a backup, by which a user finds the file: no key is written so. */
const digest = '(?<![A-Za-z0-9])(?=\\d*[a-f])[0-9a-f]{32}(?![A-Za-z0-9])';
const otherwise = new RegExp([`(${digest})`, ...ended, ...forms].join('|'), 'g');

/** No form takes fewer characters, or more. */
const shortestForm = 20;
const longestForm = 120;
/** How much of a text is looked at for its start. */
const nearby = 4096;

/** The text, as long as before, with asterisks in place of all but the end of each key. */
export function maskKeys(text: string): string {
  if (text.length < shortestForm) return text;
  return chains
    .reduce((rest, keys) => rest.replaceAll(keys, masked), text)
    .replaceAll(otherwise, (part, found?: string) => (found === undefined ? masked(part) : part))
    .replaceAll(fourGroups, (part) => {
      return isProductId.test(part) || !hasBoth.test(part) ? part : masked(part);
    });
}

function masked(key: string): string {
  return key.slice(0, -5).replaceAll(/[A-Za-z0-9]/g, '*') + key.slice(-5);
}

const keySymbols = 25;

/**
 * A text that is a key, whatever stands between its symbols: all but the last five of them hidden. What it lacks
 * may stand behind it, as where a line was broken, and would be seen besides: so many less are shown.
 */
export function maskedKey(key: string): string {
  const lacking = Math.max(0, keySymbols - (key.match(/[A-Za-z0-9]/g) ?? []).length);
  const shown = Math.max(0, 5 - lacking);
  const [end = ''] = new RegExp(`(?:[A-Za-z0-9][^A-Za-z0-9]*){${shown}}$`).exec(key) ?? [];
  return key.slice(0, key.length - end.length).replaceAll(/[A-Za-z0-9]/g, '*') + end;
}

const sign = '[*#?\u2022\u25cf\u25a0\u2588\u00d7]';
const token = `(?:(?:${consonant}|${sign}){3,6}|${consonant}{1,2})`;
const signs = new RegExp(`^(?:${sign}|[Xx]){3,}$`);
const atEnd = `(?![\\p{L}\\p{N}]|${sign})`;
const atStart = `(?<![\\p{L}\\p{N}]|${sign})`;
/** The end of a key that was masked is shown, and begins no part of another. */
const afterMask = `(?<!\\*${divider})`;
/** What may be a part of a key: groups with hyphens, groups with blanks, a group before a line's end, one word. */
const parts = [
  `${atStart}${token}(?:${divider}${token})+(?:${divider}(?=${blank}|$))?${atEnd}`,
  `${atStart}${afterMask}${token}(?:${blank}{1,3}${token})+${atEnd}`,
  `${atStart}${afterMask}${consonant}(?:(?:${blank}|${hyphen}){1,3}${consonant}){5,}${atEnd}`,
  `${atStart}${afterMask}${consonant}{5}${blank}?${hyphen}(?=${blank}|$)`,
  `${atStart}${afterMask}${consonant}{8,23}${atEnd}`,
].map((form) => new RegExp(form, 'gmu'));
const longestPart = 4096;

/**
 * The text, as long as before, with asterisks also in place of what may be a part of a key: groups that a
 * line end cut off, symbols with blanks between them, a mask that hides only some groups. For the words
 * that a file says of a key, where a word that is hidden by mistake matters least.
 */
export function maskKeyParts(text: string): string {
  const whole = maskKeys(text);
  return parts.reduce((rest, form) => rest.replaceAll(form, maskedPart), whole);
}

/** Whether a key, or what may be a part of one, stands in the text. */
export function hasKeyPart(text: string): boolean {
  return maskKeyParts(text) !== text || /(?:[*xX#?\u2022\u25cf]{5}-){2}/.test(text);
}

function maskedPart(part: string): string {
  const groups = part.match(/[^\s\u00a0._\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d-]+/gu) ?? [];
  if (part.length > longestPart || !isPart(groups)) return part;
  let index = -1;
  return part.replaceAll(new RegExp(`(?:[A-Za-z0-9]|${sign})+`, 'gu'), (group) => {
    index += 1;
    // The end of a whole mask: what a record may show.
    const isEndShown = index === 4 && groups.slice(0, 4).some((one) => signs.test(one));
    return isEndShown && group.length === 5 ? group : group.replaceAll(/[A-Za-z0-9]/g, '*');
  });
}

function isPart(groups: readonly string[]): boolean {
  const all = groups.join('');
  if (!/[A-Za-z]/.test(all)) return false;
  const hasWhole = groups.some((group) => /^[A-Za-z0-9]{5}$/.test(group) && /[A-Za-z]/.test(group));
  if (groups.some((group) => signs.test(group))) return hasWhole;
  // The number of an update (`KB5034441`) has two letters.
  if (groups.length === 1) return isMixed(all) && (all.length < 6 || /(?:[A-Za-z].*){3}/.test(all));
  if (groups.every((group) => group.length === 1)) return groups.length > 5;
  return hasWhole || (all.length > 14 && isMixed(all));
}

function isMixed(text: string): boolean {
  return /\d.*[A-Za-z]|[A-Za-z].*\d/.test(text);
}

/**
 * The first `most` characters of a text, for people.
 * @param clean what is to become of the text before keys are looked for.
 * @param mask hides them.
 */
export function maskedStart(
  text: string,
  most: number,
  clean: (text: string) => string,
  mask: (text: string) => string = maskKeys,
): string {
  const near = text.slice(0, nearby);
  const cleaned = clean(near);
  // Masked before it is cut, for half a key is not known as one; and the first cut may leave such a half.
  const whole = near.length < text.length ? cleaned.slice(0, -longestForm) : cleaned;
  const shown = mask(whole.slice(0, most + longestForm)).slice(0, most);
  return shown.replace(/[\ud800-\udbff]$/, '').trim();
}
