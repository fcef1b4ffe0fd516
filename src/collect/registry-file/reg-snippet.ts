// Collector: registry data that somebody copied without the heading of an export, alone or in a text: it is
// judged as an export is. What else the text holds of keys is told as well.
import { VaultError } from '../../errors.js';
import { copiedText, mayHoldRegistry } from '../../registry/export/copied-text.js';
import { regTextReader } from '../../registry/export/text.js';
import type { Snapshot } from '../../record/schema.js';
import { headText } from '../../text/text-encoding.js';
import { readWindows } from '../../windows/windows-snapshot.js';
import type { CollectContext, Collection, Collector, Source } from '../collector.js';
import { textFile } from '../text/text-file.js';
import { keeper } from './kept-registry.js';
import { hivePathFinder } from './paths.js';
import { eachLine } from './reg-export.js';

/** Reads the registry data in a text. */
export const regSnippet: Collector = {
  name: 'reg-snippet',
  collect: async (source, context) => {
    if (source.kind !== 'file' || !mayHoldRegistry(headText(source.head) ?? '')) return null;
    const own = await registryIn(source, context);
    const text = await textFile.collect(source, context);
    if (own === null || own.snapshot.licences.length === 0) {
      if (text === null && own !== null) throw nothingThere(source.path, own.isCut);
      return text;
    }
    return together(own.snapshot, own.warnings, { text, path: source.path });
  },
};

/** What the registry data say; null where there are none. */
async function registryIn(source: Source, context: CollectContext) {
  const { products = [], now } = context;
  const kept = keeper(source.path, hivePathFinder(products));
  const seen = { any: false, cut: false };
  const reader = regTextReader({ isAnsi: false }, kept.handler);
  const copied = copiedText();
  const take = (lines: readonly string[], number: number): void => {
    seen.any ||= lines.length > 0;
    for (const text of lines) reader.line({ number, text, isTooLong: false });
  };
  await eachLine(source, context, ({ text, number }) => {
    seen.cut ||= isCutList.test(text);
    take(copied.line(text), number);
  });
  take(copied.end(), 0);
  reader.end();
  if (!seen.any && !seen.cut) return null;
  const options = { collector: regSnippet.name, now, products };
  const { snapshot, warnings } = readWindows(kept.registry(), options);
  return { snapshot, warnings: [...kept.warnings, ...warnings], isCut: seen.cut };
}

/** As PowerShell shortens it. */
const isCutList = /\bDigitalProductId4?\s*:\s*\{[\d, ]*(?:\.\.\.|\u2026)\}/i;

/** The keys of the registry, and those that only the text around it has. */
function together(
  snapshot: Snapshot,
  warnings: Collection['warnings'],
  { text, path }: { readonly text: Collection | null; readonly path: string },
): Collection {
  const known = new Set(snapshot.licences.map(({ productKey }) => productKey));
  const ends = new Set(snapshot.licences.map(({ lastFive }) => lastFive));
  const others = (text?.findings ?? []).flatMap((finding) => {
    const licences = finding.snapshot.licences.filter(({ productKey, lastFive }) =>
      productKey === null ? !ends.has(lastFive) : !known.has(productKey),
    );
    return licences.length === 0
      ? []
      : [{ ...finding, snapshot: { ...finding.snapshot, licences } }];
  });
  return {
    findings: [{ snapshot, origin: 'elsewhere', source: path }, ...others],
    warnings: [...warnings, ...(text?.warnings ?? [])],
    nearKeys: text?.nearKeys ?? [],
  };
}

function nothingThere(path: string, isCut: boolean): VaultError {
  const message = `${path} holds registry data, but no product key`;
  const hint = isCut
    ? 'PowerShell shows only the first bytes of a list: copy what `reg query` prints instead, or export the key with the Registry Editor.'
    : 'A value alone, without the line of its key above it ([HKEY_...]), tells little: export HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft with the Registry Editor, and name that file.';
  return new VaultError('SOURCE_UNKNOWN', message, { hint });
}
