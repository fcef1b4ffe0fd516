// Sections with a line for each value, as Keyfinder (Magical Jelly Bean, Enchanted) saves them: a section is
// named after the product, and what its window shows as `CD Key: ...` is `CD Key=...`.
import type { ExportInput } from './export-input.js';
import { type ExportedLicence, exportedLicences, unknownKey } from './exported-licence.js';
import { oneLine } from './plain-text.js';

/** The sections, in the order of the licences. */
export function iniText(input: ExportInput): string {
  const taken = new Set<string>();
  return exportedLicences(input)
    .map((exported) => sectionOf(exported, freeName(exported.licence.product, taken)))
    .join('\r\n');
}

function sectionOf({ licence, pc }: ExportedLicence, name: string): string {
  const values: readonly (readonly [string, string | null])[] = [
    ['Computer Name', pc.machine.name],
    ['Product Name', licence.product],
    ['Product ID', licence.productId],
    ['CD Key', licence.productKey ?? unknownKey(licence)],
    ['Channel', licence.channel],
  ];
  const lines = values.flatMap(([label, value]) => {
    const text = asValue(value ?? '');
    return text === '' ? [] : [`${label}=${text}`];
  });
  return [`[${name}]`, ...lines, ''].join('\r\n');
}

/** Sections of one name would be one: the second gets a number. Brackets would end the name. */
function freeName(product: string, taken: Set<string>): string {
  const base = asValue(product).replaceAll('[', '(').replaceAll(']', ')') || 'Product';
  for (let i = 1; ; i += 1) {
    const name = i === 1 ? base : `${base} (${i})`;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}

/** What begins like a tag makes a reader take the whole file for a web page. */
function asValue(text: string): string {
  return oneLine(text).replaceAll('<', '\u2039');
}
