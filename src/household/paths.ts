// Where this user's config and state are kept, by the custom of each system.
import { homedir } from 'node:os';
import { join } from 'node:path';

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
  const set = process.env[name];
  if (set !== undefined && set !== '') return set;
  return process.platform === 'win32' ? homedir() : join(homedir(), fallback);
}
