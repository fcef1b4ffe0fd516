// What the program printed with --json, held against its schema in docs/schemas.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { projectRoot } from './program.js';

/** A schema of docs/schemas, by the part of its name before `.schema.json`. */
export type SchemaName =
  | 'collect'
  | 'push'
  | 'add'
  | 'recovery'
  | 'recovery-check'
  | 'import'
  | 'sync'
  | 'prune'
  | 'forget'
  | 'passphrase-change'
  | 'pull'
  | 'export'
  | 'status'
  | 'check'
  | 'drill'
  | 'targets'
  | 'schedule'
  | 'doctor'
  | 'explain'
  | 'completion'
  | 'failure'
  | 'config';

/** The JSON in `text`; throws where it is none or the schema refuses it. */
export function parseOutput(schema: SchemaName, text: string): unknown {
  const value: unknown = JSON.parse(text);
  const ajv = new Ajv({ strict: true, allErrors: true });
  if (ajv.validate(readSchema(schema), value)) return value;
  throw new Error(`${schema}: ${ajv.errorsText(ajv.errors)}`);
}

/** The error that a failed command printed. */
export function parseFailure(text: string): { code: string; message: string; hint: string | null } {
  return (parseOutput('failure', text) as { error: ReturnType<typeof parseFailure> }).error;
}

function readSchema(name: SchemaName): object {
  const file = join(projectRoot, 'docs', 'schemas', `${name}.schema.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as object;
}
