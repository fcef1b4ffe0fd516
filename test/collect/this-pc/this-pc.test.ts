// The running PC: registry, firmware and activation brought together, and each of them missing. The
// real ones are tried in test/end-to-end/wine.test.ts; here they are handed in.
import { describe, expect, it } from 'vitest';
import type { CollectContext, Collection } from '../../../src/collect/collector.js';
import {
  type ActivationReading,
  notAsked,
} from '../../../src/collect/this-pc/licensing-service/activation.js';
import {
  type FirmwareReading,
  noFirmware,
} from '../../../src/collect/firmware/firmware-reading.js';
import type { LiveRegistry } from '../../../src/registry/live-registry.js';
import { noSurroundings } from '../../../src/windows/surroundings.js';
import { collectThisPc, type RunningSystem } from '../../../src/collect/this-pc/this-pc.js';
import { VaultError } from '../../../src/errors.js';
import type { Licence } from '../../../src/record/schema.js';
import { digitalProductId } from '../../support/digital-product-id-writer.js';
import { regBinary, regSz } from '../../support/hive-writer.js';
import { rejection } from '../../support/target-assertions.js';
import { currentVersion, registryOf, windows11Pro } from '../../support/windows-pc.js';
import { warning } from '../../../src/record/warning.js';
import { never } from '../../support/signal.js';
import { shownHint } from '../../support/shown-hint.js';

// Both are public: the one that Setup installs for Pro, and the one for Home.
const proKey = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const homeKey = 'YTMG3-N6DKC-DKB77-7M9GH-8HVX7';
const context: CollectContext = {
  now: new Date('2026-11-21T19:55:01.500Z'),
  signal: never,
};

const refused = warning('registry-refused', 'refused', 'HKLM\\SYSTEM\\Setup');
let closed = 0;
function registry(productKey: string | null = proKey): LiveRegistry {
  const pc = registryOf({
    software: {
      [currentVersion]: [
        ...windows11Pro,
        regBinary('DigitalProductId', digitalProductId({ productKey })),
      ],
    },
    system: {
      'CurrentControlSet\\Control\\ComputerName\\ComputerName': [regSz('ComputerName', 'DESK')],
      'CurrentControlSet\\Control\\SystemInformation': [regSz('SystemProductName', 'old model')],
    },
  });
  return { ...pc, warnings: () => [refused], close: () => (closed += 1) };
}

const machine = {
  manufacturer: 'LENOVO',
  model: '20XW',
  serial: 'PF-3ABCDE',
  uuid: '4c4c4544-0042-3510-8052-b3c04f4b4e32',
};
const withKey = (productKey: string, changes: Partial<FirmwareReading> = {}): FirmwareReading => ({
  productKey,
  checksumFits: true,
  machine,
  warnings: [],
  ...changes,
});
const activated = (lastFive: string): ActivationReading => ({
  activation: { status: 'licensed', channel: 'OEM_DM', description: 'OEM_DM channel', lastFive },
  programs: [],
  firmwareKey: null,
  warnings: [],
});

function windows(parts: {
  registry?: LiveRegistry | VaultError;
  firmware?: FirmwareReading;
  activation?: ActivationReading;
}): RunningSystem {
  const { registry: found = registry(), firmware = noFirmware, activation } = parts;
  const openRegistry = (): Promise<LiveRegistry> =>
    found instanceof VaultError ? Promise.reject(found) : Promise.resolve(found);
  return {
    windows: {
      openRegistry,
      readActivation: () => Promise.resolve(activation ?? notAsked),
      readSurroundings: () => Promise.resolve(noSurroundings),
    },
    readFirmware: () => Promise.resolve(firmware),
    hostName: 'desk',
    systemName: 'Windows_NT',
  };
}

const linux = (firmware: FirmwareReading): RunningSystem => ({
  windows: null,
  readFirmware: () => Promise.resolve(firmware),
  hostName: 'rescue',
  systemName: 'Linux',
});

function licencesOf({ findings }: Collection): readonly Licence[] {
  expect(findings).toHaveLength(1);
  return findings[0]?.snapshot.licences ?? [];
}

