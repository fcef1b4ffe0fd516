// One value as `reg query` prints it: its name, its type and what it holds, with blanks or tabs between.
import { hexValue } from './byte-list.js';

/** The value's name, and what an export has right of the equals sign; null for any other line. */
export function queriedValue(
  line: string,
): { readonly name: string; readonly text: string } | null {
  const at = line.search(/[\t ]REG_[A-Z]/);
  const name = line.slice(0, Math.max(0, at)).trim();
  if (name === '') return null;
  const [type = ''] = /^REG_[A-Z_]+/.exec(line.slice(at + 1)) ?? [];
  return { name, text: exported(type, line.slice(at + 1 + type.length).trim()) };
}

function exported(type: string, data: string): string {
  switch (type) {
    case 'REG_SZ':
    case 'REG_EXPAND_SZ':
      return `"${data.replaceAll(/[\\"]/g, '\\$&')}"`;
    case 'REG_DWORD':
      return `dword:${data.replace(/^0x/i, '')}`;
    case 'REG_QWORD':
      return hexValue([...littleEndian(data)], 11);
    default:
      return `hex:${(data.match(/[\da-f]{2}/gi) ?? []).join(',')}`;
  }
}

function littleEndian(text: string): Uint8Array {
  const bytes = Buffer.alloc(8);
  if (/^0x[\da-f]{1,16}$/i.test(text)) bytes.writeBigUInt64LE(BigInt(text));
  return bytes;
}
