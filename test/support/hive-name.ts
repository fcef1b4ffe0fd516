// How the hive writer stores the names of keys and values.

/** `shortest`: one byte a character where every character allows it, else UTF-16. */
export type NameEncoding = 'shortest' | 'utf16';

/** A name as stored; `isOneByte` is what the flag beside it says. */
export interface EncodedName {
  readonly bytes: Uint8Array;
  readonly isOneByte: boolean;
}

/** The bytes of a name. */
export function encodeName(name: string, encoding: NameEncoding): EncodedName {
  const units = Uint16Array.from({ length: name.length }, (_, i) => name.charCodeAt(i));
  const isOneByte = encoding === 'shortest' && units.every((unit) => unit < 256);
  if (isOneByte) return { bytes: Uint8Array.from(units), isOneByte };
  const bytes = new Uint8Array(2 * units.length);
  const view = new DataView(bytes.buffer);
  units.forEach((unit, i) => {
    view.setUint16(2 * i, unit, true);
  });
  return { bytes, isOneByte };
}
