// Which product keys are of which edition and sold through which channel: the configurations of a
// pkeyconfig.xrm-ms. A key's group leads to configurations, and the range that holds its serial says
// which of them. What the file does not say, or says in two ways, is unknown.
import { markupReader } from '../import/markup.js';
import { cleanText } from '../decode/structure-text.js';
import type { ProductIdDigits } from '../decode/product-id.js';
import { infoBinTexts, localName } from './infobin.js';

/** What is known of a key by its group and serial. A field is null where that is unknown. */
export interface KeyConfiguration {
  /** Microsoft's name of the edition; several are divided by `;`. */
  readonly edition: string | null;
  /** `Retail`, `OEM:DM`, `Volume:MAK`, ... */
  readonly channel: string | null;
  /** `Win 10 RTM Professional Retail` */
  readonly description: string | null;
  /** `[TH]X19-98841` */
  readonly partNumber: string | null;
}

/** The configurations of one Windows. */
export interface KeyConfigurations {
  /** Null for a key of which the file says nothing. */
  lookUp(digits: ProductIdDigits): KeyConfiguration | null;
}

/** Of a Windows without such a file: nothing is known. */
export const noConfigurations: KeyConfigurations = { lookUp: () => null };

interface Range {
  readonly start: number;
  readonly end: number;
  readonly isValid: boolean;
  readonly partNumber: string | null;
}

interface Configuration extends Omit<KeyConfiguration, 'partNumber'> {
  readonly id: string;
}

/** Shared by a score of configurations that have no keys yet. */
const placeholderGroup = 999999;
const longestField = 1024;
const recordNames = ['configuration', 'keyrange'];

/** The configurations in the bytes of a pkeyconfig.xrm-ms; null where they hold none. */
export async function parseConfigurations(bytes: Uint8Array): Promise<KeyConfigurations | null> {
  const byGroup = new Map<number, Configuration[]>();
  const ranges = new Map<string, Range[]>();
  for (const text of await infoBinTexts(bytes)) {
    await eachRecord(text, (name, fields) => {
      if (name === 'configuration') addConfiguration(byGroup, fields);
      else addRange(ranges, fields);
    });
  }
  if (byGroup.size === 0) return null;
  return {
    lookUp: ({ group, serial }) => {
      const configurations = group === placeholderGroup ? [] : (byGroup.get(group) ?? []);
      return agreed(configurations.flatMap((each) => matches(each, ranges, serial)));
    },
  };
}

/** The first answer of several files. */
export function combineConfigurations(all: readonly KeyConfigurations[]): KeyConfigurations {
  return {
    lookUp: (digits) => {
      for (const one of all) {
        const found = one.lookUp(digits);
        if (found !== null) return found;
      }
      return null;
    },
  };
}

type Match = KeyConfiguration & { readonly isValid: boolean };

function matches(
  { edition, channel, description, id }: Configuration,
  ranges: ReadonlyMap<string, readonly Range[]>,
  serial: number,
): Match[] {
  const holding = (ranges.get(id) ?? []).filter(
    ({ start, end }) => start <= serial && serial <= end,
  );
  return holding.map(({ partNumber, isValid }) => ({
    ...{ edition, channel, description },
    partNumber,
    isValid,
  }));
}

/** A range that is no longer valid counts only where no valid one holds the serial. */
function agreed(found: readonly Match[]): KeyConfiguration | null {
  const valid = found.filter(({ isValid }) => isValid);
  const counting = valid.length > 0 ? valid : found;
  if (counting.length === 0) return null;
  const only = (field: keyof KeyConfiguration): string | null => {
    const answers = new Set(counting.map((match) => match[field]));
    return answers.size === 1 ? (counting[0]?.[field] ?? null) : null;
  };
  return {
    edition: only('edition'),
    channel: only('channel'),
    description: only('description'),
    partNumber: only('partNumber'),
  };
}

function addConfiguration(
  byGroup: Map<number, Configuration[]>,
  fields: ReadonlyMap<string, string>,
): void {
  const id = fields.get('actconfigid') ?? '';
  const group = numberIn(fields, 'refgroupid');
  if (id === '' || group === null) return;
  const text = (name: string): string | null => cleanText(fields.get(name) ?? '');
  const configuration = {
    id: id.toLowerCase(),
    edition: text('editionid'),
    channel: text('productkeytype'),
    description: text('productdescription'),
  };
  append(byGroup, group, configuration);
}

function addRange(ranges: Map<string, Range[]>, fields: ReadonlyMap<string, string>): void {
  const id = fields.get('refactconfigid') ?? '';
  const start = numberIn(fields, 'start');
  const end = numberIn(fields, 'end');
  if (id === '' || start === null || end === null) return;
  const isValid = fields.get('isvalid')?.toLowerCase() !== 'false';
  const partNumber = cleanText(fields.get('partnumber') ?? '');
  append(ranges, id.toLowerCase(), { start, end, isValid, partNumber });
}

function append<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function numberIn(fields: ReadonlyMap<string, string>, name: string): number | null {
  const text = fields.get(name) ?? '';
  return /^\d{1,10}$/.test(text) ? Number(text) : null;
}

/** Calls for every Configuration and KeyRange with the texts of the elements in it. */
async function eachRecord(
  text: string,
  take: (name: string, fields: ReadonlyMap<string, string>) => void,
): Promise<void> {
  let fields: Map<string, string> | null = null;
  let field = '';
  const open = (name: string): void => {
    if (recordNames.includes(name)) fields = new Map();
    field = name;
  };
  const close = (name: string): void => {
    if (fields !== null && recordNames.includes(name)) {
      take(name, fields);
      fields = null;
    }
    field = '';
  };
  const addText = (part: string): void => {
    if (fields === null || field === '' || recordNames.includes(field)) return;
    const before = fields.get(field) ?? '';
    if (before.length + part.length <= longestField) fields.set(field, before + part);
  };
  const reader = await markupReader(
    {
      text: addText,
      open: (name) => {
        open(localName(name));
      },
      close: (name) => {
        close(localName(name));
      },
    },
    { isXml: true },
  );
  reader.push(text);
  reader.end();
}
