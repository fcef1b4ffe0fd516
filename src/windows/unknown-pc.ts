// What a snapshot says of a PC or a Windows that the source tells nothing of: a table, a text or an export
// holds keys, and no more than a name besides.
import { unknownWindows } from '../keys/product-name.js';
import type { Licence, Snapshot } from '../record/schema.js';

/** A PC of which nothing is known. */
export const unknownMachine: Snapshot['machine'] = {
  name: null,
  manufacturer: null,
  model: null,
  serial: null,
  uuid: null,
};

/** An operating system of which nothing is known but what to call it. */
export function systemNamed(productName: string): Snapshot['os'] {
  return {
    productName,
    edition: null,
    build: null,
    version: null,
    installedAt: null,
    registeredOwner: null,
    machineGuid: null,
    productId: null,
  };
}

/** Licences of which nobody knows the PC. */
export function licencesAlone(licences: readonly Licence[]): Snapshot {
  const os = systemNamed(unknownWindows);
  return { machine: unknownMachine, os, activation: null, licences: [...licences] };
}
