// One Windows installation, read from its registry: the facts of the PC and of Windows, and every
// licence. It knows not whether the registry is a pair of hive files, an export or the running one.
import type { Activation, Snapshot } from '../../record/schema.js';
import { formatTime } from '../../record/time.js';
import type { CollectWarning } from '../collector.js';
import { type KeyConfigurations, noConfigurations } from '../pkeyconfig/key-configurations.js';
import type { Registry } from '../registry.js';
import { licencesOf } from './licences.js';
import { machinePaths, readMachine } from './machine.js';
import { operatingSystemPaths, readOperatingSystem } from './operating-system.js';
import { productPlaces } from './product-places.js';
import { sightingsIn } from './sighting.js';
import { windowsPlaces } from './windows-places.js';

const places = [...windowsPlaces, ...productPlaces];

/** A snapshot and what could not be read for it. */
export interface WindowsReading {
  readonly snapshot: Snapshot;
  readonly warnings: readonly CollectWarning[];
}

/**
 * Patterns of every registry key that {@link readWindows} reads, below the root of each hive; for
 * sources that are read from one end to the other.
 */
export const pathsRead = {
  software: [...operatingSystemPaths, ...pathsIn('software')],
  system: [...machinePaths, ...pathsIn('system')],
} as const;

/**
 * Reads an installation. A part that is missing leaves its facts null.
 * @param options `activation`: what a running Windows says of itself; a disk cannot be asked.
 * `configurations`: what its pkeyconfig files say of keys.
 */
export function readWindows(
  registry: Registry,
  options: {
    readonly collector: string;
    readonly now: Date;
    readonly activation?: Activation | null;
    readonly configurations?: KeyConfigurations;
  },
): WindowsReading {
  const { activation = null, configurations = noConfigurations } = options;
  const os = readOperatingSystem(registry);
  const { sightings, warnings } = sightingsIn(registry, { places, os });
  const activatedLastFive = activation?.lastFive ?? null;
  const context = { os, sightings, activatedLastFive, configurations };
  const finder = { collector: options.collector, foundAt: formatTime(options.now) };
  const licences = licencesOf(context, finder);
  const machine = readMachine(registry.system);
  return { snapshot: { machine, os, activation, licences }, warnings };
}

function pathsIn(hive: 'software' | 'system'): string[] {
  return places.filter((place) => place.hive === hive).map((place) => place.path);
}
