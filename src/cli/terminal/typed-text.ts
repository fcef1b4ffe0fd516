// What was typed on the command line, as messages may repeat it: a passphrase, an access key or a product
// key ends up in the wrong place (`--passphrase=...`, a secret as a command), and a message ends up in a log.
// The one path for it: messages pass through here, and what is not known to be harmless is hidden.
import { readdirSync } from 'node:fs';

/** What stands for a hidden word. */
const hiddenWord = '***';

/** No secret is shorter, and a short word stands in many a message by chance. */
const shortestSecret = 4;
/** A piece as long as this is no word that a message holds by chance inside of another. */
const certainlyTyped = 8;

let typed: readonly string[] = [];
const harmless = new Set<string>();

/** Notes the words after the program's name. */
export function noteTyped(words: readonly string[]): void {
  typed = words;
  harmless.clear();
}

/** Says of words that they are no secrets: names of commands, of flags, of places that are known. */
export function allowTyped(...words: readonly string[]): void {
  for (const word of words) harmless.add(word);
}

/** The text of a message without what was typed, where that could be a secret. */
export function hideTyped(text: string): string {
  const pieces = typed
    .flatMap(piecesOf)
    .filter((piece) => piece.length >= shortestSecret && !harmless.has(piece));
  // The longest first: one may be a part of another.
  const ordered = [...new Set(pieces)].sort((a, b) => b.length - a.length);
  return ordered.reduce((rest, piece) => rest.replaceAll(patternOf(piece), hiddenWord), text);
}

function patternOf(piece: string): RegExp {
  const exact = piece.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const isPlain = piece.length < certainlyTyped;
  return new RegExp(isPlain ? `(?<![\\p{L}\\p{N}])${exact}(?![\\p{L}\\p{N}])` : exact, 'giu');
}

/** The pieces of a word that could be a secret. */
function piecesOf(word: string): string[] {
  if (harmless.has(word)) return [];
  const [flag = '', value] = atFirst(word, '=');
  if (/^--./.test(word)) {
    const ofFlag = harmless.has(flag) ? [] : [flag, flag.slice(2)];
    return value === undefined ? ofFlag : [...ofFlag, ...piecesOfValue(value)];
  }
  if (/^-[^-]/.test(word))
    return harmless.has(word.slice(0, 2))
      ? piecesOfValue(word.slice(2))
      : [word, ...piecesOfValue(word.slice(1)), ...piecesOfValue(word.slice(2))];
  return piecesOfValue(word);
}

function piecesOfValue(value: string): string[] {
  const url = /^[a-z][a-z\d+.-]*:\/\/(.*)$/is.exec(value)?.[1];
  if (url !== undefined) return piecesOfUrl(url);
  if (isPath(value)) return [];
  const bare = value.trim();
  return [value, bare, ...atFirst(bare, '=').slice(1), ...bare.split(/[\\/]/)];
}

/** Of an address what signs in (a secret access key may hold `/`), and what follows `?` or `#`. */
function piecesOfUrl(rest: string): string[] {
  const end = rest.lastIndexOf('@');
  const signedIn = end === -1 ? '' : rest.slice(0, end);
  const [, query = ''] = /[?#](.*)$/s.exec(rest.slice(end + 1)) ?? [];
  return [
    signedIn,
    ...signedIn.split(/[:/@]/),
    ...signedIn.split(':'),
    query,
    ...query.split(/[&=]/),
  ];
}

/** The text cut in two at the first `divider`; in one piece where there is none. */
function atFirst(text: string, divider: string): string[] {
  const at = text.indexOf(divider);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + divider.length)];
}

/** Files that people name to this program. */
const fileName =
  /^[\p{L}\p{N} ._()-]+\.(?:reg|txt|csv|tsv|xml|json|html?|eml|mht|log|dat|hiv|hve|ini|inf|cfg|bin|aml|img|iso|vhdx?|wim|vault|pem|crt)$/iu;

/**
 * Whether this is a path, which messages repeat as it was typed: by its form, or since what it begins with is
 * there. That folder's list tells; nothing on the way is touched, for it may be a mount that hangs.
 */
function isPath(value: string): boolean {
  const path = value.trim().replace(/^["']|["']$/g, '');
  if (/^(?:[a-z]:(?:[\\/]|$)|\\\\|[.~]{1,2}(?:[\\/]|$))/i.test(path) || fileName.test(path))
    return true;
  const [, root = '', first = ''] = /^([\\/]?)([^\\/]+)/.exec(path) ?? [];
  return first !== '' && isIn(root === '' ? '.' : '/', first);
}

function isIn(folder: string, name: string): boolean {
  try {
    return readdirSync(folder).includes(name);
  } catch {
    return false;
  }
}
