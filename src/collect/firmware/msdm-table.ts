// Collector: an MSDM table in a file, as copied from /sys/firmware/acpi/tables/MSDM on a rescue Linux
// or by an ACPI tool, or shown in hex in the text of one. It says which key a PC was sold with, and
// nothing of any installation.
import { formatTime } from '../../record/time.js';
import { dumpedMsdm, startsAsAcpiDump } from './acpi-dump.js';
import type { CollectContext, Collection, Collector } from '../collector.js';
import { isWord } from '../files/file-head.js';
import { warning } from '../../record/warning.js';
import { licencesAlone } from '../../windows/unknown-pc.js';
import { parseMsdm, startsAsMsdm } from './acpi-msdm.js';
import { withFirmwareKey } from './firmware-licence.js';
import { keyOfTable, msdmLocation } from './firmware-reading.js';

/** Reads the key that a maker left in a PC's firmware. */
export const msdmTable: Collector = {
  name: 'msdm-table',
  collect: async (source, context) => {
    const { path, head } = source;
    // A table with a key has 85 bytes, and stands among the first of a dump, or behind one of these.
    // A dump may begin with the heading of the table, which is its signature, too.
    if (startsAsAcpiDump(head)) {
      const table = await dumpedMsdm(source, context);
      return table === null ? empty(noTable, path) : readTable(table, path, context);
    }
    return startsAsMsdm(head) && !isWord(head, 4) ? readTable(head, path, context) : null;
  },
};

function readTable(bytes: Uint8Array, path: string, { now }: CollectContext): Collection {
  // A damaged table is refused here, though it costs no more than a warning on a running PC.
  parseMsdm(bytes);
  const table = keyOfTable(bytes);
  if (table.productKey === null) return empty(noKey, path);
  const found = { foundAt: formatTime(now), activation: null };
  const licences = withFirmwareKey([], table, found).map((licence) => ({
    ...licence,
    places: [{ collector: msdmTable.name, location: msdmLocation, foundAt: found.foundAt }],
  }));
  return {
    findings: [{ snapshot: licencesAlone(licences), origin: 'elsewhere', source: path }],
    warnings: table.warnings,
  };
}

const noKey = 'the table holds no product key: the maker of the PC left it empty';
const noTable = 'the dump has no MSDM table: the firmware of that PC holds no product key';

function empty(message: string, location: string): Collection {
  return { findings: [], warnings: [warning('firmware-empty', message, location)] };
}
