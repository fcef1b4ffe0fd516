// What is kept of a registry that is read from one end to the other: the keys of interest, whatever their
// text is written in, and a warning for each value of interest that is broken.
import { VaultError } from '../../errors.js';
import { type Warning, warning } from '../../record/warning.js';
import type { RegTextHandler } from '../../registry/export/text.js';
import type { Registry } from '../../registry/registry.js';
import { type TreeKey, treeKey } from '../../registry/registry-tree.js';
import type { HivePathFinder } from './paths.js';

/** No Windows has more in the places of interest; a file made to fill the memory has. */
const mostKeptBytes = 8 * 1024 * 1024;
/** What a key or a value costs however short it is. */
const overheadBytes = 256;
/** A damaged export can be wrong in every line; a person reads a few of them. */
const mostWarnings = 50;

/** Keeps what is of interest, and a warning for each value of interest that is broken. */
export function keeper(location: string, hivePath: HivePathFinder) {
  const roots = new Map<string, TreeKey>();
  const users = new Map<string, TreeKey>();
  const warnings: Warning[] = [];
  let current: TreeKey = treeKey('');
  let keptBytes = 0;
  const keep = (bytes: number): void => {
    keptBytes += overheadBytes + bytes;
    if (keptBytes > mostKeptBytes) throw tooMuch(location);
  };
  const handler: RegTextHandler = {
    onKey: (keyPath) => {
      const found = hivePath(keyPath);
      if (found === null) return false;
      keep(keyPath.length);
      const [among, name] = found.user === undefined ? [roots, found.hive] : [users, found.user];
      const root = among.get(name) ?? treeKey(name);
      among.set(name, root);
      current = root.ensure(found.path);
      return true;
    },
    onValue: (name, value) => {
      keep(name.length + value.data.length);
      current.set({ name, ...value });
    },
    onBroken: ({ message }) => {
      if (warnings.length < mostWarnings) {
        warnings.push(warning('value-unreadable', message, location));
      }
    },
  };
  const registry = (): Registry => ({
    software: roots.get('software') ?? null,
    system: roots.get('system') ?? null,
    users: [...users].map(([name, root]) => ({ name, root })),
  });
  return { handler, registry, warnings };
}

function tooMuch(path: string): VaultError {
  return new VaultError('FORMAT', `${path} holds more than any Windows keeps in these places`, {
    hint: 'This is not an export of a Windows registry, or it is damaged: export it again.',
  });
}
