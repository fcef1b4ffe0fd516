// Writes bytes as the hex dumps that tools make, for tests of what reads them.

type Line = (line: { readonly offset: number; readonly bytes: Uint8Array }) => string;

const hex = (bytes: Uint8Array, digits = 2): string =>
  (
    Buffer.from(bytes)
      .toString('hex')
      .match(new RegExp(`.{1,${digits}}`, 'g')) ?? []
  ).join(' ');
const offset = (at: number, digits: number): string => at.toString(16).padStart(digits, '0');
const characters = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('latin1')
    .replaceAll(/[^\x20-\x7e]/g, '.');

/** How each tool writes a line. */
export const dumpForms = {
  acpidump: ({ offset: at, bytes }) =>
    `    ${offset(at, 4).toUpperCase()}: ${hex(bytes).toUpperCase().padEnd(47)}  ${characters(bytes)}`,
  iasl: ({ offset: at, bytes }) =>
    `    ${offset(at, 4).toUpperCase()}: ${hex(bytes).toUpperCase().padEnd(47)}  // ${characters(bytes)}`,
  'hexdump -C': ({ offset: at, bytes }) =>
    `${offset(at, 8)}  ${hex(bytes.subarray(0, 8))}  ${hex(bytes.subarray(8)).padEnd(24)} |${characters(bytes)}|`,
  xxd: ({ offset: at, bytes }) =>
    `${offset(at, 8)}: ${hex(bytes, 4).padEnd(40)} ${characters(bytes)}`,
  'Format-Hex': ({ offset: at, bytes }) =>
    `${offset(at, 8).toUpperCase()}   ${hex(bytes).toUpperCase().padEnd(48)}  ${characters(bytes)}`,
} satisfies Record<string, Line>;

export type DumpForm = keyof typeof dumpForms;

/** The lines of a dump. */
export function hexDump(bytes: Uint8Array, form: DumpForm): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    lines.push(dumpForms[form]({ offset: at, bytes: bytes.subarray(at, at + 16) }));
  }
  return lines.join('\n');
}
