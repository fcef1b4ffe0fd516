// Writes SMBIOS tables in the form in which Windows hands them out, for tests of what reads them.

/** One structure: its formatted part after the header, and its texts. */
export interface SmbiosStructure {
  readonly type: number;
  readonly fields: readonly number[];
  readonly texts?: readonly string[];
}

/** The whole of it, header and all; `version` is major and minor. */
export function rawSmbios(
  structures: readonly SmbiosStructure[],
  version: readonly [number, number] = [3, 3],
): Uint8Array {
  const table = structures.flatMap(structureBytes);
  const header = new Uint8Array(8);
  header[1] = version[0];
  header[2] = version[1];
  new DataView(header.buffer).setUint32(4, table.length, true);
  return new Uint8Array([...header, ...table]);
}

/** System Information; texts 1-4 are manufacturer, product, version, serial. */
export function systemInformation(
  texts: readonly [string, string, string, string],
  uuid: readonly number[],
): SmbiosStructure {
  return { type: 1, fields: [1, 2, 3, 4, ...uuid, 6, 0, 0], texts };
}

/** Baseboard Information; texts as in {@link systemInformation}. */
export function baseboard(texts: readonly [string, string, string, string]): SmbiosStructure {
  return { type: 2, fields: [1, 2, 3, 4, 0, 9, 0, 0, 0, 10, 0], texts };
}

export const endOfTable: SmbiosStructure = { type: 127, fields: [] };

function structureBytes({ type, fields, texts = [] }: SmbiosStructure): number[] {
  const encoded = texts.flatMap((text) => [...new TextEncoder().encode(text), 0]);
  const ending = texts.length === 0 ? [0, 0] : [0];
  return [type, fields.length + 4, 0, 0, ...fields, ...encoded, ...ending];
}
