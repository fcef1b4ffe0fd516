// The MSDM table in a text that shows it in hex: what acpidump writes of all tables of a PC, iasl's
// disassembly of the one, or a dump of it. A part of the collector msdm-table. The file is read once
// and no further than the table, so its size does not matter.
import type { CollectContext, Source } from '../collector.js';
import { startsDump, tableGatherer } from './hex-dump.js';
import { headText } from '../../text/text-encoding.js';
import { lineCutter } from '../../registry/export/lines.js';

const signature = 'MSDM';
/** As acpidump begins each table; the dump is in the next line. */
const heading = /^\S{4} @ 0x[0-9a-f]+\s*$/i;

/** Whether a file that begins so is such a text. */
export function startsAsAcpiDump(head: Uint8Array): boolean {
  const lines = (headText(head) ?? '').split(/\r?\n/);
  return lines.some(
    (line, i) =>
      startsDump(line, signature) || (heading.test(line) && startsDump(lines[i + 1] ?? '')),
  );
}

/** The bytes of the table, perhaps cut off; null where the dump has none. */
export async function dumpedMsdm(
  dump: Source,
  { signal }: CollectContext,
): Promise<Uint8Array | null> {
  const cutter = lineCutter(dump.head);
  const gatherer = tableGatherer(signature);
  for await (const part of dump.parts(signal)) {
    for (const { text } of cutter.push(part)) {
      const table = gatherer.line(text);
      if (table !== null) return table;
    }
  }
  const [last] = cutter.end();
  return (last === undefined ? null : gatherer.line(last.text)) ?? gatherer.rest();
}
