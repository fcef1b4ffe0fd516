// The PC that the program runs on: the registry of its Windows, the key in its firmware, and whether
// Windows is activated, all asked at once and made into one installation. Without a running Windows
// (a rescue system, a household's Linux PC) the firmware's key is still found.
import { hostname, type } from 'node:os';
import { parse } from 'node:path';
import { VaultError } from '../../errors.js';
import type { Snapshot } from '../../record/schema.js';
import { formatTime } from '../../record/time.js';
import type { CollectContext, Collection } from '../collector.js';
import { type Warning, warning } from '../../record/warning.js';
import { confinedSearch } from '../files/confined-folder.js';
import { withFirmwareKey } from '../firmware/firmware-licence.js';
import { type FirmwareReading, noFirmware } from '../firmware/firmware-reading.js';
import { readLinuxFirmware } from '../firmware/linux-firmware.js';
import { readWindowsFirmware } from '../firmware/windows-firmware.js';
import { type OpenHives, openHives } from '../windows-disk/hive-registry.js';
import {
  type ActivationReading,
  notAsked,
  readActivation,
} from './licensing-service/activation.js';
import { withPrograms } from './licensing-service/programs.js';
import { type LiveRegistry, openLiveRegistry } from '../../registry/live-registry.js';
import { readSurroundings } from '../windows-disk/surroundings.js';
import { noSurroundings, type Surroundings } from '../../windows/surroundings.js';
import { findEarlier } from '../windows-disk/windows-folders.js';
import { systemNamed } from '../../windows/unknown-pc.js';
import { readWindows } from '../../windows/windows-snapshot.js';

/** What is asked of the running system. */
export interface RunningSystem {
  /** Null where no Windows runs. */
  readonly windows: {
    openRegistry(): Promise<LiveRegistry>;
    readActivation(signal: AbortSignal): Promise<ActivationReading>;
    /** What lies beside the running Windows; the caller closes the hives. */
    readSurroundings(hives: OpenHives): Promise<Surroundings>;
  } | null;
  readFirmware(): Promise<FirmwareReading>;
  readonly hostName: string;
  /** `Linux`, `Darwin`, `Windows_NT` */
  readonly systemName: string;
}

const collector = 'this-pc';

/**
 * What this PC holds, as one finding.
 * @param system the running one unless told.
 * @throws VaultError `SOURCE_UNKNOWN` when no Windows runs and the firmware holds no key, and
 * `SOURCE_UNREADABLE` when the registry cannot be read and the firmware holds none.
 */
export async function collectThisPc(
  context: CollectContext,
  system: RunningSystem = runningSystem(),
): Promise<Collection> {
  context.signal.throwIfAborted();
  const hives = openHives();
  try {
    return await collectWith(hives, context, system);
  } finally {
    hives.close();
  }
}

async function collectWith(
  hives: OpenHives,
  context: CollectContext,
  system: RunningSystem,
): Promise<Collection> {
  const [firmware, activation, windows, beside] = await Promise.all([
    system.readFirmware(),
    system.windows?.readActivation(context.signal) ?? notAsked,
    system.windows?.openRegistry().catch(asFailure) ?? null,
    system.windows?.readSurroundings(hives) ?? noSurroundings,
  ]);
  const warnings = [...firmware.warnings, ...activation.warnings, ...beside.warnings];
  if (windows === null || windows instanceof VaultError) {
    const found = withoutRegistry({ system, firmware, activation, failure: windows }, context);
    const ofRegistry = windows === null ? [] : [registryWarning(windows)];
    return { findings: [finding(found)], warnings: [...ofRegistry, ...warnings] };
  }
  const read = fromRegistry(windows, { firmware, activation, beside }, context);
  return {
    findings: [finding(read.snapshot)],
    warnings: [...read.warnings, ...warnings, ...hives.warnings()],
  };
}