describe('a running Windows', () => {
  it('is one finding of this PC, with the facts of its firmware', async () => {
    const collection = await collectThisPc(context, windows({ firmware: withKey(homeKey) }));
    expect(collection.findings).toMatchObject([
      {
        origin: 'this-pc',
        source: null,
        snapshot: {
          machine: { name: 'DESK', ...machine },
          os: { productName: 'Windows 11 Pro', build: '26100' },
          activation: null,
        },
      },
    ]);
  });

  it('lists the key in the firmware after the installed one', async () => {
    const licences = licencesOf(
      await collectThisPc(context, windows({ firmware: withKey(homeKey) })),
    );
    expect(licences.map(({ productKey }) => productKey)).toEqual([proKey, homeKey]);
    expect(licences[1]).toMatchObject({
      channel: 'OEM:DM',
      lastFive: '8HVX7',
      places: [
        { collector: 'firmware', location: 'ACPI table MSDM', foundAt: '2026-11-21T19:55:01Z' },
      ],
      checks: { typo: 'passed', integrity: 'passed', lastFive: 'not-possible' },
      cautions: ['generic', 'not-installed'],
    });
  });

  it('has one licence with two places when the firmware holds the installed key', async () => {
    const licences = licencesOf(
      await collectThisPc(context, windows({ firmware: withKey(proKey) })),
    );
    expect(licences).toHaveLength(1);
    expect(licences[0]).toMatchObject({ productKey: proKey, channel: 'OEM:DM' });
    expect(licences[0]?.places.map(({ collector }) => collector)).toEqual(['this-pc', 'firmware']);
  });

  it('shows the firmware key first when the installed one was erased', async () => {
    const parts = { registry: registry(null), firmware: withKey(homeKey) };
    const licences = licencesOf(await collectThisPc(context, windows(parts)));
    expect(licences[0]?.productKey).toBe(homeKey);
    expect(licences[0]?.cautions).not.toContain('not-installed');
  });

  it('holds the keys against the end that Windows reports', async () => {
    const outcomes = async (lastFive: string): Promise<string[]> => {
      const parts = { firmware: withKey(homeKey), activation: activated(lastFive) };
      const licences = licencesOf(await collectThisPc(context, windows(parts)));
      return licences.map(({ checks }) => checks.lastFive);
    };
    expect(await outcomes('3V66T')).toEqual(['passed', 'not-possible']);
    expect(await outcomes('8HVX7')).toEqual(['failed', 'passed']);
  });

  it('says when the checksum of the firmware key is wrong', async () => {
    const wrong = warning('firmware-checksum', 'wrong', 'ACPI table MSDM');
    const firmware = withKey(homeKey, { checksumFits: false, warnings: [wrong] });
    const collection = await collectThisPc(context, windows({ firmware }));
    expect(licencesOf(collection)[1]?.checks.integrity).toBe('failed');
    expect(collection.warnings).toContain(wrong);
  });

  it('keeps what the registry says of the PC where the firmware cannot be asked', async () => {
    const { findings } = await collectThisPc(context, windows({}));
    expect(findings[0]?.snapshot.machine).toEqual({
      name: 'DESK',
      manufacturer: null,
      model: 'old model',
      serial: null,
      uuid: null,
    });
  });

  it('hands on every warning, and closes the registry', async () => {
    closed = 0;
    const unknown = warning('activation-unknown', 'no answer', 'CIM');
    const activation = { ...notAsked, warnings: [unknown] };
    const { warnings } = await collectThisPc(context, windows({ activation }));
    expect(warnings).toEqual([refused, unknown]);
    expect(closed).toBe(1);
  });

  it('still gives the firmware key when the registry cannot be read', async () => {
    const failure = new VaultError('SOURCE_UNREADABLE', 'not loaded', { hint: 'Install it.' });
    const parts = { registry: failure, firmware: withKey(homeKey) };
    const collection = await collectThisPc(context, windows(parts));
    expect(licencesOf(collection)).toMatchObject([{ productKey: homeKey }]);
    expect(collection.warnings).toEqual([
      {
        code: 'registry-unavailable',
        message: 'not loaded',
        location: 'HKLM',
        hint: 'Install it.',
      },
    ]);
    expect(await rejection(collectThisPc(context, windows({ registry: failure })))).toBe(failure);
  });

  it('is not asked when the run was stopped before', async () => {
    const reason = new Error('stopped');
    const stopped = { ...context, signal: AbortSignal.abort(reason) };
    expect(await rejection(collectThisPc(stopped, windows({})))).toBe(reason);
  });
});

