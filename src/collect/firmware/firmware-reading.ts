// What a reader of the running PC's firmware gives back, whatever the operating system. Each source
// that cannot be read is a warning: the rest is still worth having.
import { FormatError } from '../../bytes.js';
import { type Warning, warning } from '../../record/warning.js';
import { type MachineFacts, noFacts } from './machine-facts.js';
import { parseMsdm } from './acpi-msdm.js';

/** The firmware of a PC, as far as it could be read. */
export interface FirmwareReading {
  /** Null where there is none, or it could not be read. */
  readonly productKey: string | null;
  /** Whether the checksum of the table that holds the key is right. */
  readonly checksumFits: boolean;
  readonly machine: MachineFacts;
  readonly warnings: readonly Warning[];
}

/** Where the key was found, in a place's `location`. */
export const msdmLocation = 'ACPI table MSDM';

/** No firmware that can be read. */
export const noFirmware: FirmwareReading = {
  productKey: null,
  checksumFits: false,
  machine: noFacts,
  warnings: [],
};

/** The key in a table, or the warning that it is damaged. */
export function keyOfTable(
  table: Uint8Array,
): Pick<FirmwareReading, 'productKey' | 'checksumFits' | 'warnings'> {
  try {
    const { productKey, checksumFits } = parseMsdm(table);
    const warnings = productKey === null || checksumFits ? [] : [checksumWarning];
    return { productKey, checksumFits, warnings };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const warnings = [warning('firmware-unreadable', error.message, msdmLocation)];
    return { productKey: null, checksumFits: false, warnings };
  }
}

const checksumWarning = warning(
  'firmware-checksum',
  'the checksum of the table does not match its content: the key in it may be wrong',
  msdmLocation,
);
