// XML as texts and tags, for files that a program wrote: megabytes of which nearly all is text. It
// looks for the next `<` and `>` only, in a tenth of the time that a reader of web pages needs, and in
// time that grows with the length alone. Names lose the prefix of their namespace, attributes are
// told as they are written.
import type { MarkupEvents } from './markup.js';

/** What is no element and no text: how it begins, how it ends. */
const passedOver = [
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<!', '>'],
] as const;
const cdata = ['<![CDATA[', ']]>'] as const;

const entities: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
  }),
);

/** Tells of everything in a text, in its order. What is cut off in a tag ends before the tag. */
export function readXml(xml: string, events: MarkupEvents): void {
  let at = 0;
  while (at < xml.length) {
    const tag = xml.indexOf('<', at);
    const end = tag < 0 ? xml.length : tag;
    if (end > at) events.text(withoutEntities(xml.slice(at, end)));
    if (tag < 0) return;
    at = afterMarkup(xml, tag, events);
  }
}

/** The place after what begins with the `<` at `tag`. */
function afterMarkup(xml: string, tag: number, events: MarkupEvents): number {
  if (xml.startsWith(cdata[0], tag)) {
    const start = tag + cdata[0].length;
    const end = endOf(xml, cdata[1], start);
    events.text(xml.slice(start, end));
    return end + cdata[1].length;
  }
  const other = passedOver.find(([start]) => xml.startsWith(start, tag));
  if (other !== undefined) return endOf(xml, other[1], tag + other[0].length) + other[1].length;
  const end = tagEnd(xml, tag);
  if (end < xml.length) tellOfTag(xml.slice(tag + 1, end), events);
  return end + 1;
}

function tellOfTag(tag: string, events: MarkupEvents): void {
  const isClosing = tag.startsWith('/');
  const full = /^[^\s/]*/.exec(isClosing ? tag.slice(1) : tag)?.[0] ?? '';
  const name = full.slice(full.indexOf(':') + 1).toLowerCase();
  if (!isClosing) events.open(name, tag.slice(full.length));
  if (isClosing || tag.endsWith('/')) events.close(name);
}

/** The place of the `>` that ends a tag: not one in the value of an attribute. */
function tagEnd(xml: string, tag: number): number {
  const end = endOf(xml, '>', tag);
  if (!/["']/.test(xml.slice(tag, end))) return end;
  const quoted = /[^>"']*(?:"[^"]*"|'[^']*'|>)/y;
  for (quoted.lastIndex = tag; ;) {
    const part = quoted.exec(xml)?.[0];
    if (part === undefined) return xml.length;
    if (part.endsWith('>')) return quoted.lastIndex - 1;
  }
}

function endOf(xml: string, mark: string, from: number): number {
  const end = xml.indexOf(mark, from);
  return end < 0 ? xml.length : end;
}

/** The text with its entities decoded; of a tag, the value of one attribute. */
export function withoutEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,4}));/gi, (whole, ...groups) => {
    const [decimal, hex, name] = groups as (string | undefined)[];
    if (name !== undefined) return entities.get(name) ?? whole;
    const codePoint = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : whole;
  });
}
