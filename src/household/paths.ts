// Where this user's config and state are kept, by the custom of each system; and paths as people type
// them.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = 'product-key-vault';

/** `%APPDATA%\product-key-vault\config.json`, or under `$XDG_CONFIG_HOME`. */
export function configPath(): string {
  return join(base('APPDATA', ['XDG_CONFIG_HOME', '.config']), folder, 'config.json');
}

/** `%LOCALAPPDATA%\product-key-vault\state.json`, or under `$XDG_STATE_HOME`. */
export function statePath(): string {
  return join(base('LOCALAPPDATA', ['XDG_STATE_HOME', '.local/state']), folder, 'state.json');
}

function base(windows: string, [variable, fallback]: readonly [string, string]): string {
  const name = process.platform === 'win32' ? windows : variable;
  // eslint-disable-next-line vault/no-foreign-index -- the program's own names
  const set = process.env[name];
  if (set !== undefined && set !== '') return set;
  return process.platform === 'win32' ? homedir() : join(homedir(), fallback);
}

/**
 * The path that a person means: what a shell or a window that it was dragged from puts around it is left
 * out (quotes, PowerShell's `& `, a backslash before a blank, `file://`), and `~` is the home folder. What
 * is there as it was typed is taken as it is.
 */
export function typedPath(text: string): string {
  const bare = withoutEscapes(unquoted(text.trim().replace(/^& (?=["'])/, '')));
  const isPlain = bare === text && !/^~|^file:/i.test(text);
  // Looked for only where it matters: the folder of a dead mount would hold the whole program.
  if (isPlain || (text !== '' && existsSync(text))) return text;
  if (/^file:\/\/\//i.test(bare)) return ofUrl(bare);
  const isHome = bare === '~' || /^~[/\\]/.test(bare);
  return isHome ? join(homedir(), bare.slice(1)) : bare;
}

/**
 * Without the quotes around it. cmd and PowerShell pass `"E:\keys\"` on with a quote at the end alone: the
 * backslash before it is taken for an escape.
 */
function unquoted(text: string): string {
  const around = /^(["'])(.*?)\1?$/s.exec(text)?.[2];
  return (around ?? text.replace(/["']$/, '')).trim();
}

/** Terminals of Linux and macOS escape what is dragged into them; on Windows `\\` divides folders. */
function withoutEscapes(text: string): string {
  if (process.platform === 'win32' || /^[A-Za-z]:/.test(text)) return text;
  return text.replaceAll(/\\([\s()'"&\[\]!$`;\\])/g, '$1').replace(/\\$/, '');
}

function ofUrl(text: string): string {
  try {
    return fileURLToPath(text);
  } catch {
    return text;
  }
}