describe('a PC on which no Windows runs', () => {
  it('still has the key in its firmware', async () => {
    const { findings } = await collectThisPc(context, linux(withKey(homeKey)));
    expect(findings).toMatchObject([
      {
        origin: 'this-pc',
        snapshot: {
          machine: { name: 'rescue', ...machine },
          os: { productName: 'Linux (Windows was not read)', edition: null },
          licences: [{ productKey: homeKey, channel: 'OEM:DM' }],
        },
      },
    ]);
  });

  it('is told to name a disk when there is no key', async () => {
    const error = await rejection(collectThisPc(context, linux(noFirmware)));
    expect(error).toMatchObject({ code: 'SOURCE_UNKNOWN' });
    expect(shownHint(error)).toBe('To read a Windows disk or an export, name it with --from PATH.');
  });

  it('is told of sudo when the key could not be looked at', async () => {
    const denied = warning('firmware-denied', 'root only', 'ACPI table MSDM');
    const firmware = { ...noFirmware, warnings: [denied] };
    const error = await rejection(collectThisPc(context, linux(firmware)));
    expect(shownHint(error)).toContain('sudo');
  });
});

describe("the firmware's key as the licensing service tells it", () => {
  const told = { productKey: homeKey, edition: 'Core' };
  const activation = { ...activated('3V66T'), firmwareKey: told };
  const keyOf = async (parts: Parameters<typeof windows>[0]) => {
    const licences = licencesOf(await collectThisPc(context, windows(parts)));
    return licences.find(({ productKey }) => productKey === homeKey);
  };

  it('is taken where no table can be read, with nothing said of a checksum', async () => {
    const found = await keyOf({ activation });
    expect(found).toMatchObject({ channel: 'OEM:DM', checks: { integrity: 'not-possible' } });
    expect(found?.places).toMatchObject([
      { location: 'CIM class SoftwareLicensingService: OA3xOriginalProductKey' },
    ]);
  });

  it('names the edition of the key in the table, and is no place of its own', async () => {
    // Mistyped, so that no list of public keys knows its edition.
    const unlisted = homeKey.replace(/7$/, '6');
    const firmware = withKey(unlisted);
    const firmwareKeyOf = async (firmwareKey: ActivationReading['firmwareKey']) => {
      const parts = { activation: { ...activation, firmwareKey }, firmware };
      const licences = licencesOf(await collectThisPc(context, windows(parts)));
      return licences.find(({ productKey }) => productKey === unlisted);
    };
    const found = await firmwareKeyOf({ productKey: unlisted, edition: 'Core' });
    expect(found).toMatchObject({ product: 'Windows Home', edition: 'Core' });
    expect(found?.places).toMatchObject([{ location: 'ACPI table MSDM' }]);
    expect((await firmwareKeyOf(told))?.edition).toBeNull();
  });

  it('is found where even the registry cannot be read', async () => {
    const failure = new VaultError('SOURCE_UNREADABLE', 'not installed');
    const found = await keyOf({ registry: failure, activation });
    expect(found?.productKey).toBe(homeKey);
  });
});

describe('Office 2013 and later on the running PC', () => {
  it('has the end of its key, which no place knows', async () => {
    const program = {
      name: 'Office 19, Office19HomeBusiness2019R_Retail edition',
      ...{ description: null, channel: 'Retail', lastFive: 'GPDD4' },
      cimClass: 'SoftwareLicensingProduct',
    };
    const activation = { ...activated('3V66T'), programs: [program] };
    const licences = licencesOf(await collectThisPc(context, windows({ activation })));
    const product = 'Microsoft Office Home & Business 2019';
    expect(licences[1]).toMatchObject({
      ...{ product, productRef: 'office:19.homebusiness2019r_retail', family: 'office' },
      ...{ channel: 'Retail', productKey: null, lastFive: 'GPDD4', cautions: ['partial'] },
    });
    const { cimClass } = program;
    expect(licences[1]?.places[0]?.location).toBe(`CIM class ${cimClass}: ${product}`);
  });
});
