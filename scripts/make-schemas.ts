// Writes docs/schemas/: the JSON Schemas of the config and of what commands print with --json, made
// from the shapes that the program itself uses. Run: node --import tsx scripts/make-schemas.ts
import { mkdirSync, writeFileSync } from 'node:fs';
import { schemaFiles } from './schemas/schema-files.js';

const folder = new URL('../docs/schemas/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const { name, text } of schemaFiles()) writeFileSync(new URL(name, folder), text);
