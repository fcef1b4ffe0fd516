// Whether a key is of Windows, of Office or of something else: a fact that a record keeps beside the name of
// the product, since advice depends on it and names are for people. Where nobody says so it is not known,
// and what is not known is not Office.
import type { Licence } from './schema.js';

/** What a product is one of. */
export type ProductFamily = 'windows' | 'office' | 'other';

type Named = Pick<Licence, 'product' | 'productRef' | 'family'>;

/** What a key is of when nothing says so. */
export const unknownProduct = 'Windows or Office (not said which)';

/** What a reference tells by its space; an entry of the list of products may be of either. */
const bySpace: Readonly<Record<string, ProductFamily>> = {
  windows: 'windows',
  office: 'office',
  account: 'office',
};

const maker = '(?:Microsoft(?:\\(R\\)|®)? )?';
const windowsName = new RegExp(`^${maker}Windows\\b`, 'i');
/** Programs that are sold as parts of Office. */
const officeName = new RegExp(
  `^${maker}(?:Office\\b|(?:Access(?: Runtime)?|Excel|Outlook|PowerPoint|Project|Publisher|Visio|Word|OneNote|InfoPath|FrontPage|Lync|Skype for Business(?: Basic)?|SharePoint (?:Designer|Workspace))(?=$| (?:\\d|XP|Pro|Premium|Std|Standard|Home|LTSC|\\()))`,
  'i',
);

/** Microsoft 365 has no key of its own, and is installed as Office is. */
const subscriptionName = /^(?:Microsoft|Office) 365\b/i;

/** The family of a licence; null where nothing tells. Records of before have none of their own. */
export function familyOf({ family, product, productRef }: Named): ProductFamily | null {
  if (family !== undefined && family !== null) return known(family);
  const space = productRef?.split(':', 1)[0] ?? '';
  return (Object.hasOwn(bySpace, space) ? bySpace[space] : null) ?? familyOfName(product);
}

/** The family that a product's name begins with: one that only mentions Windows is of neither. */
export function familyOfName(product: string): ProductFamily | null {
  const name = product.trim();
  if (name === '' || name === unknownProduct) return null;
  if (windowsName.test(name)) return 'windows';
  return officeName.test(name) || subscriptionName.test(name) ? 'office' : 'other';
}

/** A later version of this program may know more families. */
function known(family: string): ProductFamily {
  return family === 'windows' || family === 'office' ? family : 'other';
}
