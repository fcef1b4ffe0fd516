// Vectors: one scenario per file under test/vectors. Lines `field: value`, an empty line, then the
// record in armor exactly as a reader is handed it. docs/format.md, "Vectors", names the fields.

/** What must come of a vector. */
export type Expected =
  | 'SUCCESS'
  | 'NOT_A_RECORD'
  | 'UNSUPPORTED_VERSION'
  | 'COST_REFUSED'
  | 'DAMAGED'
  | 'WRONG_PASSPHRASE'
  | 'ALTERED'
  | 'MALFORMED'
  | 'BAD_PASSPHRASE'
  | 'BAD_RECOVERY_CODE';

/** One scenario. Exactly one of the three ways to unlock is present. */
export interface Vector {
  readonly description: string;
  readonly expect: Expected;
  /** As typed: nothing is trimmed. */
  readonly passphrase?: string | undefined;
  /** The bytes of a passphrase file, as hex digits. */
  readonly passphraseFile?: string | undefined;
  readonly recoveryCode?: string | undefined;
  /** The name that the record lies under, where the reader knows it. */
  readonly name?: string | undefined;
  /** SHA-256 of the canonical content, of a success. */
  readonly contentSha256?: string | undefined;
  /** The armor. */
  readonly body: string;
}

const fieldNames = {
  description: 'description',
  expect: 'expect',
  passphrase: 'passphrase',
  'passphrase-file': 'passphraseFile',
  'recovery-code': 'recoveryCode',
  name: 'name',
  'content-sha256': 'contentSha256',
} as const;

/** The text of a vector's file. */
export function writeVector(vector: Vector): string {
  const lines = Object.entries(fieldNames).flatMap(([field, member]) => {
    const value = vector[member];
    return value === undefined ? [] : [`${field}: ${value}\n`];
  });
  return `${lines.join('')}\n${vector.body}`;
}

/** Reads a vector's file; throws on a field that it does not know, so that none goes untested. */
export function readVector(text: string): Vector {
  const end = text.indexOf('\n\n');
  const fields: Record<string, string> = {};
  for (const line of text.slice(0, end).split('\n')) {
    const colon = line.indexOf(': ');
    const field = line.slice(0, colon);
    if (!Object.hasOwn(fieldNames, field)) throw new Error(`a vector has the field "${field}"`);
    fields[fieldNames[field as keyof typeof fieldNames]] = line.slice(colon + 2);
  }
  return { ...fields, body: text.slice(end + 2) } as unknown as Vector;
}
