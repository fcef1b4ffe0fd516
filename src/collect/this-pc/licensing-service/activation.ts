// Whether the running Windows is activated and with which key, which Office is, and what the licensing
// service knows of the key in the firmware. Of installed keys it tells the last five characters only.
// WinPE and Wine have no such service: then there is a warning and nothing else is lost.
import type { Activation } from '../../../record/schema.js';
import { type Warning, warning } from '../../../record/warning.js';
import { normaliseProductKey } from '../../../keys/key-text.js';
import { cleanText } from '../../../text/structure-text.js';
import { lastFiveOf, type LicensedProduct, type LicensingAnswer, parseAnswer } from './answer.js';
import { type ActivatedProgram, isOffice, programsOf } from './programs.js';
import { askPowerShell, type LicensingQuery } from './query.js';

/** What was learnt, or why nothing was. */
export interface ActivationReading {
  readonly activation: Activation | null;
  /** Office 2010 and later. */
  readonly programs: readonly ActivatedProgram[];
  /** Null where the firmware has no key, or the service does not know it. */
  readonly firmwareKey: ToldFirmwareKey | null;
  readonly warnings: readonly Warning[];
}

/** The firmware's key as the licensing service tells it. */
export interface ToldFirmwareKey {
  readonly productKey: string;
  /** Microsoft's name of the edition (`Professional`); null where the service does not say. */
  readonly edition: string | null;
}

/** Of a system that was not asked. */
export const notAsked: ActivationReading = {
  activation: null,
  programs: [],
  firmwareKey: null,
  warnings: [],
};

/** Of SoftwareLicensingProduct; Microsoft's documentation of the class. */
const statusNames = [
  'unlicensed',
  'licensed',
  'out-of-box grace',
  'out-of-tolerance grace',
  'non-genuine grace',
  'notification',
  'extended grace',
] as const;

/**
 * Asks once. Rejects only with the signal's reason.
 * @param ask how to ask; Windows PowerShell unless told.
 */
export async function readActivation(
  signal: AbortSignal,
  ask: LicensingQuery = askPowerShell,
): Promise<ActivationReading> {
  const reply = await ask(signal);
  if ('failure' in reply) return { ...notAsked, warnings: [unknownActivation(reply.failure)] };
  const answer = parseAnswer(reply.output);
  const activation = activationOf(answer.products.filter((product) => !isOffice(product)));
  return {
    activation,
    programs: programsOf(answer),
    firmwareKey: firmwareKeyOf(answer),
    warnings: activation === null ? [unknownActivation('its answer could not be used')] : [],
  };
}

/** Of one product or several, of which a licensed one counts. */
function activationOf(products: readonly LicensedProduct[]): Activation | null {
  const product = products.find(({ LicenseStatus }) => LicenseStatus === 1) ?? products[0];
  if (product === undefined) return null;
  return {
    status: statusNames[product.LicenseStatus] ?? 'unknown',
    channel: cleanText(product.ProductKeyChannel ?? ''),
    description: cleanText(product.Description ?? ''),
    lastFive: lastFiveOf(product),
  };
}

/** The description is `[4.0] Professional OEM:DM`. */
function firmwareKeyOf({ service }: LicensingAnswer): ToldFirmwareKey | null {
  const productKey = normaliseProductKey(service.OA3xOriginalProductKey ?? '');
  if (productKey === null) return null;
  const description = service.OA3xOriginalProductKeyDescription ?? '';
  const [, edition = null] = /^\[[\d.]+\] ([A-Za-z]{1,64}) OEM:DM$/.exec(description) ?? [];
  return { productKey, edition };
}

function unknownActivation(reason: string): Warning {
  const message = `Windows did not say whether it is activated: ${reason}`;
  return warning('activation-unknown', message, 'CIM class SoftwareLicensingProduct');
}
