// One Windows installation, read from its registry: the facts of the PC and of Windows, and every
// licence. It knows not whether the registry is a pair of hive files, an export or the running one.
import type { Activation, Snapshot } from '../record/schema.js';
import { formatTime } from '../record/time.js';
import type { Warning } from '../record/warning.js';
import { builtInProducts } from './products/built-in.js';
import { productPlaces } from './products/product.js';
import type { Registry } from '../registry/registry.js';
import { type EarlierWindows, noSurroundings, type Surroundings } from './surroundings.js';
import type { KeyPlace } from './key-place.js';
import type { JudgementContext } from './judgement.js';
import { licencesOf } from './licences.js';
import { machinePaths, readMachine } from './machine.js';
import { operatingSystemPaths, readOperatingSystem } from './operating-system.js';
import { answerSighting, sightingsIn } from './sighting.js';
import { windowsPlaces } from './windows-places.js';

const knownPlaces = [...windowsPlaces, ...productPlaces(builtInProducts)];

/** A snapshot and what could not be read for it. */
export interface WindowsReading {
  readonly snapshot: Snapshot;
  readonly warnings: readonly Warning[];
}

/** Patterns of the registry keys that are read, below the root of each hive. */
export interface PathsRead {
  readonly software: readonly string[];
  readonly system: readonly string[];
  /** Below the root of a user's registry. */
  readonly user: readonly string[];
}

/**
 * Every registry key that {@link readWindows} reads, for sources that are read from one end to the
 * other.
 */
export function pathsRead(products: readonly KeyPlace[]): PathsRead {
  const places = [...knownPlaces, ...products];
  const pathsIn = (hive: KeyPlace['hive']): string[] =>
    places.filter((place) => place.hive === hive).map((place) => place.path);
  return {
    software: [...operatingSystemPaths, ...pathsIn('software')],
    system: [...machinePaths, ...pathsIn('system')],
    user: pathsIn('user'),
  };
}

/**
 * Reads an installation. A part that is missing leaves its facts null.
 * @param options `activation`: what a running Windows says of itself; a disk cannot be asked.
 * `beside`: what lies beside it on its disk. `products`: where else to look than in the places that are
 * built in.
 */
export function readWindows(
  registry: Registry,
  options: {
    readonly collector: string;
    readonly now: Date;
    readonly activation?: Activation | null;
    readonly beside?: Surroundings;
    readonly products?: readonly KeyPlace[] | undefined;
  },
): WindowsReading {
  const { activation = null, beside = noSurroundings, products = [] } = options;
  const places = [...knownPlaces, ...products];
  const os = readOperatingSystem(registry);
  const own = sightingsIn(registry, { places, os });
  const context = {
    os,
    sightings: [...own.sightings, ...beside.answers.map((answer) => answerSighting(answer, os))],
    activatedLastFive: activation?.lastFive ?? null,
    configurations: beside.configurations,
    isEarlier: false,
  };
  const earlier = beside.earlier.map((each) => readEarlier(each, places));
  const finder = { collector: options.collector, foundAt: formatTime(options.now) };
  const licences = licencesOf([context, ...earlier.map((each) => each.context)], finder);
  const machine = readMachine(registry.system);
  return {
    snapshot: { machine, os, activation, licences },
    warnings: [...own.warnings, ...earlier.flatMap((each) => each.warnings)],
  };
}

/** An earlier Windows on the same disk, judged by what itself says. */
function readEarlier(
  { windows, registry, configurations }: EarlierWindows,
  places: readonly KeyPlace[],
) {
  const os = readOperatingSystem(registry);
  const { sightings, warnings } = sightingsIn(registry, { places, os, prefix: `${windows}: ` });
  const context: JudgementContext = {
    ...{ os, sightings, configurations },
    activatedLastFive: null,
    isEarlier: true,
  };
  return { context, warnings };
}
