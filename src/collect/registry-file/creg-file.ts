// Collector: the registry of Windows 95, 98 and ME (SYSTEM.DAT), which has another form than that of later
// Windows. Only its key is looked for: it stands as plain text in the value ProductKey, the product's name
// beside it. Form of a value: type, zero, the lengths of its name and of its data, the name, the data; the
// format was described by its readers (libcreg's documentation, "Windows 9x/Me Registry File").
import { byteReader } from '../../bytes.js';
import { VaultError, hint } from '../../errors.js';
import { readKeyText } from '../../keys/key-text.js';
import { treeKey } from '../../registry/registry-tree.js';
import { readWindows } from '../../windows/windows-snapshot.js';
import { currentVersionPathOf9x } from '../../windows/windows-places.js';
import type { Collector } from '../collector.js';
import { isWord } from '../files/file-head.js';
import { wholeFile } from '../source.js';

const signature = 'CREG';
/** Windows 98 cannot work with a larger one. */
const mostFileBytes = 64 * 1024 * 1024;
/** The values of one key lie one behind the other. */
const nearby = 8 * 1024;
const headerBytes = 12;
const mostTextBytes = 1024;
/** No real file has more of them. */
const mostTried = 1000;
const beside = ['ProductName', 'ProductId', 'RegisteredOwner', 'VersionNumber'];

/** Reads the key in the registry of Windows 95, 98 and ME. */
export const cregFile: Collector = {
  name: 'creg-file',
  collect: async (source, { now, signal }) => {
    const { path, head, sizeBytes } = source;
    const isCreg = Buffer.from(head.subarray(0, 4)).toString('latin1') === signature;
    if (!isCreg || isWord(head, signature.length)) return null;
    if (sizeBytes > mostFileBytes) throw noKey(path);
    const values = valuesIn(Buffer.from(await wholeFile(source, signal)));
    if (values === null) throw noKey(path);
    const software = treeKey('SOFTWARE');
    const key = software.ensure(currentVersionPathOf9x);
    for (const [name, text] of values) {
      key.set({ name, type: 1, data: Buffer.from(`${text}\0`, 'utf16le') });
    }
    const registry = { software, system: null, users: [] };
    const { snapshot, warnings } = readWindows(registry, { collector: cregFile.name, now });
    return { findings: [{ snapshot, origin: 'elsewhere', source: path }], warnings };
  },
};

/** The key and what stands beside it, by their names; null where there is no key. */
function valuesIn(file: Buffer): ReadonlyMap<string, string> | null {
  let at = -1;
  for (let tried = 0; tried < mostTried; tried += 1) {
    at = file.indexOf('ProductKey', at + 1, 'latin1');
    if (at < 0) return null;
    const text = valueAt(file, at, 'ProductKey');
    if (text === null || readKeyText(text) === null) continue;
    const near = file.subarray(Math.max(0, at - nearby), at + nearby);
    const others = beside.flatMap((name) => {
      const found = valueNamed(near, name);
      return found === null ? [] : [[name, found] as const];
    });
    return new Map([['ProductKey', text] as const, ...others]);
  }
  return null;
}

function valueNamed(bytes: Buffer, name: string): string | null {
  for (let at = bytes.indexOf(name, 0, 'latin1'); at >= 0;) {
    const text = valueAt(bytes, at, name);
    if (text !== null) return text;
    at = bytes.indexOf(name, at + 1, 'latin1');
  }
  return null;
}

/** The string whose name stands at a place; null where what is there is no such value. */
function valueAt(bytes: Buffer, at: number, name: string): string | null {
  if (at < headerBytes) return null;
  const header = byteReader(bytes.subarray(at - headerBytes, at), 'registry value');
  const length = header.u16le(10);
  const start = at + name.length;
  const isString = header.u32le(0) === 1 && header.u16le(8) === name.length;
  if (!isString || length > mostTextBytes || start + length > bytes.length) return null;
  const text = new TextDecoder('windows-1252').decode(bytes.subarray(start, start + length));
  return text.split('\0', 1)[0] ?? null;
}

function noKey(path: string): VaultError {
  return new VaultError(
    'SOURCE_UNKNOWN',
    `${path} is the registry of Windows 95, 98 or ME, and no product key was found in it`,
    {
      hint: hint`Its key stands as plain text below HKEY_LOCAL_MACHINE\\Software\\Microsoft\\Windows\\CurrentVersion, in ProductKey: add it by hand with ${{ do: 'add' }}`,
    },
  );
}
