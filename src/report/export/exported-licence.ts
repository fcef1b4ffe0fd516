// The licences of an export one by one, each with its PC and with what is known of it as labelled lines: what
// the forms for spreadsheets and password managers share. Every licence is there, also one without a key.
import type { Licence, RecordContent } from '../../record/schema.js';
import { hasCaution } from '../../record/vocabulary.js';
import { certainty, remarks } from '../licence-words.js';
import { worthOf } from '../worth.js';
import type { ExportInput } from './export-input.js';
import { oneLine } from './plain-text.js';

/** A label and what stands under it. */
export type Labelled = readonly [label: string, value: string];

/** One licence. */
export interface ExportedLicence {
  readonly licence: Licence;
  readonly pc: RecordContent;
  readonly worth: string;
}

/** All licences, PC by PC. */
export function exportedLicences({ result }: ExportInput): ExportedLicence[] {
  return result.opened.flatMap(({ content: pc }) =>
    pc.licences.map((licence) => ({ licence, pc, worth: worthOf(licence, pc.os) })),
  );
}

/** What the PC is called. */
export function pcName({ machine, os }: RecordContent): string {
  return oneLine(machine.name ?? '') || oneLine(os.productName);
}

/** The end of a key that is not known whole, as other programs write it; null where there is none. */
export function keyEnd({ lastFive }: Licence): string | null {
  return lastFive === null ? null : `XXXXX-XXXXX-XXXXX-XXXXX-${lastFive}`;
}

/** What other programs write in place of a key that is not known whole: its end, erased, or not found. */
export function unknownKey(licence: Licence): string {
  const erased = 'BBBBB-BBBBB-BBBBB-BBBBB-BBBBB';
  return keyEnd(licence) ?? (hasCaution(licence, 'erased') ? erased : 'Product key was not found');
}

/** What is known of a licence but its product and its whole key; what is not known is left out. */
export function factsOf({ licence, pc, worth }: ExportedLicence): Labelled[] {
  const facts: readonly (readonly [string, string | null])[] = [
    ['PC', pcName(pc)],
    ['Key ends with', licence.productKey === null ? licence.lastFive : null],
    ['Edition', licence.edition],
    ['Sold as', licence.channel],
    ['Product ID', licence.productId],
    ['Part number', licence.partNumber],
    ['Beware', remarks(licence)],
    ['Seller', licence.seller],
    ['Order number', licence.orderNumber],
    ['Bought on', licence.purchasedOn],
    ['Note', licence.note],
    ['Worth', worth],
    ['Certainty', certainty(licence)],
    ['Found in', licence.places.map(({ location }) => location).join('; ')],
  ];
  return facts.flatMap(([label, value]) => {
    const text = oneLine(value ?? '');
    return text === '' ? [] : [[label, text] as const];
  });
}

/** The facts as lines of `label: value`. */
export function factLines(exported: ExportedLicence): string {
  return factsOf(exported)
    .map(([label, value]) => `${label}: ${value}`)
    .join('\n');
}
