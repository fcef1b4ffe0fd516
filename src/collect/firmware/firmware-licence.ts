// The key in the firmware among the licences of a PC. When the registry holds the same key it is one
// licence with two places; else it is one more, which Setup would take by itself.
import type { Activation, Licence } from '../../record/schema.js';
import { genericKey } from '../decode/generic-keys.js';
import { unknownWindows, windowsNameOfDescription } from '../decode/product-name.js';
import { keyFields } from '../decode/pkey2009.js';
import {
  type KeyConfiguration,
  type KeyConfigurations,
  noConfigurations,
} from '../pkeyconfig/key-configurations.js';
import { cautionsOfChecks } from '../windows/judgement.js';
import { type FirmwareReading, msdmLocation } from './firmware-reading.js';

/** In a place's `collector`. */
const collector = 'firmware';
/** What Microsoft calls a key that the maker put into the firmware. */
const firmwareChannel = 'OEM:DM';

/** The circumstances in which a firmware key is judged. */
export interface FirmwareLicenceContext {
  readonly foundAt: string;
  /** Null where Windows does not run, or does not tell. */
  readonly activation: Activation | null;
  /** What the Windows of the PC says of keys; nothing where there is none. */
  readonly configurations?: KeyConfigurations;
}

/** The licences with the firmware's, which comes after the installed one. */
export function withFirmwareKey(
  licences: readonly Licence[],
  firmware: Pick<FirmwareReading, 'productKey' | 'checksumFits'>,
  context: FirmwareLicenceContext,
): Licence[] {
  const { productKey, checksumFits } = firmware;
  if (productKey === null) return [...licences];
  const place = { collector, location: msdmLocation, foundAt: context.foundAt };
  if (licences.some((licence) => licence.productKey === productKey)) {
    return licences.map((licence) =>
      licence.productKey === productKey
        ? { ...licence, channel: firmwareChannel, places: [...licence.places, place] }
        : licence,
    );
  }
  const installed = licences.filter(isInstalled).slice(0, 1);
  const own = firmwareLicence({ productKey, checksumFits, place }, context);
  const cautions = installed.length > 0 ? [...own.cautions, 'not-installed'] : own.cautions;
  const rest = licences.filter((licence) => !installed.includes(licence));
  return [...installed, { ...own, cautions }, ...rest];
}

function isInstalled({ productKey, cautions }: Licence): boolean {
  return productKey !== null && !cautions.includes('not-installed');
}

function firmwareLicence(
  found: { productKey: string; checksumFits: boolean; place: Licence['places'][number] },
  { activation, configurations = noConfigurations }: FirmwareLicenceContext,
): Licence {
  const { productKey, checksumFits, place } = found;
  const fields = keyFields(productKey);
  const lastFive = productKey.slice(-5);
  const listed = genericKey(productKey);
  const known = fields?.checksumFits === true ? configurations.lookUp(fields) : null;
  const checks = {
    typo: fields === null ? 'not-possible' : fields.checksumFits ? 'passed' : 'failed',
    integrity: checksumFits ? 'passed' : 'failed',
    group: 'not-possible',
    productId: 'not-possible',
    // Windows tells of the installed key: another end says nothing against this one.
    lastFive: activation?.lastFive === lastFive ? 'passed' : 'not-possible',
  } as const;
  return {
    product: listed?.product ?? productOf(known),
    edition: listed?.edition ?? known?.edition ?? null,
    channel: firmwareChannel,
    productKey,
    lastFive,
    partNumber: known?.partNumber ?? null,
    productId: null,
    places: [place],
    checks,
    cautions: [...(listed === null ? [] : ['generic']), ...cautionsOfChecks(productKey, checks)],
    note: null,
    seller: null,
    orderNumber: null,
    purchasedOn: null,
    lastSeen: null,
  };
}

function productOf(known: KeyConfiguration | null): string {
  const { description = null, edition = null } = known ?? {};
  return description === null
    ? unknownWindows
    : windowsNameOfDescription(description, edition ?? '');
}
