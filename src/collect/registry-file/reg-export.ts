// Collector: a .reg file, the way to carry a registry from a PC that cannot run this program. The file
// is read once, from one end to the other; only keys of interest are kept, so its size does not matter.
import { VaultError } from '../../errors.js';
import type { CollectContext, Collector, Source } from '../collector.js';
import { lineCutter, type TextLine } from '../../registry/export/lines.js';
import { keeper } from './kept-registry.js';
import { hivePathFinder } from './paths.js';
import { regHeader, regTextReader } from '../../registry/export/text.js';
import type { Registry } from '../../registry/registry.js';
import { readWindows } from '../../windows/windows-snapshot.js';

const headerBytes = 256;

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

/** Takes the lines of a file one after the other. */
export async function eachLine(
  source: Source,
  { signal }: CollectContext,
  take: (line: TextLine) => void,
): Promise<void> {
  const cutter = lineCutter(source.head);
  for await (const part of source.parts(signal)) cutter.push(part).forEach(take);
  cutter.end().forEach(take);
}

/** Whether nothing of a Windows was found. */
function isEmpty({ software, system, users }: Registry): boolean {
  return software === null && system === null && users.length === 0;
}

/** The error for an export of other keys. */
function nothingOfInterest(path: string): VaultError {
  return new VaultError('SOURCE_UNKNOWN', `${path} is a registry export, but of other keys`, {
    hint:
      'Export HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft and HKEY_LOCAL_MACHINE\\SYSTEM\\Setup, or all ' +
      'of HKEY_LOCAL_MACHINE.',
  });
}
