// The config file: the places that this user keeps backups in. It holds no secret. What the members of
// a place mean is its kind's business. What cannot be used of it is told as data: whoever needs no config
// goes on without.
import { dirname } from 'node:path';
import * as v from 'valibot';
import { replaceDurably } from '../system/durable-write.js';
import { VaultError, systemCode } from '../errors.js';
import { makeFolders } from '../system/make-folders.js';
import { readNamedText, whyUnread } from '../system/named-file.js';

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

/** One entry as the file has it: of use, or with the reason why it is of none. */
export interface KeptEntry {
  /** Its name; of one without a usable name of its own `entry:2`, which no name can be. */
  readonly name: string;
  readonly entry: ConfigEntry | VaultError;
  /** What stands in the file, and is written back as it is. */
  readonly written: unknown;
}

/** What the file says. An entry that is of no use harms only itself. */
export interface Config {
  readonly entries: readonly KeptEntry[];
  /** Why the file as a whole cannot be used; nothing is known of its entries then. */
  readonly fault: VaultError | null;
  /** The other members of the file. */
  readonly rest: Readonly<Record<string, unknown>>;
}

/** The config of a user who keeps no places. */
export const emptyConfig: Config = { entries: [], fault: null, rest: {} };

/** Reads the config; an absent file is an empty config, and one that cannot be used says why. */
export async function loadConfig(path: string): Promise<Config> {
  try {
    return parseConfig(await readText(path), path);
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    return { ...emptyConfig, fault: error };
  }
}

/** The entries that are of use. */
export function usableEntries({ entries }: Config): readonly ConfigEntry[] {
  return entries.flatMap(({ entry }) => (entry instanceof VaultError ? [] : [entry]));
}

/** The config with one entry more. */
export function withEntry(config: Config, entry: ConfigEntry): Config {
  const kept = { name: entry.name, entry, written: entry };
  return { ...config, entries: [...config.entries, kept] };
}

/**
 * Replaces the config file; readable by this user alone. What else stands in it stays.
 * @throws VaultError `BAD_CONFIG` where the file is there and could not be read: nothing of it is lost.
 */
export async function saveConfig(path: string, config: Config): Promise<void> {
  if (config.fault !== null) throw config.fault;
  try {
    await makeFolders(dirname(path));
    const value = { ...config.rest, targets: config.entries.map(({ written }) => written) };
    const text = `${JSON.stringify(value, null, 2)}\n`;
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

/** The text of the file; null where there is none. */
async function readText(path: string): Promise<string | null> {
  try {
    return await readNamedText(path);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw new VaultError('BAD_CONFIG', `the config cannot be read (${whyUnread(error)}): ${path}`, {
      hint: 'It is a file that your user can read; --config names another.',
      cause: error,
    });
  }
}

const wholeSchema = v.strictObject({ ...configSchema.entries, targets: v.array(v.unknown()) });

function parseConfig(text: string | null, path: string): Config {
  if (text === null) return emptyConfig;
  let value: unknown;
  try {
    // Notepad puts a byte order mark before what it saves.
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw badConfig(`the config is not JSON: ${path}`, error);
  }
  const result = v.safeParse(wholeSchema, value, { abortEarly: true });
  if (result.success) {
    const { targets, ...rest } = result.output;
    return { entries: keptEntries(targets), fault: null, rest };
  }
  const [issue] = result.issues;
  const member = v.getDotPath(issue) ?? 'the whole';
  const isNewer = issue.type === 'strict_object' && issue.expected === 'never';
  const why = isNewer ? 'this version knows no such member' : issue.message;
  throw badConfig(`the config is not valid at ${member}: ${why}`, path);
}

/** Each entry for itself. Of two with one name the first has it. */
function keptEntries(written: readonly unknown[]): KeptEntry[] {
  const taken = new Set<string>();
  return written.map((value, i) => {
    const result = v.safeParse(entrySchema, value, { abortEarly: true });
    const name = v.is(namedSchema, value) ? value.name : null;
    const isTwin = name !== null && taken.has(name);
    if (name !== null) taken.add(name);
    const called = name === null || isTwin ? `entry:${i + 1}` : name;
    if (isTwin)
      return unusable(called, value, `the config names ${name} twice: this is the later one`);
    // The library leaves members named `__proto__` out of its output; the kinds know none.
    if (result.success) return { name: called, entry: result.output, written: value };
    const [issue] = result.issues;
    const member = v.getDotPath(issue) ?? 'the whole';
    return unusable(
      called,
      value,
      `the config is not valid at ${called}, ${member}: ${issue.message}`,
    );
  });
}

const namedSchema = v.looseObject({ name: entrySchema.entries.name });

function unusable(name: string, written: unknown, message: string): KeptEntry {
  return { name, entry: badConfig(message, undefined), written };
}

function badConfig(message: string, cause: unknown): VaultError {
  const hint = 'config.example.json in the program shows the form; docs/config.md explains it.';
  return new VaultError('BAD_CONFIG', message, { hint, cause });
}
