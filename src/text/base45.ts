// Base45, by which bytes stand in a QR code: its 45 symbols are the alphabet of a code's alphanumeric mode,
// so that three symbols carry two bytes in 16.5 bits. RFC 9285.

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const base = alphabet.length;

/** The bytes as symbols: three for two bytes, two for one that is left over. */
export function encodeBase45(bytes: Uint8Array): string {
  const symbols: string[] = [];
  for (let at = 0; at < bytes.length; at += 2) {
    const [first = 0, second] = bytes.subarray(at, at + 2);
    if (second === undefined) symbols.push(written(first, 2));
    else symbols.push(written(first * 256 + second, 3));
  }
  return symbols.join('');
}

/** The bytes that the symbols say; null for what no encoder writes. */
export function decodeBase45(text: string): Uint8Array | null {
  if (text.length % 3 === 1) return null;
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 3) {
    const group = text.slice(at, at + 3);
    const value = valueOf(group);
    const most = group.length === 3 ? 0xffff : 0xff;
    if (value === null || value > most) return null;
    if (group.length === 3) bytes.push(value >>> 8);
    bytes.push(value & 0xff);
  }
  return Uint8Array.from(bytes);
}

/** The least significant symbol first. */
function written(value: number, length: number): string {
  let rest = value;
  return Array.from({ length }, () => {
    const symbol = alphabet.charAt(rest % base);
    rest = Math.floor(rest / base);
    return symbol;
  }).join('');
}

function valueOf(group: string): number | null {
  let value = 0;
  for (let at = group.length - 1; at >= 0; at -= 1) {
    const digit = alphabet.indexOf(group.charAt(at));
    if (digit === -1) return null;
    value = value * base + digit;
  }
  return value;
}
