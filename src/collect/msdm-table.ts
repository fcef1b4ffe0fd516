// Collector: an MSDM table in a file, as copied from /sys/firmware/acpi/tables/MSDM on a rescue Linux
// or by an ACPI tool. It says which key a PC was sold with, and nothing of any installation.
import { formatTime } from '../record/time.js';
import type { Collector } from './collector.js';
import { fileHead } from './file-head.js';
import { parseMsdm, startsAsMsdm } from './firmware/acpi-msdm.js';
import { withFirmwareKey } from './firmware/firmware-licence.js';
import { keyOfTable, msdmLocation } from './firmware/firmware-reading.js';
import { unknownWindows } from './decode/product-name.js';

/** A table with a key has 85 bytes. */
const mostTableBytes = 64 * 1024;

/** Reads the key that a maker left in a PC's firmware. */
export const msdmTable: Collector = {
  name: 'msdm-table',
  collect: async (path, { now }) => {
    const head = await fileHead(path, mostTableBytes);
    if (!startsAsMsdm(head)) return null;
    // A damaged table is refused here, though it costs no more than a warning on a running PC.
    parseMsdm(head);
    const table = keyOfTable(head);
    if (table.productKey === null) {
      const message = 'the table holds no product key: the maker of this PC left it empty';
      return { findings: [], warnings: [{ code: 'firmware-empty', message, location: path }] };
    }
    const found = { foundAt: formatTime(now), activation: null };
    const licences = withFirmwareKey([], table, found).map((licence) => ({
      ...licence,
      places: [{ collector: msdmTable.name, location: msdmLocation, foundAt: found.foundAt }],
    }));
    const snapshot = { machine: noMachine, os: noWindows, activation: null, licences };
    return {
      findings: [{ snapshot, origin: 'elsewhere', source: path }],
      warnings: table.warnings,
    };
  },
};

const noMachine = { name: null, manufacturer: null, model: null, serial: null, uuid: null };

const noWindows = {
  productName: unknownWindows,
  edition: null,
  build: null,
  version: null,
  installedAt: null,
  registeredOwner: null,
  machineGuid: null,
  productId: null,
};
