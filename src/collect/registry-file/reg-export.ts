// Collector: a .reg file, the way to carry a registry from a PC that cannot run this program. The file
// is read once, from one end to the other; only keys of interest are kept, so its size does not matter.
import { VaultError } from '../../errors.js';
import type { CollectContext, Collector, Source } from '../collector.js';
import { type Warning, warning } from '../../record/warning.js';
import { lineCutter, type TextLine } from '../../registry/export/lines.js';
import { type HivePathFinder, hivePathFinder } from './paths.js';
import { regHeader, type RegTextHandler, regTextReader } from '../../registry/export/text.js';
import type { Registry } from '../../registry/registry.js';
import { type TreeKey, treeKey } from '../../registry/registry-tree.js';
import { readWindows } from '../../windows/windows-snapshot.js';

const headerBytes = 256;
/** No Windows has more in the places of interest; a file made to fill the memory has. */
const mostKeptBytes = 8 * 1024 * 1024;
/** What a key or a value costs however short it is. */
const overheadBytes = 256;
/** A damaged export can be wrong in every line; a person reads a few of them. */
const mostWarnings = 50;

/** Reads the Windows that an export was made of. */
export const regExport: Collector = {
  name: 'reg-export',
  collect: async (source, context) => {
    const { path } = source;
    const header = headerOf(source.head.subarray(0, headerBytes));
    if (header === null) return null;
    const { products = [] } = context;
    const kept = keeper(path, hivePathFinder(products));
    const reader = regTextReader(header, kept.handler);
    let isFirst = true;
    await eachLine(source, context, (line) => {
      if (!isFirst) reader.line(line);
      isFirst = false;
    });
    reader.end();
    const registry = kept.registry();
    if (isEmpty(registry)) throw nothingOfInterest(path);
    const options = { collector: regExport.name, now: context.now, products };
    const { snapshot, warnings } = readWindows(registry, options);
    return {
      findings: [{ snapshot, origin: 'elsewhere', source: path }],
      warnings: [...kept.warnings, ...warnings],
    };
  },
};

function headerOf(head: Uint8Array): { readonly isAnsi: boolean } | null {
  const cutter = lineCutter(head);
  const [first] = [...cutter.push(head), ...cutter.end()];
  return first === undefined ? null : regHeader(first.text);
}

async function eachLine(
  source: Source,
  { signal }: CollectContext,
  take: (line: TextLine) => void,
): Promise<void> {
  const cutter = lineCutter(source.head);
  for await (const part of source.parts(signal)) cutter.push(part).forEach(take);
  cutter.end().forEach(take);
}

/** Keeps what is of interest, and a warning for each value of interest that is broken. */
function keeper(location: string, hivePath: HivePathFinder) {
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

function isEmpty({ software, system, users }: Registry): boolean {
  return software === null && system === null && users.length === 0;
}

function nothingOfInterest(path: string): VaultError {
  return new VaultError('SOURCE_UNKNOWN', `${path} is a registry export, but of other keys`, {
    hint:
      'Export HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft and HKEY_LOCAL_MACHINE\\SYSTEM\\Setup, or all ' +
      'of HKEY_LOCAL_MACHINE.',
  });
}

function tooMuch(path: string): VaultError {
  return new VaultError('FORMAT', `${path} holds more than any Windows keeps in these places`, {
    hint: 'This is not an export of a Windows registry, or it is damaged: export it again.',
  });
}
