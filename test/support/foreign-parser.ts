// One parser of bytes or text from outside, as the tests of all of them take it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Warning } from '../../src/record/warning.js';
import type { Sample } from './foreign-input.js';

/** What was found wrong with the input, made a warning or not yet; a parser without any says nothing. */
type Told = readonly Pick<Warning, 'code' | 'message' | 'location'>[] | undefined;

/** A parser, and what its input looks like. */
export interface ForeignParser {
  /** The file in src/collect, and the form where it reads several. */
  readonly name: string;
  /**
   * Reads all that the input gives. May throw a FormatError; what reads files, any VaultError.
   * @returns the warnings.
   */
  readonly read: (input: Uint8Array) => Promise<Told> | Told;
  readonly samples: readonly Sample[];
  /** What means something to it. */
  readonly tokens: readonly string[];
}

/** A parser that gives a value, or throws; its value is not looked at. */
export function silent(read: (input: Uint8Array) => unknown): ForeignParser['read'] {
  return async (input) => {
    await read(input);
    return undefined;
  };
}

/** The same for one that takes text. */
export function silentText(read: (text: string) => unknown): ForeignParser['read'] {
  return silent((input) => read(Buffer.from(input).toString('utf8')));
}

let folder: string | null = null;

/** A folder for the files that are read; the next call gives the same, until it is removed. */
export function foreignFolder(): string {
  folder ??= mkdtempSync(join(tmpdir(), 'foreign-'));
  return folder;
}

/** Removes it, with what was written there. */
export function removeForeignFolder(): void {
  if (folder !== null) rmSync(folder, { recursive: true, force: true });
  folder = null;
}

/** A file with these bytes; the next call writes the same file. */
export function foreignFile(input: Uint8Array, name = 'file'): string {
  const path = join(foreignFolder(), name);
  writeFileSync(path, input);
  return path;
}
