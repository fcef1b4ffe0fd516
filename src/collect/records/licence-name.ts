// Products as the licensing service names them, in names for people: `Office 19, Office19VisioPro2019R_Retail
// edition` is Visio Professional 2019, `Windows(R), Professional edition` a Windows Pro. Seen in what
// ospp.vbs, slmgr.vbs and PowerShell print.
import { generationOf, nameOfEdition } from '../../keys/edition-name.js';
import { type OfficeName, officeName } from '../../keys/office-name.js';
import { windowsNameOfEdition } from '../../keys/product-name.js';
import { productRef } from '../../record/product-ref.js';
import type { Channel } from '../../record/vocabulary.js';

/** What such a name says. */
export interface LicenceName {
  readonly product: string;
  readonly productRef: string | null;
  /** Microsoft's name of the edition of a Windows. */
  readonly edition: string | null;
  readonly channel: Channel | null;
  /** What Setup or an account put in: the same on many PCs, and no key that anybody bought. */
  readonly isPlaceholder: boolean;
}

const windowsForm =
  /^Windows(?:\(R\)|\(TM\)|®)?(?: (7|8\.1|8|10|11|Vista))?,? (?:Server ?)?([A-Za-z]+)[ -](?:edition|Edition)$/;

/**
 * What a name of the licensing service says; null where it is none.
 * @param context the Windows that it runs on, as far as known: the name of a Windows alone tells no
 * version; and the description beside the name.
 */
export function licenceName(
  text: string,
  { system, description }: { readonly system: string | null; readonly description: string },
): LicenceName | null {
  const name = text.trim();
  const office = officeName(name, description);
  if (office !== null) return officeLicence(office);
  const windows = windowsForm.exec(name);
  if (windows === null) return null;
  const [, version, edition = ''] = windows;
  const named = version === undefined ? null : nameOfEdition(edition, generationOf(version));
  return {
    product:
      named === null
        ? windowsNameOfEdition(edition, system ?? '')
        : `Windows ${version ?? ''} ${named}`.trim(),
    productRef: productRef('windows', edition),
    ...{ edition, channel: null, isPlaceholder: false },
  };
}

function officeLicence(office: OfficeName): LicenceName {
  const { product, productRef: reference, channel, isGrace, isSubscription } = office;
  return {
    // As on the box, and as other programs list it.
    product: product.replace(/^Microsoft (?!365)/, ''),
    productRef: reference,
    ...{ edition: null, channel },
    isPlaceholder: isGrace || isSubscription || channel === 'Retail:TB:Eval',
  };
}
