// Which product keys are of which edition and sold through which channel: the configurations of a
// pkeyconfig.xrm-ms. A key's group leads to configurations, and the range that holds its serial says
// which of them. What the file does not say, or says in two ways, is unknown.
import type { ProductIdDigits } from '../../keys/product-id.js';
import { cleanText } from '../../text/structure-text.js';
import { readXml } from '../../text/xml-events.js';

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

/** As they stand in the file: a thousand are read for each one that is asked for. */
type Texts = Readonly<Record<keyof KeyConfiguration, string>>;

interface Range extends Pick<Texts, 'partNumber'> {
  readonly start: number;
  readonly end: number;
  readonly isValid: boolean;
}

interface Configuration extends Omit<Texts, 'partNumber'> {
  readonly id: string;
}

/** By group and then by id, which no two of a file share. */
type Groups = Map<number, Map<string, Configuration>>;

/** Shared by a score of configurations that have no keys yet. */
const placeholderGroup = 999999;
const longestField = 1024;
const recordNames = ['configuration', 'keyrange'];

/** The configurations in the XML of an infoBin, or of several; null where they hold none. */
export function configurationsIn(infoBins: readonly string[]): KeyConfigurations | null {
  const groups: Groups = new Map();
  const ranges = new Map<string, Range[]>();
  for (const text of infoBins) {
    eachRecord(text, (name, fields) => {
      if (name === 'configuration') addConfiguration(groups, fields);
      else addRange(ranges, fields);
    });
  }
  if (groups.size === 0) return null;
  return {
    lookUp: ({ group, serial }) => {
      const configurations = group === placeholderGroup ? [] : (groups.get(group)?.values() ?? []);
      return agreed([...configurations].flatMap((each) => matches(each, ranges, serial)));
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

type Match = Texts & Pick<Range, 'isValid'>;

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
    const [answer = '', ...others] = new Set(counting.map((match) => match[field]));
    return others.length === 0 ? known(answer) : null;
  };
  return {
    edition: only('edition'),
    channel: only('channel'),
    description: only('description'),
    partNumber: only('partNumber'),
  };
}

/** A list of editions is longer than other texts. Vista says `n/a` where there is none. */
function known(text: string): string | null {
  const clean = cleanText(text, { longest: longestField });
  return clean === 'n/a' ? null : clean;
}

function addConfiguration(groups: Groups, fields: ReadonlyMap<string, string>): void {
  const id = (fields.get('actconfigid') ?? '').toLowerCase();
  const group = numberIn(fields, 'refgroupid');
  if (id === '' || group === null) return;
  const configuration = {
    id,
    edition: fields.get('editionid') ?? '',
    channel: fields.get('productkeytype') ?? '',
    description: fields.get('productdescription') ?? '',
  };
  const others = groups.get(group) ?? new Map<string, Configuration>();
  groups.set(group, others.set(id, configuration));
}

function addRange(ranges: Map<string, Range[]>, fields: ReadonlyMap<string, string>): void {
  const id = (fields.get('refactconfigid') ?? '').toLowerCase();
  const start = numberIn(fields, 'start');
  const end = numberIn(fields, 'end');
  if (id === '' || start === null || end === null) return;
  const isValid = fields.get('isvalid')?.toLowerCase() !== 'false';
  const range = { start, end, isValid, partNumber: fields.get('partnumber') ?? '' };
  const others = ranges.get(id);
  if (others === undefined) ranges.set(id, [range]);
  else others.push(range);
}

function numberIn(fields: ReadonlyMap<string, string>, name: string): number | null {
  const text = fields.get(name) ?? '';
  return /^\d{1,10}$/.test(text) ? Number(text) : null;
}

/** Calls for every Configuration and KeyRange with the texts of the elements in it. */
function eachRecord(
  text: string,
  take: (name: string, fields: ReadonlyMap<string, string>) => void,
): void {
  let fields: Map<string, string> | null = null;
  let field = '';
  readXml(text, {
    text: (part) => {
      if (fields === null || field === '' || recordNames.includes(field)) return;
      const before = fields.get(field) ?? '';
      if (before.length + part.length <= longestField) fields.set(field, before + part);
    },
    open: (name) => {
      if (recordNames.includes(name)) fields = new Map();
      field = name;
    },
    close: (name) => {
      field = '';
      if (fields === null || !recordNames.includes(name)) return;
      take(name, fields);
      fields = null;
    },
  });
}
