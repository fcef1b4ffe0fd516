// What a KeePass database is made of, as plain data: a group for each PC, an entry for each licence. How it
// is encrypted is for household/keepass-database.ts.
import type { RecordContent } from '../../record/schema.js';
import { worthOf } from '../worth.js';
import type { ExportInput } from './export-input.js';
import { type Labelled, factLines, factsOf, pcName } from './exported-licence.js';
import { oneLine } from './plain-text.js';

/** One entry. */
export interface KeepassEntry {
  readonly title: string;
  /** The product key; empty where it is not known. */
  readonly password: string;
  readonly notes: string;
  /** Fields of the entry's own. */
  readonly fields: readonly Labelled[];
}

/** The entries of one PC. */
export interface KeepassGroup {
  readonly name: string;
  readonly entries: readonly KeepassEntry[];
}

/** They are fields of the entry; the rest stands in its notes. */
const asFields: readonly string[] = ['Sold as', 'Product ID', 'Part number', 'Order number'];

/** A group for each PC. */
export function keepassGroups({ result }: ExportInput): KeepassGroup[] {
  return result.opened.map(({ content }) => ({
    name: pcName(content),
    entries: content.licences.map((licence) => entryOf(licence, content)),
  }));
}

function entryOf(licence: RecordContent['licences'][number], pc: RecordContent): KeepassEntry {
  const exported = { licence, pc, worth: worthOf(licence, pc.os) };
  return {
    title: oneLine(licence.product),
    password: licence.productKey ?? '',
    notes: factLines(exported),
    fields: factsOf(exported).filter(([label]) => asFields.includes(label)),
  };
}
