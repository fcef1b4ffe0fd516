// The JSON Schemas in docs/ are made from the shapes that the program uses.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { schemaFiles } from '../../scripts/schemas/schema-files.js';

const folder = join(import.meta.dirname, '../../docs/schemas');
const files = schemaFiles();

describe('docs/schemas', () => {
  it('holds every schema and no other', () => {
    expect(files.length).toBeGreaterThan(5);
    expect(readdirSync(folder).sort()).toEqual(files.map(({ name }) => name).sort());
  });

  it.each(files)('$name is as scripts/make-schemas.ts writes it', ({ name, text }) => {
    expect(readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n')).toBe(text);
  });
});
