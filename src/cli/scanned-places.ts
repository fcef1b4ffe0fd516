// Places that keys are got back from, where some of them are scans: all scans that a command names are one place.
import { asSourceAddress, type Place } from '../household/places.js';
import { isScan, scannedTarget } from '../restore/scan/scanned-place.js';
import type { TargetAddress } from '../vault/places/target-address.js';

/** The places to read from, in their order; the scans among them stand as one where the first was. */
export function asSources(places: readonly Place[]): readonly TargetAddress[] {
  const scans = places.flatMap((place) => scanOf(place) ?? []);
  const first = places.findIndex(isScanned);
  return places.flatMap((place, i) => {
    if (!isScanned(place)) return [asSourceAddress(place)];
    return i === first ? [scannedPlace(scans)] : [];
  });
}

/** Whether a picture or a text was named, which is only read. */
export function isScanned(place: Place): boolean {
  return scanOf(place) !== null;
}

interface Scan {
  readonly name: string;
  readonly path: string;
}

function scanOf({ name, adHoc, kind, options }: Place): Scan | null {
  const path = 'path' in options && typeof options.path === 'string' ? options.path : null;
  const isOne = adHoc && kind.kind === 'directory' && path !== null && isScan(path);
  return isOne ? { name, path } : null;
}

function scannedPlace(scans: readonly Scan[]): TargetAddress {
  return {
    name: scans.map(({ name }) => name).join(', '),
    folder: null,
    initialise: null,
    open: () => scannedTarget(scans.map(({ path }) => path)),
  };
}