function runningSystem(): RunningSystem {
  const firmwareReaders: Partial<Record<NodeJS.Platform, () => Promise<FirmwareReading>>> = {
    win32: readWindowsFirmware,
    linux: readLinuxFirmware,
  };
  const isWindows = process.platform === 'win32';
  return {
    windows: isWindows
      ? { openRegistry: openLiveRegistry, readActivation, readSurroundings: besideRunningWindows }
      : null,
    readFirmware: firmwareReaders[process.platform] ?? (() => Promise.resolve(noFirmware)),
    hostName: hostname(),
    systemName: type(),
  };
}

/** What the parts of the running system told besides the registry. */
interface SystemReadings {
  readonly firmware: FirmwareReading;
  readonly activation: ActivationReading;
  readonly beside: Surroundings;
}

/** Looked for from the root of its disk: Windows.old lies beside the Windows folder. */
async function besideRunningWindows(hives: OpenHives): Promise<Surroundings> {
  const windows = process.env['SystemRoot'] ?? 'C:\\Windows';
  const { root } = parse(windows);
  const search = await confinedSearch(root);
  const earlier = await findEarlier(search, root);
  const beside = await readSurroundings(search, { windows, root, earlier }, hives);
  return { ...beside, warnings: [...search.warnings, ...beside.warnings] };
}

function asFailure(error: unknown): VaultError {
  if (error instanceof VaultError) return error;
  throw error;
}

function finding(snapshot: Snapshot): Collection['findings'][number] {
  return { snapshot, origin: 'this-pc', source: null };
}

function fromRegistry(
  registry: LiveRegistry,
  { firmware, activation, beside }: SystemReadings,
  { now, products }: CollectContext,
): { readonly snapshot: Snapshot; readonly warnings: readonly Warning[] } {
  try {
    const options = { collector, now, activation: activation.activation, beside, products };
    const { snapshot, warnings } = readWindows(registry, options);
    const found = {
      foundAt: formatTime(now),
      activation: activation.activation,
      configurations: beside.configurations,
      told: activation.firmwareKey,
    };
    return {
      snapshot: {
        ...snapshot,
        machine: machineOf(firmware, snapshot.machine),
        licences: withPrograms(
          withFirmwareKey(snapshot.licences, firmware, found),
          activation.programs,
          found.foundAt,
        ),
      },
      warnings: [...registry.warnings(), ...warnings],
    };
  } finally {
    registry.close();
  }
}

/** The firmware is asked directly; the registry has a copy of some of it. */
function machineOf({ machine }: FirmwareReading, known: Snapshot['machine']): Snapshot['machine'] {
  const isNamed = machine.model !== null;
  return {
    ...known,
    manufacturer: isNamed ? machine.manufacturer : (known.manufacturer ?? machine.manufacturer),
    model: machine.model ?? known.model,
    serial: machine.serial,
    uuid: machine.uuid,
  };
}

/** The firmware's key alone, on a PC whose registry is not there or cannot be read. */
function withoutRegistry(
  found: Pick<SystemReadings, 'firmware' | 'activation'> & {
    readonly system: RunningSystem;
    readonly failure: VaultError | null;
  },
  { now }: CollectContext,
): Snapshot {
  const { system, firmware, activation, failure } = found;
  const told = activation.firmwareKey;
  if (firmware.productKey === null && told === null) throw failure ?? nothingHere(firmware);
  return {
    machine: { name: system.hostName, ...firmware.machine },
    os: systemNamed(`${system.systemName} (Windows was not read)`),
    activation: null,
    licences: withFirmwareKey([], firmware, { foundAt: formatTime(now), activation: null, told }),
  };
}

function registryWarning({ message, hint }: VaultError): Warning {
  const text = hint === undefined ? message : `${message}. ${hint}`;
  return warning('registry-unavailable', text, 'HKLM');
}

function nothingHere({ warnings }: FirmwareReading): VaultError {
  const isDenied = warnings.some(({ code }) => code === 'firmware-denied');
  const asRoot = isDenied ? 'To look for a key in its firmware, start the program with sudo. ' : '';
  return new VaultError(
    'SOURCE_UNKNOWN',
    'Windows is not running on this PC, and no product key was found in its firmware',
    { hint: `${asRoot}To read a Windows disk or an export, name it with --from PATH.` },
  );
}
