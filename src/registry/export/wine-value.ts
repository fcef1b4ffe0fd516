// The forms that Wine has of its own in its files (system.reg, user.reg), as a registry export has them: keys
// relative to a root, with doubled backslashes and a time behind; strings with escapes and other types.
// Form: Wine's server/registry.c, "WINE REGISTRY Version 2".
import { hexValue } from './byte-list.js';

const keyForm = /^\[((?:[^\\\]]|\\.)+)\][ \t]+\d{5,}/;
const stringForm =
  /^("(?:[^"\\]|\\.)*"|@)=(?:str(?:\(([\da-f]{1,8})\))?:)?"((?:[^"\\]|\\.)*)"[ \t]*$/;
const escapes: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    n: '\n',
    r: '\r',
    t: '\t',
    '0': '\0',
    e: '\u001b',
  }),
);

/** The key of a line; null for a line that is no key of Wine's. */
export function wineKey(line: string): string | null {
  const path = keyForm.exec(line)?.[1];
  return path === undefined ? null : unescaped(path);
}

/** Whose keys the file has, as its second line says; null for any other line. */
export function wineRoot(line: string): string | null {
  const root = /^;; All keys relative to (?:REGISTRY)?\\{1,2}(Machine|User)/i.exec(line)?.[1];
  if (root === undefined) return null;
  return root.toLowerCase() === 'user' ? 'HKEY_CURRENT_USER' : 'HKEY_LOCAL_MACHINE';
}

/** A value of Wine's as an export has it; a line of any other form stays as it is. */
export function wineValue(line: string): string {
  const [, name = '', type, text = ''] = stringForm.exec(line) ?? [];
  if (name === '') return line;
  const data = Buffer.from(`${unescaped(text)}\0`, 'utf16le');
  return `${name}=${hexValue([...data], type === undefined ? 1 : Number.parseInt(type, 16))}`;
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(?:x([\da-f]{1,4})|([^]))/gi, (_, hex?: string, sign = '') => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return escapes.get(sign as string) ?? (sign as string);
  });
}
