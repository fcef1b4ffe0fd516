// A binary table out of a text: the hex dumps that acpidump and iasl make, hexdump -C, xxd and
// PowerShell's Format-Hex. They agree on a line: an offset, up to 16 bytes, the same as characters.

/** Puts a table together from the lines of a text. */
export interface TableGatherer {
  /** The whole table with its last line, null before. Lines of other things are passed over. */
  line(text: string): Uint8Array | null;
  /** What there is of a table that was cut off; null where none was begun. */
  rest(): Uint8Array | null;
}

interface HexLine {
  readonly offset: number;
  readonly bytes: readonly number[];
}

const bytesInLine = 16;
const lengthOffset = 4;
/** Of a table that gives a greater length only so much is gathered. */
const mostTableBytes = 64 * 1024;
const hexLineForm = /^\s*([0-9a-f]{4,16})(?::\s*|\s+)((?:[0-9a-f]{2}|[0-9a-f]{4})\b.*)$/i;
const hexToken = /^(?:[0-9a-f]{2}|[0-9a-f]{4})$/i;

/** Whether the line is the first of a dump; with a signature, of a table that begins so. */
export function startsDump(text: string, signature = ''): boolean {
  const found = hexLine(text);
  return found?.offset === 0 && latin1(found.bytes).startsWith(signature);
}

/** Gathers the first table with the signature. Its length stands behind that. */
export function tableGatherer(signature: string): TableGatherer {
  let gathered: number[] | null = null;
  return {
    line: (text) => {
      if (startsDump(text, signature)) gathered = [];
      const found = gathered === null ? null : hexLine(text);
      if (gathered === null || found?.offset !== gathered.length) return null;
      const length = lengthOf(gathered.length === 0 ? found.bytes : gathered);
      // What stands behind the last byte may look like hex, too.
      gathered.push(...found.bytes.slice(0, Math.max(0, length - gathered.length)));
      return gathered.length < length ? null : Uint8Array.from(gathered);
    },
    rest: () => (gathered === null ? null : Uint8Array.from(gathered)),
  };
}

function hexLine(text: string): HexLine | null {
  const [, offset = '', rest = ''] = hexLineForm.exec(text) ?? [];
  if (rest === '') return null;
  const bytes: number[] = [];
  for (const token of rest.split(/\s+/)) {
    if (!hexToken.test(token) || bytes.length >= bytesInLine) break;
    bytes.push(...Buffer.from(token, 'hex'));
  }
  return { offset: Number.parseInt(offset, 16), bytes };
}

function lengthOf(bytes: readonly number[]): number {
  const length = bytes.slice(lengthOffset, lengthOffset + 4);
  return Math.min(
    length.reduceRight((value, byte) => value * 256 + byte, 0),
    mostTableBytes,
  );
}

function latin1(bytes: readonly number[]): string {
  return String.fromCharCode(...bytes);
}
