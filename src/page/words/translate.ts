// English sentences in another language, by a table as gettext has it: the English is the source, and what
// changes in it stands as {name}. The tool's own sentences come filled in, so they are looked up by their form.

/** English, with placeholders: the same in another language. */
export type Phrases = Readonly<Record<string, string>>;

/** Longer than any sentence of the tool: what a record brings along is not searched. */
const longest = 1_500;
const placeholder = /\{(\w+)\}/g;

/** The text with its placeholders filled in; one without a value stays as it is. */
export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  const known = new Map(Object.entries(values));
  return text.replace(placeholder, (whole, name: string) => String(known.get(name) ?? whole));
}

interface Form {
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly translated: string;
}

/** Translates sentences that were filled in already; null for one that the phrases do not have. */
export function translator(phrases: Phrases): (text: string) => string | null {
  const whole = new Map(Object.entries(phrases));
  const forms = Object.entries(phrases)
    .filter(([english]) => english.includes('{'))
    .map(([english, translated]) => formOf(english, translated));
  const translate = (text: string): string | null => {
    const known = whole.get(text);
    if (known !== undefined || text.length > longest) return known ?? null;
    for (const { pattern, names, translated } of forms) {
      const match = pattern.exec(text);
      if (match === null) continue;
      // What was filled in may be a phrase itself; a name of a product is none, and stays.
      const values = names.map((name, i) => {
        const value = match[i + 1] ?? '';
        return [name, translate(value) ?? value] as const;
      });
      return filled(translated, Object.fromEntries(values));
    }
    return null;
  };
  return translate;
}

function formOf(english: string, translated: string): Form {
  const names: string[] = [];
  const source = english
    .split(placeholder)
    .map((part, i) => {
      if (i % 2 === 0) return part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
      names.push(part);
      return '(.*?)';
    })
    .join('');
  return { pattern: new RegExp(`^${source}$`, 's'), names, translated };
}
