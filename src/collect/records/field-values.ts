// The values beside a key, made fit for a record: names without what programs hang on them, dates in one
// form, and null for the many words that mean nothing.
import { windowsName } from '../../keys/product-name.js';
import { plainText } from '../../text/structure-text.js';
import { hasKeyPart, maskedStart, maskKeyParts } from '../../text/key-mask.js';
import { readingsOf } from '../text/visible-text.js';

/** No name of a product is longer. */
const longestName = 300;
const longestWord = 100;
const longestNote = 200;
const nothing =
  /^(?:n\/?a|none|null|nil|unknown|not (?:found|available|set|applicable)|unbekannt|keine?|inconnu|desconocido|sconosciuto|onbekend|brak|[-–—?.]*)$/i;

/** The value in one line, every key in it and every part of one masked; null where it says nothing. */
export function wordsOf(value: string, most = longestWord): string | null {
  const words = maskedStart(value, most, tidy, maskKeyParts);
  return nothing.test(words) ? null : words;
}

/** A note of the owner's. */
export function noteOf(value: string): string | null {
  return wordsOf(value, longestNote);
}

/** The name of a product; a bracket that tells how it is sold is no part of it. */
export function nameOf(value: string, build: string | null): string | null {
  const words = nameWords(value, longestName);
  // A table that was too narrow shows the start of a name.
  if (words === null || !/\p{L}/u.test(words) || /(?:\.{3}|…)$/.test(words)) return null;
  const bare = words.replace(soldAs, '').trim();
  if (!/^(?:Microsoft )?(?:\(R\) )?Windows\b/i.test(bare)) return bare === '' ? null : bare;
  const number = Number.parseInt(build ?? '', 10);
  return windowsName(bare, Number.isNaN(number) ? null : number);
}

const soldAs = /\s*\((?:[^()]*\b(?:MAK|KMS|Retail|OEM|Volume|Keys?)\b[^()]*)\)$/i;

/** The name of a PC; Belarc says the workgroup, too. */
export function computerOf(value: string): string | null {
  const words = nameWords(value.replace(/\s*\((?:in|domain)\b[^)]*\)\s*$/i, ''), longestWord);
  return words === null || /^(?:localhost|127\.0\.0\.1)$/i.test(words) ? null : words;
}

/** What is a key, or a part of one, is no name of anything. */
function nameWords(value: string, most: number): string | null {
  const words = wordsOf(value, most);
  return words === null || hasKeyPart(words) || /\*{3}/.test(words) ? null : words;
}

/** A product id, wherever in the value it stands. */
export function productIdOf(value: string): string | null {
  return productIdForm.exec(value)?.[0] ?? null;
}

const productIdForm =
  /(?<![A-Z0-9-])[0-9A-Z]{5}-(?:[0-9A-Z]{3}|[0-9]{5})-[0-9]{5,7}-[0-9A-Z]{5}(?![A-Z0-9-])/i;

/** The build in `22631`, `22631.4317` or `10.0.22631`. */
export function buildOf(value: string): string | null {
  return /^(?:\d{1,2}\.\d\.)?(\d{4,5})(?:\.|\s|$)/.exec(value.trim())?.[1] ?? null;
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** A day as `2021-05-03` where its form tells which number is what, else as it was written. */
export function dayOf(value: string): string | null {
  const words = wordsOf(value, 40);
  if (words === null || !/\d/.test(words)) return null;
  return isoDay(words) ?? words;
}

function isoDay(text: string): string | null {
  const [, y = '', m = '', d = ''] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/.exec(text) ?? [];
  if (y !== '') return validDay(y, m, d);
  const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)/.exec(text);
  if (dotted !== null) return validDay(dotted[3], dotted[2], dotted[1]);
  const slashed = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)/.exec(text);
  if (slashed !== null) return slashedDay(slashed);
  const [, day, month] = /(?:^|\s)(\d{1,2})(?:st|nd|rd|th)?\.?[\s-]+([a-z]{3})/i.exec(text) ?? [];
  const [, first, second] = /^([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?!\d)/i.exec(text) ?? [];
  const name = months.indexOf((first ?? month ?? '').toLowerCase()) + 1;
  const [, year] = /(?<!\d)(\d{4})(?!\d)/.exec(text) ?? [];
  return name === 0 ? null : validDay(year, String(name), second ?? day);
}

/** Which is the day and which the month is told only where one of them can be no month. */
function slashedDay([, a = '', b = '', year]: RegExpExecArray): string | null {
  if (Number(a) > 12) return validDay(year, b, a);
  return Number(b) > 12 || a === b ? validDay(year, a, b) : null;
}

function validDay(year = '', month = '', day = ''): string | null {
  const isDay = year.length === 4 && inRange(month, 12) && inRange(day, 31);
  return isDay ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : null;
}

function inRange(number: string, most: number): boolean {
  return Number(number) >= 1 && Number(number) <= most;
}

function tidy(text: string): string {
  const [seen = ''] = readingsOf(text);
  return plainText(seen.replaceAll(/[\p{Cc}\p{Cs}\s]+/gu, ' '));
}
