// The form of keyfinder.cfg and user.cfg of Magical Jelly Bean Keyfinder and Enchanted Keyfinder: a line
// for each program, `Name|Label=REGISTRY\KEY=Value|Label=...`; `;` begins a comment. Only labels that
// name a key or serial are taken: the owner's name and the version are none.
import { isReadKey, type Product } from './product.js';

/** What a config says. */
export interface KeyfinderConfig {
  readonly products: readonly Product[];
  /** Lines and places that make no sense. */
  readonly broken: number;
}

const keyLabel = /key|serial|serail|code|licen[cs]e|validation/i;
const notAKey = /file|location|path/i;
const longestLine = 4000;
const longestName = 200;

/** Whether a text looks like such a config: its first line that is no comment has the form. */
export function isKeyfinderConfig(text: string): boolean {
  const lines = text.split(/\r?\n/, 2000);
  const first = lines.find((line) => line.trim() !== '' && !line.startsWith(';'));
  return first !== undefined && /^[^|=]+\|[^|=]+=[^|=]+=/.test(first.slice(0, longestLine));
}

/** Reads a config; what makes no sense is counted and left out. */
export function parseKeyfinderConfig(text: string, source: string): KeyfinderConfig {
  const products: Product[] = [];
  let broken = 0;
  for (const line of text.split(/\r?\n/)) {
    const entry = line.trim();
    if (entry === '' || entry.startsWith(';')) continue;
    const [product = '', ...fields] = entry.slice(0, longestLine).split('|');
    const isUsable = entry.length <= longestLine && product !== '' && product.length <= longestName;
    if (!isUsable || fields.length === 0) {
      broken += 1;
      continue;
    }
    for (const field of fields.filter((each) => each.trim() !== '')) {
      const place = placeOf(field);
      if (place === 'broken') broken += 1;
      else if (place !== 'no-key') products.push({ product, source, ...place });
    }
  }
  return { products, broken };
}

type Place = Pick<Product, 'form' | 'value' | 'keys'>;

/** `Label=REGISTRY\KEY=Value`; the value's name is empty for the key's default value. */
function placeOf(field: string): Place | 'broken' | 'no-key' {
  const [, label, key, value] = /^([^=]*)=([^=]*)=(.*)$/.exec(field) ?? [];
  if (label === undefined || key === undefined || value === undefined) return 'broken';
  if (!keyLabel.test(label) || notAKey.test(label)) return 'no-key';
  if (!isReadKey(key) || key.length > 500 || value.length > longestName) return 'broken';
  const isStructure = value.toLowerCase() === 'digitalproductid';
  return { form: isStructure ? 'digital-product-id' : 'serial', value: value.trim(), keys: [key] };
}
