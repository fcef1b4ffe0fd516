// The short form of an entry for a program that keeps the serial as it was typed, and the lists and scripts
// that say so. Only facts come from there: which key and which value of the registry.
import type { BuiltInProduct } from '../product.js';

/** What more than one theme draws from. */
export const sources = {
  keyfinder:
    'Enchanted Keyfinder, keyfinder.cfg of 28 February 2011 (github.com/samrocketman/ekeyfinder)',
  aspia: 'Aspia, aspia_dll/licenses.c of 20 May 2012 (github.com/dchapyshev/aspia-old)',
  openAudit:
    'Open-AudIT, other/audit_windows.vbs of 9 January 2026 (github.com/Opmantek/open-audit)',
} as const;

/** Its id, the program, the value's name, and one or more keys: below `HKLM\SOFTWARE`, or `HKCU\...` of each user. */
export type PlainSerial = readonly [id: string, product: string, value: string, ...keys: string[]];

/** The entries in their long form. */
export function plainSerials(source: string, entries: readonly PlainSerial[]): BuiltInProduct[] {
  return entries.map(([id, product, value, ...keys]) => ({
    id,
    product,
    source,
    form: 'serial',
    value,
    keys: keys.map((key) => (key.startsWith('HKCU\\') ? key : `HKLM\\SOFTWARE\\${key}`)),
  }));
}
