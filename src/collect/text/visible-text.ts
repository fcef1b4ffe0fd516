// A line of a text as a person sees it: what takes no room is taken away (zero-width blanks, marks of
// direction, which web pages and chat programs put into what is copied from them), letters of double
// width and signs that are written as their number are put into their usual form.

/** Nearly every line has none of these, and stays as it is. */
const isUnusual = /[^\t\x20-\x7e]|&#?\w{2,31};|\\u[\da-f]{4}/i;
const invisible = /[\p{Cf}\u034f\u115f\u1160\u17b4\u17b5\u3164\ufe00-\ufe0f\uffa0]/gu;
const softHyphen = '\u00ad';
const isWide = /[\uff01-\uff5e]/g;
const wideOffset = 0xfee0;

/** Names of the signs that stand in keys and around them; HTML has two thousand more. */
const named: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', shy: softHyphen },
  ...{
    hyphen: '-',
    dash: '-',
    ndash: '\u2013',
    mdash: '\u2014',
    minus: '\u2212',
    horbar: '\u2015',
  },
  ...{ ensp: ' ', emsp: ' ', thinsp: ' ', zwj: '', zwnj: '', lrm: '', rlm: '' },
  ...{ ZeroWidthSpace: '', NoBreak: '' },
};
const escaped = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,15}));|\\u([\da-f]{4})/gi;

/** The line as it is seen. Soft hyphens stay: whether they are seen depends on where the line ends. */
function visibleText(line: string): string {
  if (!isUnusual.test(line)) return line;
  return line
    .replaceAll(escaped, (whole, ...groups) => unescaped(whole, groups as (string | undefined)[]))
    .replaceAll(invisible, (sign) => (sign === softHyphen ? sign : ''))
    .replaceAll(isWide, (sign) => String.fromCharCode(sign.charCodeAt(0) - wideOffset));
}

/** The ways to see a line: with its soft hyphens as hyphens, and without them. */
export function readingsOf(line: string): readonly string[] {
  const seen = visibleText(line);
  return seen.includes(softHyphen) ? [seen.replaceAll(softHyphen, ''), seen] : [seen];
}

function unescaped(
  whole: string,
  [decimal, hex, name, ofScript]: readonly (string | undefined)[],
): string {
  if (name !== undefined) return Object.hasOwn(named, name) ? (named[name] ?? whole) : whole;
  const codePoint =
    decimal === undefined ? Number.parseInt(hex ?? ofScript ?? '', 16) : Number(decimal);
  const isCharacter = codePoint <= 0x10ffff && (codePoint < 0xd800 || codePoint > 0xdfff);
  return isCharacter ? String.fromCodePoint(codePoint) : whole;
}
