// How the two files of Amazon's tools are written: titles in brackets, settings under them, settings
// nested under one without a value. The AWS command line (Python's configparser) and the SDKs differ in
// what they take; here all is read that one of them reads: indented files, names in quotes, capitals, a
// colon for the equals sign. What settings mean stands in s3/profile.ts.
// https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html

/** The settings of one section by lower-case name; a nested one as `parent.name`. None is empty. */
export type Settings = ReadonlyMap<string, string>;

/** A setting without a value: what is indented further is nested under it. */
interface Parent {
  readonly name: string;
  readonly indent: number;
}

/** Every section that says something, by its title, blanks and quotes settled. */
export function sectionsOf(text: string): ReadonlyMap<string, Settings> {
  const sections = new Map<string, Map<string, string>>();
  let section: string | null = null;
  let parent: Parent | null = null;
  for (const raw of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const line = withoutComment(raw);
    const title = titleOf(line);
    if (title !== null) {
      section = title;
      parent = null;
      continue;
    }
    const setting = settingOf(line);
    if (section === null || setting === null) continue;
    const { name, value, indent } = setting;
    if (parent !== null && indent <= parent.indent) parent = null;
    if (value === '') {
      parent ??= { name, indent };
      continue;
    }
    const settings = sections.get(section) ?? new Map<string, string>();
    sections.set(section, settings.set(parent === null ? name : `${parent.name}.${name}`, value));
  }
  return sections;
}

function withoutComment(line: string): string {
  return line.split(/(?:^|\s)[;#]/, 1)[0] ?? '';
}

/** `profile "home use"` in brackets is `profile home use`. */
function titleOf(line: string): string | null {
  const text = line.trim();
  if (!text.startsWith('[') || !text.endsWith(']')) return null;
  const [first = '', ...rest] = text.slice(1, -1).trim().split(/\s+/);
  if (rest.length === 0) return unquoted(first);
  const isTyped = /^(?:profile|services|sso-session)$/.test(first);
  return isTyped ? `${first} ${unquoted(rest.join(' '))}` : unquoted([first, ...rest].join(' '));
}

function unquoted(name: string): string {
  return /^(["'])(.*)\1$/.exec(name)?.[2] ?? name;
}

function settingOf(line: string): { name: string; value: string; indent: number } | null {
  const end = line.search(/[=:]/);
  const name = line.slice(0, Math.max(end, 0)).trim().toLowerCase();
  if (name === '') return null;
  const indent = line.length - line.trimStart().length;
  return { name, value: line.slice(end + 1).trim(), indent };
}
