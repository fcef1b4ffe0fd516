// HTML put together so that nothing is taken for markup but what stands in this program's own text.
import { harmless } from './plain-text.js';

/** Text that is HTML already. */
export interface Markup {
  readonly html: string;
}

type Part = string | Markup | readonly Markup[];

const entities: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

/** HTML in which every text that is put in is escaped. */
export function markup(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const written = texts.map((text, i) => `${text}${asHtml(parts[i] ?? '')}`);
  return { html: written.join('') };
}

function asHtml(part: Part): string {
  if (typeof part === 'string') return escaped(part);
  return 'html' in part ? part.html : part.map(({ html }) => html).join('');
}

function escaped(text: string): string {
  return harmless(text).replaceAll(/[&<>"']/g, (character) => entities.get(character) ?? '');
}
