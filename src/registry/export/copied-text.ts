// Registry data as people copy it, without the heading of an export: pieces of a .reg file (indented, or
// quoted in an e-mail), what `reg query` and PowerShell's Get-ItemProperty print, Wine's own files, and
// the bytes of a key's structure alone. Each line becomes lines of an export, which text.ts reads.
// A value without a key above it is taken as one of Windows itself.
import { hexValue, numbersIn, structureBytes } from './byte-list.js';
import { copiedValue } from './copied-value.js';
import { propertyList } from './property-list.js';
import { queriedValue } from './query-line.js';
import { wineKey, wineRoot, wineValue } from './wine-value.js';

/** Makes lines of an export out of lines of a text. */
export interface CopiedText {
  /** The lines of an export that this line completes. */
  line(text: string): readonly string[];
  /** The text is at its end. */
  end(): readonly string[];
}

const windows = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
/** Where values without a key above them belong; other values are of something else. */
const placesOfBare: Readonly<Record<string, string>> = {
  digitalproductid: windows,
  digitalproductid4: windows,
  productname: windows,
  editionid: windows,
  currentbuild: windows,
  productid: windows,
  backupproductkeydefault: `${windows}\\SoftwareProtectionPlatform`,
};

/** Whether the head of a text may hold registry data. */
export function mayHoldRegistry(head: string): boolean {
  return signs.some((sign) => sign.test(head));
}

const signs = [
  /^[\s>]*\[?-?(?:HKEY_[A-Z_]{4,20}|HKLM|HKCU)\\/im,
  /\bREG_(?:SZ|BINARY|DWORD)\b/,
  /"(?:DigitalProductId4?|BackupProductKeyDefault)"[ \t]*=/i,
  /\bDigitalProductId4?[ \t]*:/i,
  /^WINE REGISTRY Version 2/m,
  /^\[[^\]\n]{1,999}\\\\[^\]\n]{1,999}\][ \t]+\d{5,}/m,
  /\b(?:164[,\s]{1,4}0|248[,\s]{1,4}4)[,\s]{1,4}0[,\s]{1,4}0[,\s]/,
  /\b(?:A4[-,\s]00|F8[-,\s]04)[-,\s]00[-,\s]00[-,\s]/i,
];

const quoteMarks = /^(?:[ \t]*>)*[ \t\u00a0]*/;
const exportKey = /^\[([^\]]*)\][ \t]*$/;
const queryKey = /^(?:HKEY_[A-Z_]{4,20}|HKLM|HKCU)\\[^\t"=]+$/i;
/** More numbers than any structure has are something else. */
const mostNumbers = 8192;

/** A reader of copied registry data. */
export function copiedText(): CopiedText {
  let hasKey = false;
  let root = 'HKEY_LOCAL_MACHINE';
  let numbers: string[] = [];
  const open = copiedValue();
  const list = propertyList();
  /** Of a value without a key above it the key is written, too. */
  const told = (name: string, text: string): string[] => {
    if (hasKey) return [`${name}=${text}`];
    const bare = name.slice(1, -1).toLowerCase();
    const place = Object.hasOwn(placesOfBare, bare) ? placesOfBare[bare] : undefined;
    return place === undefined ? [] : [`[${place}]`, `${name}=${text}`];
  };
  const endOpen = (): string[] => {
    const value = open.end();
    return value === null ? [] : told(value.name, value.text);
  };
  const endNumbers = (): string[] => {
    const bytes = structureBytes(numbers);
    numbers = [];
    if (bytes === null) return [];
    const name = bytes.length > 164 ? 'DigitalProductId4' : 'DigitalProductId';
    return [`[${windows}]`, `"${name}"=${hexValue(bytes)}`];
  };
  const start = (text: string): string[] => {
    root = wineRoot(text) ?? root;
    const path = keyOf(text, root);
    if (path !== null) {
      hasKey = true;
      return [`[${path}]`];
    }
    if (open.begins(wineValue(text))) return [];
    const queried = queriedValue(text);
    if (queried === null) return [];
    return told(`"${queried.name.replaceAll(/[\\"]/g, '\\$&')}"`, queried.text);
  };
  return {
    line: (line) => {
      const text = line.replace(quoteMarks, '').trimEnd();
      if (open.goesOn(text)) return [];
      const before = endOpen();
      const more = numbers.length < mostNumbers ? numbersIn(text) : null;
      if (more === null) return [...before, ...endNumbers(), ...list.line(line), ...start(text)];
      numbers.push(...more);
      // They may also be those of a property that is wrapped.
      return [...before, ...list.line(line)];
    },
    end: () => [...endOpen(), ...endNumbers(), ...list.end()],
  };
}

function keyOf(text: string, root: string): string | null {
  const ofWine = wineKey(text);
  if (ofWine !== null) return `${root}\\${ofWine}`;
  const exported = exportKey.exec(text)?.[1] ?? '';
  if (exported.includes('\\')) return exported;
  return queryKey.test(text) ? text : null;
}
