// Writes a registry export as the Registry Editor does: UTF-16LE with a mark, CRLF, bytes wrapped at 80
// columns. It takes the same description of keys as the hive writer, so both can tell of one PC.
import type { HiveKeySpec, HiveValueSpec } from './hive-writer.js';

/** A part of the registry and the path of its root. */
export interface RegExportPart {
  readonly path: string;
  readonly key: HiveKeySpec;
}

const widestLine = 80;

/** The file's bytes. */
export function writeRegExport(parts: readonly RegExportPart[]): Uint8Array {
  const lines = ['Windows Registry Editor Version 5.00', ''];
  for (const { path, key } of parts) lines.push(...keyLines(path, key));
  return Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`, 'utf16le');
}

function keyLines(path: string, key: HiveKeySpec): string[] {
  const lines = [`[${path}]`, ...(key.values ?? []).flatMap(valueLines), ''];
  for (const subkey of key.subkeys ?? [])
    lines.push(...keyLines(`${path}\\${subkey.name}`, subkey));
  return lines;
}

function valueLines({ name, type, data }: HiveValueSpec): string[] {
  const label = name === '' ? '@=' : `"${escape(name)}"=`;
  if (type === 1) {
    const text = Buffer.from(data).toString('utf16le').replace(/\0$/, '');
    return [`${label}"${escape(text)}"`];
  }
  if (type === 4) {
    return [`${label}dword:${Buffer.from(data).readUInt32LE().toString(16).padStart(8, '0')}`];
  }
  const form = type === 3 ? 'hex:' : `hex(${type.toString(16)}):`;
  return wrap(
    label + form,
    Array.from(data, (byte) => byte.toString(16).padStart(2, '0')),
  );
}

function wrap(start: string, bytes: readonly string[]): string[] {
  const lines: string[] = [];
  let line = start;
  bytes.forEach((byte, i) => {
    line += i < bytes.length - 1 ? `${byte},` : byte;
    // Room for one more byte, its comma and the backslash.
    if (i < bytes.length - 1 && line.length + 4 > widestLine) {
      lines.push(`${line}\\`);
      line = '  ';
    }
  });
  return [...lines, line];
}

function escape(text: string): string {
  return text.replaceAll(/[\\"]/g, '\\$&');
}
