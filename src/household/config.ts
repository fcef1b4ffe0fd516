// The config file: the places that this user keeps backups in. It holds no secret. What the members of
// a place mean is its kind's business.
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as v from 'valibot';
import { replaceDurably } from '../system/durable-write.js';
import { VaultError, systemCode } from '../errors.js';
import { makeFolders } from '../system/make-folders.js';

/** A name is no path and no URL, so it can stand where a place can. */
const namePattern = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

const entrySchema = v.looseObject({
  name: v.pipe(v.string(), v.regex(namePattern, 'letters, digits, - and _')),
  kind: v.string(),
});

/** The config as a whole; docs/schemas/config.schema.json is made from it. */
export const configSchema = v.strictObject({
  /** Points editors to the schema; not used by the program. */
  $schema: v.optional(v.string()),
  targets: v.array(entrySchema),
});

/** One place: its name, its kind, and the kind's own members. */
export type ConfigEntry = v.InferOutput<typeof entrySchema>;
export type Config = v.InferOutput<typeof configSchema>;

const emptyConfig: Config = { targets: [] };

/**
 * Reads the config; an absent file is an empty config.
 * @throws VaultError `BAD_CONFIG`
 */
export async function loadConfig(path: string): Promise<Config> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return emptyConfig;
    throw new VaultError('BAD_CONFIG', `the config cannot be read: ${path}`, { cause: error });
  }
  return parseConfig(text, path);
}

/** Replaces the config file; readable by this user alone. */
export async function saveConfig(path: string, config: Config): Promise<void> {
  try {
    await makeFolders(dirname(path));
    const text = `${JSON.stringify(config, null, 2)}\n`;
    await replaceDurably(path, new TextEncoder().encode(text));
  } catch (error) {
    const why = systemCode(error);
    if (why === undefined) throw error;
    throw new VaultError('BAD_CONFIG', `the config cannot be written (${why}): ${path}`, {
      cause: error,
    });
  }
}

/** Whether the text can be the name of a place. */
export function isTargetName(text: string): boolean {
  return namePattern.test(text);
}

function parseConfig(text: string, path: string): Config {
  let value: unknown;
  try {
    // Notepad puts a byte order mark before what it saves.
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw badConfig(`the config is not JSON: ${path}`, error);
  }
  const result = v.safeParse(configSchema, value);
  if (!result.success) {
    const [issue] = result.issues;
    const member = v.getDotPath(issue) ?? 'the whole';
    throw badConfig(`the config is not valid at ${member}: ${issue.message}`, path);
  }
  checkNames(result.output);
  return result.output;
}

function checkNames({ targets }: Config): void {
  const names = targets.map((entry) => entry.name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw badConfig(`the config names ${twice} twice`, undefined);
}

function badConfig(message: string, cause: unknown): VaultError {
  const hint = 'config.example.json in the program shows the form; docs/config.md explains it.';
  return new VaultError('BAD_CONFIG', message, { hint, cause });
}
