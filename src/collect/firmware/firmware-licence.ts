// The key in the firmware among the licences of a PC. When the registry holds the same key it is one
// licence with two places; else it is one more, which Setup would take by itself.
import type { Activation, CheckOutcome, Licence } from '../../record/schema.js';
import { type Caution, type Channel, hasCaution } from '../../record/vocabulary.js';
import { editionOfDescription, windowsNameOfDescription } from '../../keys/description-name.js';
import { unknownWindows, windowsNameOfEdition } from '../../keys/product-name.js';
import { keyFields } from '../../keys/pkey2009.js';
import {
  type KeyConfiguration,
  type KeyConfigurations,
  noConfigurations,
} from '../../windows/pkeyconfig/key-configurations.js';
import type { ToldFirmwareKey } from '../this-pc/licensing-service/activation.js';
import { licenceOfReadKey } from '../../windows/judge.js';
import { type FirmwareReading, msdmLocation } from './firmware-reading.js';

/** In a place's `collector`. */
const collector = 'firmware';
/** What Microsoft calls a key that the maker put into the firmware. */
const firmwareChannel: Channel = 'OEM:DM';

/** The circumstances in which a firmware key is judged. */
export interface FirmwareLicenceContext {
  readonly foundAt: string;
  /** Null where Windows does not run, or does not tell. */
  readonly activation: Activation | null;
  /** What the Windows of the PC says of keys; nothing where there is none. */
  readonly configurations?: KeyConfigurations;
  /** What the licensing service says of the firmware's key: all there is where no table can be read. */
  readonly told?: ToldFirmwareKey | null;
}

/** The firmware's key, by whichever way it was learnt. */
interface FirmwareKey {
  readonly productKey: string;
  readonly integrity: CheckOutcome;
  readonly location: string;
  /** As the licensing service names it. */
  readonly edition: string | null;
}

const notInstalled: Caution = 'not-installed';
const toldLocation = 'CIM class SoftwareLicensingService: OA3xOriginalProductKey';

/** The licences with the firmware's, which comes after the installed one. */
export function withFirmwareKey(
  licences: readonly Licence[],
  firmware: Pick<FirmwareReading, 'productKey' | 'checksumFits'>,
  context: FirmwareLicenceContext,
): Licence[] {
  const key = firmwareKey(firmware, context.told ?? null);
  if (key === null) return [...licences];
  const { productKey, location } = key;
  const place = { collector, location, foundAt: context.foundAt };
  if (licences.some((licence) => licence.productKey === productKey)) {
    return licences.map((licence) =>
      licence.productKey === productKey
        ? { ...licence, channel: firmwareChannel, places: [...licence.places, place] }
        : licence,
    );
  }
  const installed = licences.filter(isInstalled).slice(0, 1);
  const own = firmwareLicence(key, place, context);
  const cautions = installed.length > 0 ? [...own.cautions, notInstalled] : own.cautions;
  const rest = licences.filter((licence) => !installed.includes(licence));
  return [...installed, { ...own, cautions }, ...rest];
}

function firmwareKey(
  { productKey, checksumFits }: Pick<FirmwareReading, 'productKey' | 'checksumFits'>,
  told: ToldFirmwareKey | null,
): FirmwareKey | null {
  if (productKey === null) {
    return told === null ? null : { ...told, integrity: 'not-possible', location: toldLocation };
  }
  const edition = told?.productKey === productKey ? told.edition : null;
  const integrity = checksumFits ? 'passed' : 'failed';
  return { productKey, integrity, location: msdmLocation, edition };
}

function isInstalled(licence: Licence): boolean {
  return licence.productKey !== null && !hasCaution(licence, notInstalled);
}

function firmwareLicence(
  { productKey, integrity, edition: toldEdition }: FirmwareKey,
  place: Licence['places'][number],
  { activation, configurations = noConfigurations }: FirmwareLicenceContext,
): Licence {
  const fields = keyFields(productKey);
  const known = fields?.checksumFits === true ? configurations.lookUp(fields) : null;
  // Windows tells of the installed key: another end says nothing against this one.
  const isReported = activation?.lastFive === productKey.slice(-5);
  return licenceOfReadKey({
    productKey,
    productId: null,
    places: [place],
    said: { channel: firmwareChannel },
    supposed: {
      product: productOf(known, toldEdition),
      edition: editionOf(known) ?? toldEdition,
      partNumber: known?.partNumber,
    },
    family: 'windows',
    checks: { integrity, lastFive: isReported ? 'passed' : 'not-possible' },
  });
}

/** The key of several editions is told by its description. */
function editionOf(known: KeyConfiguration | null): string | null {
  const { description, edition = null } = known ?? {};
  return (edition === null ? null : editionOfDescription(description ?? '', edition)) ?? edition;
}

function productOf(known: KeyConfiguration | null, toldEdition: string | null): string {
  const { description = null, edition = null } = known ?? {};
  if (description !== null) return windowsNameOfDescription(description, edition ?? '');
  // The service names the edition and not the generation: a key of Windows 8 may be in a PC with 11.
  return toldEdition === null ? unknownWindows : windowsNameOfEdition(toldEdition, '');
}
