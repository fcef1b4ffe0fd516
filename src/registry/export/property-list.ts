// What PowerShell's Get-ItemProperty prints of a registry key: `Name : value`, long values over several
// indented lines, the key's path behind all of them. Unless it is told otherwise it shows four numbers of a
// list and three dots: of such a one nothing is known.
import { hexValue, numbersIn, structureBytes } from './byte-list.js';
import { longestText } from './lines.js';

const property = /^[ \t]*(\w[\w ]{0,80}?)[ \t]*: ?(.*)$/;
const registryPath = /^(?:Microsoft\.PowerShell\.Core\\)?Registry::(HKEY_.+)$/i;
const windows = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
const mostProperties = 2000;

/** Gathers the properties of one key after the other. */
export function propertyList() {
  let properties = new Map<string, string>();
  let last = '';
  let length = 0;
  const end = (): string[] => {
    const lines = exported(properties);
    properties = new Map();
    [last, length] = ['', 0];
    return lines;
  };
  return {
    end,
    /** The lines of an export that the block has which this line ends. */
    line: (text: string): string[] => {
      if (text.trim() === '') return end();
      const [, name, value = ''] = property.exec(text) ?? [];
      length += text.length;
      if (length > longestText || properties.size > mostProperties) return [];
      if (name !== undefined) {
        last = name;
        properties.set(name, value.trim());
      } else if (last !== '' && /^[ \t]/.test(text)) {
        properties.set(last, `${properties.get(last) ?? ''} ${text.trim()}`);
      }
      return [];
    },
  };
}

function exported(properties: ReadonlyMap<string, string>): string[] {
  const path = registryPath.exec(properties.get('PSPath') ?? '')?.[1] ?? null;
  const values = [...properties].flatMap(([name, value]) => {
    const numbers = value.startsWith('{') ? numbersIn(value) : null;
    const bytes = numbers === null ? null : structureBytes(numbers);
    if (bytes !== null) return [{ isKey: true, line: `"${name}"=${hexValue(bytes)}` }];
    const isText = !/^PS\w+$/.test(name) && !value.startsWith('{') && value !== '';
    const quoted = value.replaceAll(/[\\"]/g, '\\$&');
    return isText ? [{ isKey: false, line: `"${name}"="${quoted}"` }] : [];
  });
  if (path === null && !values.some(({ isKey }) => isKey)) return [];
  return [`[${path ?? windows}]`, ...values.map(({ line }) => line)];
}
